import { expect, test } from 'vitest';
import { lastingChoice } from './lasting-choice.ts';

test('columns go by their names, so that the header may stand in another line', () => {
  const choice = {
    headerLine: 4,
    dateOrder: 'dayFirst',
    columns: { bookingDate: 0, description: [1, 2] },
  } as const;
  expect(lastingChoice(choice, ['Day', 'Text', 'Payee'])).toEqual({
    dateOrder: 'dayFirst',
    columns: { bookingDate: 'Day', description: ['Text', 'Payee'] },
  });
});

test('columns that are called alike, or have no name, stay where they are', () => {
  const columns = { amount: 1, balance: 2, bookingDate: [0, 3] };
  expect(lastingChoice({ columns }, ['Date', 'EUR', 'eur', '']).columns).toEqual({
    amount: 1,
    balance: 2,
    bookingDate: ['Date', 3],
  });
});

test('that a table has no header is remembered', () => {
  expect(lastingChoice({ headerLine: 0 }, ['a', 'b'])).toEqual({ headerLine: 0 });
});
