import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DecimalSum } from '../amounts.ts';
import { QuickSum } from './quick-sum.ts';

const SEED = Number(process.env.TEST_SEED ?? Date.now() % 1_000_000);

const amount = fc
  .tuple(fc.boolean(), fc.bigInt({ min: 0n, max: 10n ** 14n }), fc.integer({ min: 0, max: 6 }))
  .map(([negative, digits, decimals]) => {
    const text = digits.toString().padStart(decimals + 1, '0');
    const integer = text.slice(0, text.length - decimals);
    return `${negative && digits > 0n ? '-' : ''}${decimals === 0 ? integer : `${integer}.${text.slice(-decimals)}`}`;
  });

test('is the sum that whole numbers of any size give, to the last digit', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(amount, fc.boolean())), amount, (amounts, other) => {
      const quick = new QuickSum();
      const exact = new DecimalSum();
      for (const [text, subtract] of amounts) {
        quick.add(text, subtract);
        exact.add(text, subtract);
        expect(quick.toString()).toBe(exact.toString());
        expect(quick.equals(exact.toString())).toBe(true);
      }
      exact.add(other, true);
      expect(quick.equals(other)).toBe(exact.isZero());
      expect(quick.meets(other)).toBe(exact.isZero());
      expect(quick.equals(other)).toBe(true);
    }),
    { seed: SEED, numRuns: 300 },
  );
});

test('many small amounts reach the end of what a number holds, and go on', () => {
  const sum = new QuickSum();
  for (let i = 0; i < 12; i++) sum.add('99999999.99');
  for (let i = 0; i < 20; i++) sum.add('9999999999');
  expect(sum.toString()).toBe('201199999979.88');
});

test('an equal amount with more decimals than a number of ten-thousandths has', () => {
  const sum = new QuickSum();
  expect(sum.meets('0.00000')).toBe(true);
  expect(sum.toString()).toBe('0.00000');
  sum.add('1.5');
  expect(sum.meets('1.500000')).toBe(true);
  expect(sum.toString()).toBe('1.500000');
});
