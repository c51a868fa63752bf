import { expect, test } from 'vitest';
import { roleOptions, withRole } from './column-roles.ts';

const column = (index: number, ...roles: string[]) => ({ index, header: `H${index}`, roles }) as never;
const record = (line: number) => ({ cells: [], line, raw: '' });
const table = {
  headerIndex: 1,
  records: [record(1), record(3), record(4)],
  columns: [column(0, 'bookingDate', 'valueDate'), column(1, 'amount'), column(2), column(3, 'description')],
};

test('a role that goes to another column leaves the one that had it', () => {
  expect(withRole({ currency: 'EUR' }, table, 2, 'amount')).toEqual({
    currency: 'EUR',
    headerLine: 3,
    columns: { bookingDate: [0], valueDate: [0], amount: [2], description: [3] },
  });
});

test('several columns may make up the text, and one may be left out', () => {
  expect(withRole({}, table, 2, 'description').columns).toMatchObject({ description: [2, 3] });
  expect(withRole({}, table, 3, '').columns).not.toHaveProperty('description');
});

test('a table without a header says so', () => {
  expect(withRole({}, { ...table, headerIndex: -1 }, 2, 'amount')).toMatchObject({ headerLine: 0 });
});

test('a column of two roles offers both at once, and nothing twice', () => {
  const values = roleOptions(column(0, 'bookingDate', 'valueDate')).map(({ value }) => value);
  expect(values.slice(0, 2)).toEqual(['', 'bookingDate valueDate']);
  expect(new Set(values).size).toBe(values.length);
  expect(roleOptions(column(2))[1]).toEqual({ value: 'bookingDate', label: 'Booking date' });
});
