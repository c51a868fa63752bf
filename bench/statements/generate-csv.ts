import { chanceOf } from './random.ts';

/** How a bank writes its export: cells all in quotes, or only those that need them. */
export type CsvStyle = 'quoted' | 'plain';

/**
 * A CSV export of about `sizeBytes`, the same for the same seed: booking and value date, other side, purpose, signed amount with
 * a decimal comma, and a running balance that closes. `quoted` is Windows-like with every cell in quotes, `plain` has none.
 */
export function generateCsv(sizeBytes: number, seed: number, style: CsvStyle): Buffer {
  const { random, pick, digits } = chanceOf(seed);
  const line =
    style === 'quoted'
      ? (cells: readonly string[]) => cells.map((cell) => `"${cell}"`).join(';')
      : (cells: readonly string[]) => cells.join(';');
  const lines = [line(['Konto:', 'DE89 3704 0044 0532 0130 00']), line(HEADER)];
  let size = 0;
  let balance = 100_000_00;
  for (let row = 0; size < sizeBytes; row++) {
    const cents = Math.floor(random() * 500_000) + 1;
    const credit = balance < 50_000_00 || random() < 0.5;
    balance += credit ? cents : -cents;
    const text = line([
      dateOf(Math.floor(row / 40)),
      dateOf(Math.floor(row / 40) + 1),
      credit ? 'Gutschrift' : 'Lastschrift',
      `${pick(FIRST)} ${pick(LAST)} ${pick(KIND)}`,
      pick(IBAN),
      'BYLADEM1001',
      `INVOICE ${digits(6)} CUSTOMER ${digits(5)} THANK YOU ${pick(LAST)}`,
      `NR-${digits(10)}`,
      decimal(credit ? cents : -cents),
      decimal(balance),
      'EUR',
    ]);
    lines.push(text);
    size += text.length + 2;
  }
  return Buffer.from(`${lines.join('\r\n')}\r\n`);
}

const HEADER = [
  'Buchungstag',
  'Wertstellung',
  'Buchungstext',
  'Auftraggeber / Begünstigter',
  'Kontonummer IBAN',
  'BIC',
  'Verwendungszweck',
  'Kundenreferenz',
  'Betrag',
  'Saldo nach Buchung',
  'Währung',
];
const FIRST = ['Anna', 'Bernd', 'Clara', 'David', 'Elena', 'Frank', 'Greta', 'Henrik'];
const LAST = ['Albrecht', 'Baumann', 'Castellano', 'Dupont', 'Eriksson', 'Fischer', 'González', 'Müller'];
const IBAN = ['DE02120300000000202051', 'NL91ABNA0417164300', 'AT611904300234573201', 'BE68539007547034'];
const KIND = ['GmbH', 'AG', 'Ltd', 'SARL', 'BV', 'AB', 'SA', 'Oy'];

/** "-1234,05": the sign, the units, a comma and the hundredths. */
function decimal(cents: number): string {
  const size = Math.abs(cents);
  return `${cents < 0 ? '-' : ''}${Math.floor(size / 100)},${String(size % 100).padStart(2, '0')}`;
}

/** "02.03.2026", in a cycle of seven years. */
function dateOf(day: number): string {
  const date = new Date(Date.UTC(2020, 0, 1 + (day % 2500))).toISOString();
  return `${date.slice(8, 10)}.${date.slice(5, 7)}.${date.slice(0, 4)}`;
}
