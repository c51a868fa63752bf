import { describe, expect, test } from 'vitest';
import { CURRENCIES, isCurrency, minorUnits } from './currency.ts';

describe('currencies', () => {
  test.each([
    ['EUR', 2],
    ['USD', 2],
    ['JPY', 0],
    ['KRW', 0],
    ['ISK', 0],
    ['KWD', 3],
    ['BHD', 3],
    ['TND', 3],
    ['CLF', 4],
    // Where CLDR, and so Intl, differs from ISO 4217:
    ['HUF', 2],
    ['COP', 2],
    ['IQD', 3],
    ['TWD', 2],
    ['UGX', 0],
  ])('%s has %i decimals', (code, digits) => {
    expect(minorUnits(code)).toBe(digits);
  });

  test('the list holds each code once, three capital letters, in order', () => {
    expect(CURRENCIES).toEqual([...new Set(CURRENCIES)].sort());
    expect(CURRENCIES.filter((code) => !/^[A-Z]{3}$/.test(code))).toEqual([]);
    expect(CURRENCIES.length).toBeGreaterThan(160);
  });

  test.each(['eur', 'EURO', 'XXX', 'XAU', 'DEM', '', 'toString'])(
    '%j is no currency that money is kept in',
    (code) => {
      expect(isCurrency(code)).toBe(false);
      expect(() => minorUnits(code)).toThrow(RangeError);
    },
  );
});
