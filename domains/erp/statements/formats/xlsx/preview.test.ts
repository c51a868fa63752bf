import { expect, test } from 'vitest';
import { date, HEADER, SAMPLES, type SampleSheet, styled, xlsxOf } from '../testing/xlsx-samples.ts';
import { previewXlsx } from './preview.ts';

const sheet = (name: string, rows: number): SampleSheet => ({
  name,
  rows: [HEADER, ...Array.from({ length: rows }, (_, i) => [date(46083), null, `row ${i}`, i + 0.5, 'EUR'])],
});

test('the first records of each sheet, with how they would be read', () => {
  const { sheets, problems } = previewXlsx(SAMPLES.sheets as Buffer);
  expect(sheets.map(({ name }) => name)).toEqual(['March', 'Remarks', 'April']);
  expect(problems).toMatchObject([{ code: 'sheet.hidden' }]);
  const [march, remarks] = sheets;
  expect(march?.records[1]).toEqual({
    cells: ['02.03.2026', '2026-03-02', 'A', '-1.234,56', 'EUR'],
    line: 2,
    raw: 'March: 02.03.2026\t2026-03-02\tA\t-1.234,56\tEUR',
  });
  expect(march?.table).toMatchObject({ headerIndex: 0, decimalSign: ',', choices: [] });
  expect(march?.table.columns[3]).toMatchObject({ header: 'Amount', roles: ['amount'] });
  expect(remarks?.table.choices).toMatchObject([{ code: 'columns.notFound' }]);
});

test('no more records than are shown, and of each sheet', () => {
  const { sheets, problems } = previewXlsx(xlsxOf([sheet('A', 500), sheet('B', 5), sheet('C', 0)]));
  expect(sheets.map(({ records }) => records.length)).toEqual([200, 6, 1]);
  expect(problems).toEqual([]);
});

test('what a person chose, and the day from which the workbook counts', () => {
  const header = ['When', 'What', 'How much'];
  const rows = [header, [styled(0, 44621), 'x', -5.25], [styled(0, 44622), 'y', 7]];
  const columns = { bookingDate: 'When', description: 'What', amount: 'How much' };
  const table = { columns, currency: 'EUR', account: '1' };
  const [look] = previewXlsx(xlsxOf([{ rows }], { date1904: true }), { table }).sheets;
  expect(look?.table).toMatchObject({ serialDates: '1904', currency: 'EUR', choices: [] });
});

test('a file that is cut off says so', () => {
  const bytes = SAMPLES.excel as Buffer;
  const { problems } = previewXlsx(bytes.subarray(0, bytes.length - 400));
  expect(problems).toMatchObject([{ code: 'archive.truncated' }]);
});
