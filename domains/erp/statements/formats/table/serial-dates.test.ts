import { expect, test } from 'vitest';
import { dateOfSerial } from './serial-dates.ts';

test.each([
  ['1', '1900-01-01'],
  ['59', '1900-02-28'],
  ['61', '1900-03-01'],
  ['25569', '1970-01-01'],
  ['36526', '2000-01-01'],
  ['45000', '2023-03-15'],
  ['45000.999988', '2023-03-15'],
  ['45000,5', '2023-03-15'],
  ['2958465', '9999-12-31'],
])('%s is %s in the 1900 system', (serial, date) => {
  expect(dateOfSerial(serial, '1900')).toBe(date);
});

test.each([
  ['0', '1904-01-01'],
  ['59', '1904-02-29'],
  ['43538', '2023-03-15'],
  ['2957003', '9999-12-31'],
])('%s is %s in the 1904 system', (serial, date) => {
  expect(dateOfSerial(serial, '1904')).toBe(date);
});

test('the two systems are 1462 days apart', () => {
  expect(dateOfSerial('46083', '1900')).toBe(dateOfSerial(String(46083 - 1462), '1904'));
});

test.each(['0', '0.5', '60', '2958466', '-1', '', '45000x', '12345678', '1.2.3'])(
  '“%s” is no day',
  (serial) => {
    expect(dateOfSerial(serial, '1900')).toBeNull();
  },
);
