import { expect, test } from 'vitest';
import { xlsxOf } from '../formats/testing/xlsx-samples.ts';
import { headerOf, lookAtTable, possibleHeaders } from './table-look.ts';

const HEADER = ['Booking date', 'Description', 'Amount', 'Currency'];

test('a workbook is looked at where its table is, whatever stands in the sheets before', () => {
  const bytes = xlsxOf([
    { name: 'Notes', rows: [['Exported by the bank']] },
    { name: 'Rows', rows: [HEADER, ['2026-03-02', 'Rent', '-12.50', 'EUR']] },
  ]);
  const look = lookAtTable(bytes, true, {});
  expect(look).toMatchObject({ delimiter: null, encoding: null, table: { headerIndex: 0, choices: [] } });
  expect(look && headerOf(look)).toEqual(HEADER);
  expect(look?.table.columns.map(({ roles }) => roles[0])).toEqual([
    ...['bookingDate', 'description', 'amount', 'currency'],
  ]);
});

test('a workbook that is cut off is not looked at, since its parts stand in any order', () => {
  expect(lookAtTable(xlsxOf([{ rows: [HEADER] }]), false, {})).toBeNull();
});

test('any of the first lines may be the header that a person chose', () => {
  const look = lookAtTable(Buffer.from('Wann;Wieviel\n2026-03-02;1,00\n2026-03-03;2,00\n'), true, {});
  expect(look && headerOf(look)).toBeNull();
  expect(look && possibleHeaders(look)[0]).toEqual(['Wann', 'Wieviel']);
});

test('what is no table by itself is none to look at', () => {
  expect(
    lookAtTable(Buffer.from(':20:A\r\n:25:B\r\n:28C:1\r\n:60F:C260302EUR1,00\r\n'), true, {}),
  ).toBeNull();
});
