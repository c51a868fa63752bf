import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DecimalSum } from './amounts.ts';

const SEED = Number(process.env.TEST_SEED ?? Date.now() % 1_000_000);

/** Amounts from cents to more than a number holds, in units of 10^-4, written with so many of their decimals as they need. */
const amounts = fc.array(fc.tuple(fc.bigInt({ min: -(10n ** 22n), max: 10n ** 22n }), fc.nat({ max: 22 })));

function written(units: bigint): string {
  const digits = String(units < 0n ? -units : units).padStart(5, '0');
  const fraction = digits.slice(-4).replace(/0+$/, '');
  return `${units < 0n ? '-' : ''}${digits.slice(0, -4)}${fraction === '' ? '' : `.${fraction}`}`;
}

test(`a sum is exact, whatever fits a number and whatever does not, seed ${SEED}`, () => {
  fc.assert(
    fc.property(amounts, fc.nat({ max: 6 }), (given, scale) => {
      const sum = new DecimalSum(scale);
      let units = 0n;
      for (const [size, shorter] of given) {
        const amount = size / 10n ** BigInt(shorter);
        sum.add(written(amount));
        sum.add(written(size), true);
        units += amount - size;
      }
      const [whole, fraction = ''] = sum.toString().split('.');
      expect(BigInt(whole + fraction.padEnd(6, '0'))).toBe(units * 100n);
      sum.add(written(units), true);
      expect(sum.isZero()).toBe(true);
    }),
    { seed: SEED },
  );
});

test('what is no amount is never counted as one', () => {
  for (const text of ['-', 'x', '1.2.3', '1e3'])
    expect(() => new DecimalSum().add(text)).toThrow(SyntaxError);
});
