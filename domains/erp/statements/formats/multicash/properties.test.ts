import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseStatementBytes } from '../collect.ts';
import { auszug, umsatz } from '../testing/multicash-samples.ts';
import { readInPieces } from '../testing/pieces.ts';
import { multicash } from './format.ts';

// Statements are made up, written as AUSZUG.TXT and UMSATZ.TXT, and read again: the same balances and rows.

const SEED = Number(process.env.TEST_SEED ?? Date.now() % 1_000_000);
const RUNS = 50;

const cents = fc.integer({ min: -100_000_000, max: 100_000_000 });
const row = fc.record({
  cents: cents.filter((value) => value !== 0),
  text: fc.array(fc.constantFrom('Rechnung', '4711', 'Müller', 'A/B', '100%'), {
    minLength: 1,
    maxLength: 3,
  }),
});

const comma = (value: number) => {
  const digits = String(Math.abs(value)).padStart(3, '0');
  return `${value < 0 ? '-' : ''}${digits.slice(0, -2)},${digits.slice(-2)}`;
};
const point = (value: number) => comma(value).replace(',', '.');
const encode = (text: string, encoding: BufferEncoding) => Buffer.from(text, encoding);
const encoding = fc.constantFrom<BufferEncoding>('utf8', 'latin1');

test(`rows that are written are read, wherever they are cut, seed ${SEED}`, { timeout: 60_000 }, () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 9 });
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 9 }), encoding, sizes, (made, charset, cuts) => {
      const text = made.map((each) => umsatz(comma(each.cents), { 6: each.text.join(' ') })).join('');
      const bytes = encode(text, charset);
      const file = parseStatementBytes('x', bytes, { table: { currency: 'EUR' } });
      expect(file).toMatchObject({ format: 'multicash', problems: [] });
      expect(
        file.statements.flatMap(({ rows }) => rows.map((r) => [r.amount, r.direction, r.description])),
      ).toEqual(
        made.map((each) => [
          point(Math.abs(each.cents)),
          each.cents < 0 ? 'debit' : 'credit',
          each.text.join(' '),
        ]),
      );
      const whole = parseStatementBytes('x', bytes);
      expect(readInPieces(multicash, bytes, cuts).statements).toEqual(whole.statements);
    }),
    { seed: SEED, numRuns: RUNS },
  );
});

test(`balances that do not follow from each other are said, seed ${SEED}`, () => {
  const turnover = fc.integer({ min: 0, max: 100_000_000 });
  fc.assert(
    fc.property(cents, turnover, turnover, fc.boolean(), (opening, debits, credits, isWrong) => {
      const closing = opening + credits - debits + (isWrong ? 1 : 0);
      const file = parseStatementBytes(
        'x',
        encode(auszug([opening, debits, credits, closing].map(comma)), 'utf8'),
      );
      expect(file.statements).toMatchObject([
        { openingBalance: { amount: point(opening) }, closingBalance: { amount: point(closing) } },
      ]);
      expect(file.problems.map(({ code }) => code)).toEqual(isWrong ? ['total.mismatch'] : []);
    }),
    { seed: SEED, numRuns: RUNS },
  );
});
