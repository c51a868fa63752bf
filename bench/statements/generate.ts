import { chanceOf, yymmdd } from './random.ts';

/**
 * An MT940 file of about `sizeBytes`, the same for the same seed: a statement per day with 40 rows, half of them with
 * a structured :86:, half with a plain one, lines cut at 65 characters, balances that close.
 */
export function generateMt940(sizeBytes: number, seed: number): Buffer {
  const { random, pick, digits } = chanceOf(seed);
  const parts: string[] = [];
  let size = 0;
  let balance = 100_000_00;
  for (let day = 0; size < sizeBytes; day++) {
    const date = yymmdd(day);
    const lines = [
      `:20:STMT${String(day).padStart(8, '0')}`,
      ':25:50070010/0123456789EUR',
      `:28C:${(day % 99_999) + 1}/1`,
      `:60F:${balanceText(balance, date)}`,
    ];
    for (let row = 0; row < 40; row++) {
      const cents = Math.floor(random() * 500_000) + 1;
      const credit = balance < 50_000_00 || random() < 0.5;
      balance += credit ? cents : -cents;
      lines.push(
        `:61:${date}${date.slice(2)}${credit ? 'C' : 'D'}R${Math.floor(cents / 100)},${String(cents % 100).padStart(2, '0')}NTRFNONREF//${digits(16)}`,
      );
      const name = `${pick(FIRST)} ${pick(LAST)} ${pick(KIND)}`;
      const purpose =
        `INVOICE ${digits(6)} CUSTOMER ${digits(5)} DATED ${date} THANK YOU ${pick(LAST)}`.toUpperCase();
      if (row % 2 === 0) lines.push(...wrap(`:86:${structured(digits, credit, name, purpose)}`));
      else
        lines.push(
          ...wrap(
            `:86:${purpose} ${name} REF ${digits(12)} ACCOUNT ${digits(10)} ${pick(LAST)} ${pick(FIRST)}`,
          ),
        );
    }
    lines.push(`:62F:${balanceText(balance, date)}`, '-', '');
    const text = lines.join('\r\n');
    parts.push(text);
    size += text.length;
  }
  return Buffer.from(parts.join(''), 'latin1');
}

const FIRST = ['Anna', 'Bernd', 'Clara', 'David', 'Elena', 'Frank', 'Greta', 'Henrik'];
const LAST = ['Albrecht', 'Baumann', 'Castellano', 'Dupont', 'Eriksson', 'Fischer', 'Gonzalez', 'Hofmann'];
const KIND = ['GmbH', 'AG', 'Ltd', 'SARL', 'BV', 'AB', 'SA', 'Oy'];

function structured(digits: (n: number) => string, credit: boolean, name: string, purpose: string): string {
  const text = `EREF+${digits(14)}`;
  const pieces = [text, `MREF+${digits(10)}`, `CRED+DE98ZZZ${digits(11)}`, ...cut(`SVWZ+${purpose}`, 27)];
  const fields = pieces.slice(0, 10).map((piece, i) => `?2${i}${piece}`);
  return `${credit ? '166?00GUTSCHRIFT' : '116?00UEBERWEISUNG'}?109310${fields.join('')}?30DEUTDEFFXXX?31DE89370400440532013000?32${name.slice(0, 27)}?34997`;
}

function cut(text: string, width: number): string[] {
  return Array.from({ length: Math.ceil(text.length / width) }, (_, i) =>
    text.slice(i * width, (i + 1) * width),
  );
}

function wrap(field: string): string[] {
  return [field.slice(0, 69), ...cut(field.slice(69), 65)].filter((line) => line !== '');
}

function balanceText(cents: number, date: string): string {
  const unsigned = Math.abs(cents);
  return `${cents < 0 ? 'D' : 'C'}${date}EUR${Math.floor(unsigned / 100)},${String(unsigned % 100).padStart(2, '0')}`;
}
