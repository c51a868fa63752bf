import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ParsedFile } from '../parsed-statement.ts';
import { DecimalSum } from './amounts.ts';
import { parseStatementBytes } from './collect.ts';

// Statements are made up, written by writers of our own, and read again: the same rows, the same balances.

const SEED = Number(process.env.TEST_SEED ?? Date.now() % 1_000_000);
const RUNS = 200;

type Row = { day: number; value: number; cents: number; credit: boolean; text: string; reference: string };
type Statement = { opening: number; rows: Row[]; number: number };

const words = fc.array(
  fc.constantFrom(
    'INVOICE',
    'Müller',
    '4711',
    'RE-2026/17',
    'für',
    'a-b',
    'Ltd.',
    'EREF',
    'Łódź',
    '+49',
    '100,00',
  ),
  {
    minLength: 1,
    maxLength: 30,
  },
);

const statement: fc.Arbitrary<Statement> = fc.record({
  opening: fc.integer({ min: -10_000_000, max: 10_000_000 }),
  number: fc.integer({ min: 1, max: 99_999 }),
  rows: fc.array(
    fc.record({
      day: fc.integer({ min: 0, max: 400 }),
      value: fc.integer({ min: -40, max: 40 }),
      cents: fc.integer({ min: 1, max: 100_000_000 }),
      credit: fc.boolean(),
      text: words.map((list) => list.join(' ')),
      reference: fc.stringMatching(/^[A-Z0-9]{1,16}$/),
    }),
    { maxLength: 12 },
  ),
});

const dateOf = (day: number) => new Date(Date.UTC(2025, 11, 20 + day)).toISOString().slice(0, 10);
const yymmdd = (day: number) => dateOf(day).slice(2).replaceAll('-', '');
const comma = (cents: number) =>
  `${Math.floor(Math.abs(cents) / 100)},${String(Math.abs(cents) % 100).padStart(2, '0')}`;
const point = (cents: number) => `${cents < 0 ? '-' : ''}${comma(cents).replace(',', '.')}`;
const closingOf = ({ opening, rows }: Statement) =>
  rows.reduce((sum, { cents, credit }) => sum + (credit ? cents : -cents), opening);

function writeMt940(statements: readonly Statement[], newline: string): string {
  const balance = (cents: number) => `${cents < 0 ? 'D' : 'C'}260301EUR${comma(cents)}`;
  return statements
    .flatMap((s) => [
      ':20:REF',
      ':25:DE89370400440532013000',
      `:28C:${s.number}/1`,
      `:60F:${balance(s.opening)}`,
      ...s.rows.flatMap((row) => [
        `:61:${yymmdd(row.day + row.value)}${yymmdd(row.day).slice(2)}${row.credit ? 'C' : 'D'}${comma(row.cents)}NTRF${row.reference}`,
        ...wrap(`:86:${row.text}`),
      ]),
      `:62F:${balance(closingOf(s))}`,
      '-',
      '',
    ])
    .join(newline);
}

/** Lines of 65 characters, as SWIFT has them; a space never ends a line, since some systems cut it off. */
function wrap(field: string): string[] {
  const lines: string[] = [];
  let rest = field;
  let width = 69;
  while (rest.length > width) {
    const cut = rest[width - 1] === ' ' ? width - 1 : width;
    lines.push(rest.slice(0, cut));
    rest = rest.slice(cut);
    width = 65;
  }
  return [...lines, rest];
}

function writeCsv(
  { opening, rows }: Statement,
  delimiter: string,
  decimalSign: string,
  descending: boolean,
): string {
  let balance = opening;
  const number = (cents: number) => point(cents).replace('.', decimalSign);
  const lines = rows.map((row) => {
    balance += row.credit ? row.cents : -row.cents;
    const cells = [
      dateOf(row.day),
      dateOf(row.day + row.value),
      row.text,
      row.reference,
      number(row.credit ? row.cents : -row.cents),
      number(balance),
      'EUR',
    ];
    return cells
      .map((cell) =>
        cell.includes(delimiter) || cell.includes('"') ? `"${cell.replaceAll('"', '""')}"` : cell,
      )
      .join(delimiter);
  });
  if (descending) lines.reverse();
  const header = [
    'Booking date',
    'Value date',
    'Description',
    'Reference',
    'Amount',
    'Balance',
    'Currency',
  ].join(delimiter);
  return `${[header, ...lines].join('\r\n')}\r\n`;
}

/** What a row says, in a form that both writers keep. */
const seen = (file: ParsedFile) =>
  file.statements.map(({ rows }) =>
    rows.map(({ bookingDate, valueDate, amount, direction, reference, description }) => [
      bookingDate,
      valueDate,
      amount,
      direction,
      reference,
      description.replace(/\s+/g, ''),
    ]),
  );
const meant = ({ rows }: Statement) =>
  rows.map((row) => [
    dateOf(row.day),
    dateOf(row.day + row.value),
    point(row.cents),
    row.credit ? 'credit' : 'debit',
    row.reference,
    row.text.replace(/\s+/g, ''),
  ]);

test('MT940 that is written is read', { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(
      fc.array(statement, { minLength: 1, maxLength: 4 }),
      fc.constantFrom('\r\n', '\n', '\r'),
      (statements, newline) => {
        const file = parseStatementBytes('x', Buffer.from(writeMt940(statements, newline)));
        expect(file.problems.filter(({ code }) => code !== 'statement.repeated')).toEqual([]);
        expect(seen(file)).toEqual(statements.map(meant));
        for (const [i, { balanceCheck, openingBalance, closingBalance }] of file.statements.entries()) {
          expect(balanceCheck).toBe('verified');
          expect(openingBalance?.amount).toBe(point(statements[i]?.opening ?? 0));
          expect(closingBalance?.amount).toBe(point(closingOf(statements[i] as Statement)));
        }
      },
    ),
    { seed: SEED, numRuns: RUNS },
  );
});

test('CSV that is written is read', { timeout: 60_000 }, () => {
  const layout = fc.record({
    delimiter: fc.constantFrom(';', ',', '\t', '|'),
    decimalSign: fc.constantFrom(',', '.'),
    descending: fc.boolean(),
  });
  fc.assert(
    fc.property(
      statement.filter(({ rows }) => rows.length > 0),
      layout,
      (made, { delimiter, decimalSign, descending }) => {
        const text = writeCsv(made, delimiter, decimalSign, descending);
        const file = parseStatementBytes('x', Buffer.from(text), { table: { account: '1' } });
        expect(file.problems).toEqual([]);
        const expected = meant(made);
        expect(seen(file)).toEqual([descending ? expected.reverse() : expected]);
      },
    ),
    { seed: SEED, numRuns: RUNS },
  );
});

test('an exact sum does not depend on how amounts are written or in which order they come', {
  timeout: 60_000,
}, () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.integer({ min: 0, max: 4 }))),
      (amounts) => {
        const sum = new DecimalSum(4);
        for (const [value, zeros] of amounts) {
          const digits = (value < 0n ? -value : value).toString().padStart(3, '0');
          sum.add(`${value < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}${'0'.repeat(zeros)}`);
        }
        const exact = amounts.reduce((total, [value]) => total + value, 0n);
        const back = new DecimalSum(2);
        back.add(sum.toString());
        const cents = (exact < 0n ? -exact : exact).toString().padStart(3, '0');
        back.add(`${exact < 0n ? '-' : ''}${cents.slice(0, -2)}.${cents.slice(-2)}`, true);
        expect(back.isZero()).toBe(true);
      },
    ),
    { seed: SEED, numRuns: RUNS },
  );
});
