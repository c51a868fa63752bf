import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sameAmount } from '../amounts.ts';
import { parseStatementBytes } from '../collect.ts';
import { readInPieces } from '../testing/pieces.ts';
import {
  date,
  partsOf,
  type SampleCell,
  type SampleOptions,
  typed,
  xlsxOf,
} from '../testing/xlsx-samples.ts';
import { decimalOf } from './cell-number.ts';
import { xlsx } from './format.ts';

const SEED = Number(process.env.TEST_SEED ?? Date.now() % 1_000_000);
const HEADER = [
  'Booking date',
  'Value date',
  'Payee',
  'Description',
  'Reference',
  'Amount',
  'Balance',
  'Currency',
];

const row = fc.record({
  day: fc.integer({ min: 0, max: 400 }),
  valueDays: fc.integer({ min: -5, max: 5 }),
  cents: fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }).filter((cents) => cents !== 0),
  payee: fc.stringMatching(/^[A-Za-zÄöß&<>"' _x0-9]{1,20}$/).filter((text) => /[A-Za-z]/.test(text)),
  text: fc.stringMatching(/^[A-Za-zÄöß&<>/.,:-]{1,60}$/).filter((text) => /^[A-Za-z]/.test(text)),
  reference: fc.stringMatching(/^[A-Z]{2}[0-9]{1,16}$/),
});
type Row = typeof row extends fc.Arbitrary<infer T> ? T : never;

const options = fc.record({
  strict: fc.boolean(),
  inline: fc.boolean(),
  references: fc.boolean(),
  date1904: fc.boolean(),
  level: fc.constantFrom(0, 6),
  order: fc.shuffledSubarray(Object.keys(partsOf([{ rows: [] }]))),
}) satisfies fc.Arbitrary<SampleOptions>;

/** How the dates of a workbook are written, and where its number cells come from. */
const writing = fc.record({
  dates: fc.constantFrom('serial', 'iso', 'text'),
  numbers: fc.constantFrom('shortest', 'seventeen', 'scientific', 'text'),
});
type Writing = typeof writing extends fc.Arbitrary<infer T> ? T : never;

const SERIAL_2026 = 46_023;
const isoOf = (day: number) => new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10);
const decimal = (cents: number) => {
  const digits = String(Math.abs(cents)).padStart(3, '0');
  return `${cents < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
};

function dateCell(day: number, { dates }: Writing, date1904 = false): SampleCell {
  if (dates === 'serial') return date(SERIAL_2026 + day - (date1904 ? 1462 : 0));
  return dates === 'iso' ? typed('d', isoOf(day)) : isoOf(day).split('-').reverse().join('.');
}

/** Numbers as programs write the double that is nearest to them. */
function numberCell(cents: number, { numbers }: Writing): SampleCell {
  const value = cents / 100;
  if (numbers === 'text') return decimal(cents).replace('.', ',');
  if (numbers === 'seventeen') return typed('n', value.toPrecision(17));
  return numbers === 'scientific' ? typed('n', value.toExponential().toUpperCase()) : value;
}

function workbookOf(rows: readonly Row[], how: Writing, given: SampleOptions): Buffer {
  let balance = 0;
  const cells = rows.map((each) => {
    balance += each.cents;
    return [
      dateCell(each.day, how, given.date1904),
      dateCell(each.day + each.valueDays, how, given.date1904),
      each.payee,
      each.text,
      each.reference,
      numberCell(each.cents, how),
      numberCell(balance, how),
      'EUR',
    ];
  });
  return xlsxOf([{ rows: [['Account:', 'DE89370400440532013000'], HEADER, ...cells] }], given);
}

const tidy = (text: string | null | undefined) => text?.trim().replace(/\s+/g, ' ');

test(`a statement that is written is read, seed ${SEED}`, { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(fc.array(row, { minLength: 2, maxLength: 8 }), writing, options, (rows, how, given) => {
      const file = parseStatementBytes('x', workbookOf(rows, how, given));
      expect(file.problems).toEqual([]);
      expect(file.statements).toMatchObject([
        { account: { iban: 'DE89370400440532013000' }, balanceCheck: 'verified' },
      ]);
      const read = file.statements[0]?.rows ?? [];
      expect(read).toMatchObject(
        rows.map(({ day, valueDays, cents, reference }, i) => ({
          line: i + 3,
          bookingDate: isoOf(day),
          valueDate: isoOf(day + valueDays),
          direction: cents < 0 ? 'debit' : 'credit',
          reference,
        })),
      );
      for (const [i, { cents, payee, text }] of rows.entries()) {
        expect(sameAmount(read[i]?.amount ?? '0', decimal(Math.abs(cents)))).toBe(true);
        expect(tidy(read[i]?.counterparty.name)).toBe(tidy(payee));
        expect(read[i]?.description).toBe(text);
      }
    }),
    { seed: SEED, numRuns: 150 },
  );
});

test(`chunks of any size give the same, seed ${SEED}`, { timeout: 60_000 }, () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 700 }), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(
      fc.array(row, { minLength: 1, maxLength: 4 }),
      writing,
      options,
      sizes,
      (rows, how, given, cuts) => {
        const bytes = workbookOf(rows, how, given);
        const format = xlsx(null);
        expect(readInPieces(format, bytes, cuts)).toEqual(readInPieces(format, bytes, [bytes.length]));
      },
    ),
    { seed: SEED, numRuns: 100 },
  );
});

test(`a sum of doubles is exact to the cent, seed ${SEED}`, () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: -100_000_000, max: 100_000_000 }), { maxLength: 30 }),
      (amounts) => {
        const sum = amounts.reduce((total, cents) => total + cents / 100, 0);
        const exact = decimal(amounts.reduce((total, cents) => total + cents, 0));
        // What is left of amounts that cancel each other out is noise alone, and shown as such.
        // What is left of amounts that cancel each other out is noise alone, and shown as such.
        if (Math.abs(sum) < 1) return;
        const shortest = String(sum);
        // What is as short as this by chance does not look like a sum.
        const isShort = shortest.replace(/\D/g, '').length < 14 && shortest !== String(Number(exact));
        for (const written of isShort ? [sum.toPrecision(17)] : [shortest, sum.toPrecision(17)])
          expect(sameAmount(decimalOf(written) ?? '', exact)).toBe(true);
      },
    ),
    { seed: SEED, numRuns: 500 },
  );
});
