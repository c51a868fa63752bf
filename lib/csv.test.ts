import { expect, test } from 'vitest';
import { csvLine } from './csv.ts';

test('texts that a spreadsheet would run as formulas are disarmed, numbers stay numbers', () => {
  expect(csvLine(['=1+1', '+49 30', '-5', '@SUM(A1)', '\tx', 'plain', null])).toBe(
    "'=1+1,'+49 30,'-5,'@SUM(A1),'\tx,plain,\r\n",
  );
  expect(csvLine([{ number: '-1190.00' }, { number: '0' }])).toBe('-1190.00,0\r\n');
  expect(() => csvLine([{ number: '=1' }])).toThrow(RangeError);
});

test('quotes, commas, line breaks and outer spaces survive', () => {
  expect(csvLine(['Müller, "Söhne"', 'a\nb', ' x '])).toBe('"Müller, ""Söhne""","a\nb"," x "\r\n');
});
