import { expect, test } from 'vitest';
import { previewTable } from './preview.ts';

const records = (...lines: string[][]) =>
  lines.map((cells, i) => ({ cells, line: i + 1, raw: cells.join('\t') }));

const sheet = records(
  ['Umsätze', ''],
  ['Datum', 'Text', 'Soll', 'Haben', 'Saldo'],
  ['46083', 'a', '10', '', '90'],
  ['46084', 'b', '', '20', '110'],
);

test('serial dates, columns of debit and credit, and the order of rows', () => {
  expect(previewTable(sheet, { currency: 'EUR', account: '4711' })).toMatchObject({
    headerIndex: 1,
    dateOrder: null,
    serialDates: '1900',
    decimalSign: '.',
    currency: 'EUR',
    account: { other: '4711' },
    signs: 'asGiven',
    descending: false,
    choices: [],
  });
});

test('the header and the columns that a person chose', () => {
  const chosen = previewTable(sheet, {
    currency: 'EUR',
    headerLine: 2,
    columns: { bookingDate: 0, amount: 4, description: ['Text'] },
  });
  expect(chosen.columns.map(({ roles }) => roles)).toEqual([
    ['bookingDate'],
    ['description'],
    [],
    [],
    ['amount'],
  ]);
  expect(chosen.choices).toEqual([]);
});

test('nothing at all is a choice too', () => {
  expect(previewTable([], {})).toMatchObject({ columns: [], choices: [{ code: 'columns.notFound' }] });
});
