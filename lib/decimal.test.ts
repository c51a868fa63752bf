import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDecimals,
  compareDecimals,
  divideDecimals,
  formatDecimal,
  multiplyDecimals,
  negateDecimal,
  parseDecimal,
  rescale,
  shortestDecimal,
  tryDecimal,
} from './decimal.ts';

const decimal = fc
  .record({
    coefficient: fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }),
    scale: fc.integer({ min: 0, max: 18 }),
  })
  .map(formatDecimal);

describe('a decimal', () => {
  test('survives being written and read', () => {
    fc.assert(
      fc.property(decimal, (text) => {
        expect(formatDecimal(parseDecimal(text))).toBe(text);
      }),
    );
  });

  test('adds up exactly, in any order', () => {
    fc.assert(
      fc.property(decimal, decimal, decimal, (a, b, c) => {
        const [x, y, z] = [parseDecimal(a), parseDecimal(b), parseDecimal(c)];
        expect(compareDecimals(addDecimals(addDecimals(x, y), z), addDecimals(x, addDecimals(z, y)))).toBe(0);
        expect(addDecimals(x, negateDecimal(x)).coefficient).toBe(0n);
      }),
    );
  });

  test('does what floats do not', () => {
    expect(formatDecimal(addDecimals(parseDecimal('0.1'), parseDecimal('0.2')))).toBe('0.3');
    expect(formatDecimal(parseDecimal('9999999999999999.9999'))).toBe('9999999999999999.9999');
  });

  test.each([
    '',
    '.',
    '1.',
    '.5',
    '1,5',
    '1e3',
    '+1',
    ' 1',
    '1 000',
    'NaN',
    '--1',
    '0x1',
    '1.0000000000000000001',
    '9'.repeat(41),
  ])('%j is none', (text) => {
    expect(tryDecimal(text)).toBeNull();
    expect(() => parseDecimal(text)).toThrow(RangeError);
  });

  test('zero has no sign', () => {
    expect(formatDecimal(parseDecimal('-0.00'))).toBe('0.00');
  });

  test('is cut only where nothing is lost', () => {
    expect(rescale(parseDecimal('1.5000'), 2)).toEqual({ coefficient: 150n, scale: 2 });
    expect(rescale(parseDecimal('1.505'), 2)).toBeNull();
  });

  test.each([
    ['1', '3', '0.33'],
    ['2', '3', '0.67'],
    ['-2', '3', '-0.67'],
    ['1', '8', '0.13'],
    ['-1', '8', '-0.13'],
    ['0.125', '1', '0.13'],
  ])('%s ÷ %s is %s, halves away from zero', (a, b, result) => {
    expect(formatDecimal(divideDecimals(parseDecimal(a), parseDecimal(b), 2))).toBe(result);
  });

  test('multiplies with one rounding', () => {
    expect(formatDecimal(multiplyDecimals(parseDecimal('1190.00'), parseDecimal('1.08210000'), 4))).toBe(
      '1287.6990',
    );
    expect(() => divideDecimals(parseDecimal('1'), parseDecimal('0.00'), 2)).toThrow(/zero/);
  });
});

test.each([
  ['5.00', '5'],
  ['-0.50', '-0.5'],
  ['100', '100'],
  ['0.000', '0'],
])('the shortest text of %s is %s', (text, shortest) => {
  expect(shortestDecimal(text)).toBe(shortest);
});
