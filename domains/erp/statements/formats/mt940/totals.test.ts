import { describe, expect, test } from 'vitest';
import { codes, interimOf, parse, rowsOf, statementOf } from '../testing/mt940-samples.ts';

describe('totals', () => {
  const rows = ':61:260302C5,NTRFNONREF\r\n:61:260302EC7,NTRFNONREF\r\n:61:260302D1,NTRFNONREF';

  test.each([
    ['booked rows', ':90D:1EUR1,\r\n:90C:1EUR5,'],
    ['booked and expected rows', ':90D:1EUR1,\r\n:90C:2EUR12,'],
    ['leading zeros and decimals', ':90D:00001EUR1,00\r\n:90C:00001EUR5,00'],
  ])('may count %s', (_, totals) => {
    expect(codes(parse(interimOf(`${rows}\r\n${totals}`)))).toEqual([]);
  });

  test.each([
    [':90C:2EUR5,', '2 credits of 5 EUR; 1 credit of 5'],
    [':90C:1EUR5,01', '1 credit of 5.01 EUR; 1 credit of 5'],
    [':90D:0EUR0,', '0 debits of 0 EUR; 1 debit of 1'],
  ])('%s is not what was read', (total, message) => {
    const file = parse(interimOf(`${rows}\r\n${total}`));
    expect(file.problems).toMatchObject([{ severity: 'warning', code: 'total.mismatch', line: 9 }]);
    expect(file.problems[0]?.message).toContain(message);
  });

  test('what is below the floor limit is counted and not listed', () => {
    const floor = ':34F:EUR3,';
    expect(codes(parse(interimOf(`${rows}\r\n:90C:9EUR15,`, { floor })))).toEqual([]);
    expect(codes(parse(interimOf(`${rows}\r\n:90C:0EUR0,`, { floor })))).toEqual(['total.mismatch']);
  });

  test('a total that is none is said', () => {
    expect(parse(interimOf(`${rows}\r\n:90C:1EUR`)).problems).toMatchObject([{ raw: ':90C:1EUR' }]);
  });

  test('another account may follow them under the same field 20', () => {
    const file = parse(
      interimOf(
        `${rows}\r\n:90D:1EUR1,\r\n:90C:1EUR5,\r\n:25:2\r\n:28C:1\r\n:34F:EUR0,\r\n:61:260302C9,NTRFNONREF`,
      ),
    );
    expect(codes(file)).toEqual([]);
    expect(file.statements.map(({ account, rows }) => [account.other, rows.length])).toEqual([
      ['1', 3],
      ['2', 1],
    ]);
  });
});

describe('totals in the :86: of the statement', () => {
  const rows = ':61:260302C5,NMSC\r\n:86:ROW\r\n:61:260302D1,NMSC\r\n:61:260302D2,NMSC';
  const closed = (information: string) =>
    parse(statementOf(rows, `C260302EUR1002,00\r\n:65:C260303EUR1002,\r\n:86:${information}`));

  test.each(['/SUM/2/1/3,00/5,00/', 'D000002C000001D3,00C5,00', 'INTEREST RATE 1,5'])('%s', (information) => {
    const file = closed(information);
    expect(codes(file)).toEqual([]);
    expect(rowsOf(file).map(({ description }) => description)).toEqual(['ROW', '', '']);
  });

  test.each(['/SUM/2/2/3,00/5,00/', 'D000002C000001D3,00C6,00'])('%s is not what was read', (information) => {
    expect(closed(information).problems).toMatchObject([{ code: 'total.mismatch', line: 11 }]);
  });
});
