import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ParsedFile } from '../../parsed-statement.ts';
import { parseStatementBytes } from '../collect.ts';
import { fileOf, groupOf, type SampleAccount } from '../testing/bai2-samples.ts';
import { insertions, readInPieces } from '../testing/pieces.ts';
import { bai2 } from './format.ts';

// Accounts are made up, written as BAI2 in every physical form, and read again: the same rows, the same balances.

const SEED = Number(process.env.TEST_SEED ?? Date.now() % 1_000_000);
const RUNS = 300;

const DECIMALS = { USD: 2, JPY: 0, KWD: 3 } as const;
type Currency = keyof typeof DECIMALS;
type Row = { units: number; credit: boolean; funds: string; reference: string; text: string };
type Account = { number: string; currency: Currency; opening: number; rows: Row[] };

const word = fc.constantFrom(
  'INVOICE',
  '4711',
  'A/B',
  'Müller,',
  'RE-2026/17',
  '3/16,',
  'x',
  '88,',
  '100.00',
  'Ł',
);
const row: fc.Arbitrary<Row> = fc.record({
  units: fc.nat({ max: 10_000_000_000 }),
  credit: fc.boolean(),
  funds: fc.constantFrom('', 'Z', '0', '1', '2', 'V,260305,2400', 'S', 'D'),
  reference: fc.stringMatching(/^R[A-Z0-9/]{1,15}[A-Z]$/),
  text: fc.array(word, { minLength: 1, maxLength: 20 }).map((words) => `T ${words.join(' ')}.`),
});
const account: fc.Arbitrary<Account> = fc.record({
  number: fc.stringMatching(/^[1-9]\d{5,12}$/),
  currency: fc.constantFrom<Currency>('USD', 'JPY', 'KWD'),
  opening: fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }),
  rows: fc.array(row, { maxLength: 6 }),
});

const closingOf = ({ opening, rows }: Account) =>
  rows.reduce((sum, { units, credit }) => sum + (credit ? units : -units), opening);

/** The amount with its point, as it should be read. */
function pointed(units: number, currency: Currency): string {
  const decimals = DECIMALS[currency];
  const digits = String(Math.abs(units)).padStart(decimals + 1, '0');
  const sign = units < 0 ? '-' : '';
  return decimals === 0 ? sign + digits : `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/** The fields of a record over one or several physical records, cut where `cuts` says: behind a field, or in the text. */
function physical(fields: readonly string[], cuts: readonly number[]): string[] {
  const lines: string[] = [];
  let line = '';
  for (const [i, field] of fields.entries()) {
    line = i === 0 || line === '' ? (line === '' && i > 0 ? `88,${field}` : field) : `${line},${field}`;
    if (i > 1 && i < fields.length - 1 && cuts.includes(i)) {
      lines.push(`${line}/`);
      line = '';
    }
  }
  return [...lines, `${line}/`];
}

function write(made: Account, cuts: readonly number[]): SampleAccount {
  const { number, currency, opening, rows } = made;
  const closing = closingOf(made);
  const records = rows.flatMap(({ units, credit, funds, reference, text }) => {
    const half = Math.floor(units / 2);
    const parts = { S: ['S', half, 0, units - half], D: ['D', 2, 0, half, 1, units - half] }[funds] ?? [
      funds,
    ];
    const fields = [
      '16',
      credit ? '142' : '451',
      units,
      ...parts.join(',').split(','),
      'BR',
      reference,
      text,
    ];
    return physical(fields.map(String), cuts);
  });
  const header = `${number},${currency},010,${opening},,,015,${closing},,`;
  const control = rows.reduce((sum, { units }) => sum + units, opening + closing);
  return { header, records, control };
}

const padded = (line: string, length: number) =>
  line + ' '.repeat(Math.max(0, length - Buffer.byteLength(line)));

const FORMS = {
  lf: (lines: string[]) => lines.join('\n'),
  crlf: (lines: string[]) => `${lines.join('\r\n')}\r\n`,
  cr: (lines: string[]) => lines.join('\r'),
  padded: (lines: string[]) => lines.map((line) => padded(line, 80)).join('\n'),
  fixed: (lines: string[]) => lines.map((line) => padded(line, 400)).join(''),
};

const seen = (file: ParsedFile) =>
  file.statements.map(
    ({ account: { other, currency }, openingBalance, closingBalance, balanceCheck, rows }) => ({
      account: [other, currency, openingBalance?.amount, closingBalance?.amount, balanceCheck],
      rows: rows.map(({ amount, direction, reference, description }) => [
        amount,
        direction,
        reference,
        description,
      ]),
    }),
  );
const meant = (made: Account) => ({
  account: [
    made.number,
    made.currency,
    pointed(made.opening, made.currency),
    pointed(closingOf(made), made.currency),
    'verified',
  ],
  rows: made.rows.map(({ units, credit, reference, text }) => [
    pointed(units, made.currency),
    credit ? 'credit' : 'debit',
    reference,
    text,
  ]),
});

test(`BAI2 that is written is read, seed ${SEED}`, { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(
      fc.array(fc.uniqueArray(account, { minLength: 1, maxLength: 3, selector: ({ number }) => number }), {
        minLength: 1,
        maxLength: 2,
      }),
      fc.array(fc.integer({ min: 2, max: 12 }), { maxLength: 3 }),
      fc.constantFrom<keyof typeof FORMS>('lf', 'crlf', 'cr', 'padded', 'fixed'),
      (groups, cuts, form) => {
        const length = form === 'fixed' ? '400' : '';
        const lines = fileOf(
          groups.map((accounts) => groupOf(accounts.map((made) => write(made, cuts)))),
          `260303,0600,1,${length},,2`,
        );
        const file = parseStatementBytes('x', Buffer.from(FORMS[form](lines)));
        expect(file.problems.filter(({ code }) => code !== 'statement.repeated')).toEqual([]);
        expect(seen(file)).toEqual(groups.flat().map(meant));
      },
    ),
    { seed: SEED, numRuns: RUNS },
  );
});

const sizes = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 20 });

/** Puts in what begins or ends something, anywhere. */
const damage = insertions(['/', ',', '\r', '\n', '\n88,', '\n16,', '/ 49,0,3/', '\0', 'é']);

test(`however a file is cut into chunks, it is the same, seed ${SEED}`, { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(
      fc.array(account, { minLength: 1, maxLength: 2 }),
      fc.constantFrom('\r\n', '\r', '\n', ''),
      damage,
      sizes,
      (accounts, newline, damaged, cuts) => {
        const text = fileOf([groupOf(accounts.map((made) => write(made, [4])))]).join(newline);
        const bytes = Buffer.from(damaged(text));
        expect(readInPieces(bai2, bytes, cuts)).toEqual(readInPieces(bai2, bytes, [bytes.length]));
      },
    ),
    { seed: SEED, numRuns: RUNS },
  );
});
