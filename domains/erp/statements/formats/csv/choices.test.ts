import { expect, test } from 'vitest';
import type { TableMapping } from '../reader.ts';
import { readShort } from '../testing/csv-samples.ts';

// What a file leaves open is an error that says what to choose; with the choice the file is read.

const CASES: readonly [code: string, lines: string[], choice: TableMapping, rows: string[]][] = [
  [
    'date.ambiguous',
    ['Date,Text,Amount,Currency', '03/04/2026,a,1.50,EUR', '04/04/2026,b,2.50,EUR'],
    { dateOrder: 'monthFirst' },
    ['2026-03-04 | 1.50 | – | a', '2026-04-04 | 2.50 | – | b'],
  ],
  [
    'date.inconsistent',
    ['Date,Text,Amount,Currency', '13/04/2026,a,1.50,EUR', '04/13/2026,b,2.50,EUR'],
    { dateOrder: 'dayFirst' },
    ['2026-04-13 | 1.50 | – | a'],
  ],
  [
    'decimal.ambiguous',
    ['Date;Text;Amount;Currency', '2026-03-04;a;1.500;EUR', '2026-03-05;b;2;EUR'],
    { decimalSign: ',' },
    ['2026-03-04 | 1500 | – | a', '2026-03-05 | 2 | – | b'],
  ],
  [
    'decimal.inconsistent',
    ['Date;Text;Amount;Currency', '2026-03-04;a;1,50;EUR', '2026-03-05;b;1.50;EUR'],
    { decimalSign: ',' },
    ['2026-03-04 | 1.50 | – | a'],
  ],
  [
    'currency.missing',
    ['Date;Text;Amount', '2026-03-04;a;1,50'],
    { currency: 'CHF' },
    ['2026-03-04 | 1.50 | – | a'],
  ],
  [
    'columns.ambiguous',
    ['2026-03-04;a;10,00;90,00', '2026-03-05;b;5,00;91,00'],
    { columns: { bookingDate: 0, description: 1, amount: 2 }, currency: 'EUR' },
    ['2026-03-04 | 10.00 | – | a', '2026-03-05 | 5.00 | – | b'],
  ],
  [
    'columns.notFound',
    ['Wann;Was;Wieviel', '2026-03-04;a;10', '2026-03-05;b;5'],
    { headerLine: 1, columns: { bookingDate: 0, description: 1, amount: 2 }, currency: 'EUR' },
    ['2026-03-04 | 10 | – | a', '2026-03-05 | 5 | – | b'],
  ],
];

test.each(CASES)('%s', (code, lines, choice, rows) => {
  const known: TableMapping = code === 'currency.missing' ? {} : { currency: 'EUR' };
  const open = readShort(lines, code.startsWith('columns') ? { delimiter: ';', ...known } : known);
  expect(open).toEqual({ problems: [code], statements: [] });
  const chosen = readShort(lines, { delimiter: lines[0]?.includes(';') ? ';' : ',', ...choice });
  expect(chosen.statements.flatMap((statement) => statement.rows)).toEqual(rows);
});

test('a currency that a row lacks is the one that is chosen', () => {
  const lines = ['Date;Text;Amount;Currency', '2026-03-04;a;1,50;EUR', '2026-03-05;b;2,50;'];
  expect(readShort(lines).problems).toEqual(['currency.missing']);
  expect(readShort(lines, { currency: 'EUR' })).toMatchObject({
    problems: [],
    statements: [{ rows: [expect.anything(), '2026-03-05 | 2.50 | – | b'] }],
  });
});

test('dates as serial numbers: from 1900 where nothing is said, else as chosen', () => {
  const lines = ['Datum;Text;Betrag;Währung', '46083;a;1,50;EUR', '46084,75;b;2,50;EUR'];
  const dates = (table: TableMapping) =>
    readShort(lines, table).statements.flatMap(({ rows }) => rows.map((row) => row.slice(0, 10)));
  expect(dates({})).toEqual(['2026-03-02', '2026-03-03']);
  expect(dates({ serialDates: '1904' })).toEqual(['2030-03-03', '2030-03-04']);
});

test('a serial number among written dates is no date', () => {
  const lines = [
    'Datum;Text;Betrag;Währung',
    '02.03.2026;a;1,50;EUR',
    '46084;b;2,50;EUR',
    '03.03.2026;c;1,50;EUR',
  ];
  expect(readShort(lines)).toMatchObject({
    problems: ['date.invalid'],
    statements: [{ rows: ['2026-03-02 | 1.50 | – | a', '2026-03-03 | 1.50 | – | c'] }],
  });
});
