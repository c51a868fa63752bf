import { describe, expect, test } from 'vitest';
import { addUp, byCurrency, type Rate, toBase, totalIn, valuationOn } from './valuation.ts';

const rate = (currency: string, date: string, value: string, inverse = false): Rate => ({
  currency,
  date,
  rate: value,
  inverse,
  source: 'entered',
});

describe('valuation', () => {
  const rates = [
    rate('USD', '2026-11-18', '1.10'),
    rate('USD', '2026-11-19', '1.25'),
    rate('KWD', '2026-11-19', '3', true),
    rate('USD', '2026-11-23', '2'),
  ];
  const valuation = valuationOn('EUR', rates, '2026-11-20');

  test('takes the latest rate on or before the day, in the direction that it is kept in', () => {
    expect(toBase(valuation, { currency: 'USD', amount: '100.00' })).toBe('80.00');
    expect(toBase(valuation, { currency: 'KWD', amount: '1.005' })).toBe('3.02');
    expect(toBase(valuation, { currency: 'EUR', amount: '-0.01' })).toBe('-0.01');
    expect(toBase(valuationOn('EUR', rates, '2026-11-17'), { currency: 'USD', amount: '1' })).toBeNull();
  });

  test('rounds half away from zero to the decimals of the base currency', () => {
    const third = valuationOn('EUR', [rate('USD', '2026-11-19', '8')], '2026-11-20');
    expect(toBase(third, { currency: 'USD', amount: '0.04' })).toBe('0.01');
    expect(toBase(third, { currency: 'USD', amount: '-0.04' })).toBe('-0.01');
    const yen = valuationOn('JPY', [rate('EUR', '2026-11-19', '0.4')], '2026-11-20');
    expect(toBase(yen, { currency: 'EUR', amount: '1.00' })).toBe('3');
  });

  test('leaves no currency out of sight', () => {
    const sums = [
      { currency: 'EUR', amount: '1.00' },
      { currency: 'USD', amount: '125' },
      { currency: 'CHF', amount: '7' },
    ];
    expect(totalIn(valuation, sums)).toEqual({
      total: { currency: 'EUR', amount: '101.00' },
      without: [{ currency: 'CHF', amount: '7' }],
    });
  });

  test('adds up digits that no float holds', () => {
    expect(addUp(['9007199254740993.0001', '0.0001', '-0.0002'])).toBe('9007199254740993.0000');
    expect(addUp([])).toBe('0');
    expect(
      byCurrency([
        { currency: 'EUR', amount: '1.5' },
        { currency: 'USD', amount: '2' },
        { currency: 'EUR', amount: '-0.5' },
      ]),
    ).toEqual([
      { currency: 'EUR', amount: '1.0' },
      { currency: 'USD', amount: '2' },
    ]);
  });
});
