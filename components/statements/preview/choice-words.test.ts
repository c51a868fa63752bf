import { expect, test } from 'vitest';
import { choiceWords, headerWords } from './choice-words.ts';

test('what was chosen is said in a line', () => {
  expect(choiceWords({})).toBe('As recognised');
  expect(choiceWords({ dateOrder: 'dayFirst', decimalSign: ',' })).toBe('Day first, decimal comma');
  expect(choiceWords({ columns: { amount: 'Betrag', bookingDate: 0 }, currency: 'EUR' })).toBe(
    'EUR, columns for Amount, Booking date',
  );
});

test('a header is told by its first columns that have a name', () => {
  expect(headerWords(['Date', '', 'Amount'])).toBe('Date · Amount');
  expect(headerWords(['a', 'b', 'c', 'd', 'e', 'f', 'g'])).toBe('a · b · c · d · e · f …');
});
