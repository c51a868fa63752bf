import { describe, expect, test } from 'vitest';
import { CURRENCIES, isCurrency, minorUnits } from './currency.ts';
import { parseDecimal } from './decimal.ts';
import { addMoney, amountOf, amountProblem, compareMoney, money, subtractMoney } from './money.ts';

describe('money', () => {
  test('never mixes currencies', () => {
    expect(amountOf(addMoney(money('1.10', 'EUR'), money('2.205', 'EUR')))).toBe('3.305');
    expect(amountOf(subtractMoney(money('1', 'EUR'), money('2.50', 'EUR')))).toBe('-1.50');
    expect(compareMoney(money('1.0', 'EUR'), money('1.00', 'EUR'))).toBe(0);
    for (const operation of [addMoney, subtractMoney, compareMoney]) {
      expect(() => operation(money('1', 'EUR'), money('1', 'USD'))).toThrow(/EUR and USD/);
    }
    expect(() => money('1', 'EURO')).toThrow(/ISO 4217/);
  });

  test.each([
    ['9999999999999999.9999', null],
    ['-9999999999999999.9999', null],
    ['1.50000', null],
    ['10000000000000000', 'has more than 16 digits before the point'],
    ['0.00001', 'has more than 4 decimals'],
  ])('numeric(20,4) and %s', (text, problem) => {
    expect(amountProblem(parseDecimal(text))).toBe(problem);
  });
});

describe('currencies', () => {
  test.each([
    ['EUR', 2],
    ['JPY', 0],
    ['KWD', 3],
    ['CLF', 4],
    ['ISK', 0],
    ['HUF', 2],
    ['IQD', 3],
    ['UGX', 0],
  ])('%s has %i decimals', (code, digits) => {
    expect(minorUnits(code)).toBe(digits);
  });

  test('are ISO 4217 codes, each once', () => {
    expect(new Set(CURRENCIES).size).toBe(CURRENCIES.length);
    expect(CURRENCIES.every((code) => /^[A-Z]{3}$/.test(code))).toBe(true);
    expect(isCurrency('eur')).toBe(false);
    expect(() => minorUnits('XXY')).toThrow(RangeError);
  });
});
