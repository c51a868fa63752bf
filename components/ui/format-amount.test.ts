import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatAmount, formatCount, signOf } from './format-amount.ts';

describe('formatAmount', () => {
  test.each([
    ['1234567.5', 'EUR', '1\u202f234\u202f567.50'],
    ['-1234567.5000', 'EUR', '\u22121\u202f234\u202f567.50'],
    ['112540000.0000', 'JPY', '112\u202f540\u202f000'],
    ['1.2', 'KWD', '1.200'],
    ['0', 'USD', '0.00'],
    ['-0.0000', 'USD', '0.00'],
    ['999', 'USD', '999.00'],
    ['007.10', 'USD', '7.10'],
  ])('%s %s is %s', (amount, currency, text) => {
    expect(formatAmount(amount, currency)).toBe(text);
  });

  test('digits beyond the minor unit are shown, not rounded', () => {
    expect(formatAmount('10.1250', 'EUR')).toBe('10.125');
    expect(formatAmount('10.0050', 'JPY')).toBe('10.005');
    expect(formatAmount('10.0001', 'EUR')).toBe('10.0001');
  });

  test('a plus goes only before what is above zero', () => {
    expect(formatAmount('5', 'EUR', { plus: true })).toBe('+5.00');
    expect(formatAmount('0', 'EUR', { plus: true })).toBe('0.00');
    expect(formatAmount('-5', 'EUR', { plus: true })).toBe('\u22125.00');
  });

  test('what is no decimal is refused', () => {
    expect(() => formatAmount('1e5', 'EUR')).toThrow(RangeError);
    expect(() => formatAmount('', 'EUR')).toThrow(RangeError);
  });

  test('property: no digit is lost or invented', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 20n }),
        fc.integer({ min: 0, max: 9999 }),
        (whole, rest) => {
          const amount = `${whole}.${String(rest).padStart(4, '0')}`;
          const shown = formatAmount(amount, 'EUR').replaceAll('\u202f', '').split('.');
          expect(shown[0]).toBe(String(whole));
          expect((shown[1] ?? '').padEnd(4, '0')).toBe(String(rest).padStart(4, '0'));
        },
      ),
    );
  });
});

test('counts are grouped like amounts', () => {
  expect(formatCount(412918)).toBe('412\u202f918');
  expect(formatCount(38)).toBe('38');
});

test('signOf reads the sign from the text', () => {
  expect([signOf('-0.00'), signOf('-0.01'), signOf('3')]).toEqual([0, -1, 1]);
});
