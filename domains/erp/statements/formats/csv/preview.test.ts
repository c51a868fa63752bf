import iconv from 'iconv-lite';
import { expect, test } from 'vitest';
import { SAMPLES } from '../testing/csv-samples.ts';
import { previewCsv } from './preview.ts';

const rolesOf = (preview: ReturnType<typeof previewCsv>) =>
  preview.table.columns.map(({ header, roles }) => [header, roles.join('+')]);

test('says how a file is recognised, and shows its records beside their source', () => {
  const preview = previewCsv(iconv.encode(SAMPLES.german as string, 'windows-1252'), {}, true);
  expect(preview).toMatchObject({ delimiter: ';', encoding: 'windows-1252', problems: [] });
  expect(preview.table).toMatchObject({
    headerIndex: 2,
    dateOrder: null,
    decimalSign: ',',
    currency: 'EUR',
    account: { iban: 'DE89370400440532013000' },
    signs: 'asGiven',
    descending: false,
    choices: [],
  });
  expect(rolesOf(preview)).toEqual([
    ['Buchungstag', 'bookingDate'],
    ['Wertstellung', 'valueDate'],
    ['Buchungstext', 'type'],
    ['Auftraggeber / Begünstigter', 'counterpartyName'],
    ['Verwendungszweck', 'description'],
    ['Kontonummer', 'counterpartyAccount'],
    ['BIC', 'counterpartyBic'],
    ['Betrag (EUR)', 'amount'],
    ['Mandatsreferenz', 'mandateId'],
  ]);
  expect(preview.records[3]).toMatchObject({
    line: 5,
    raw: '02.03.2026;03.03.2026;Lastschrift;Müller AG;RG 4711;DE02120300000000202051;BYLADEM1001;-1.234,56;M-1',
  });
});

test('says all that is open at once, and what is known beside it', () => {
  const text = 'Date,Text,Amount\n03/04/2026,a,"1,234"\n04/04/2026,b,500\n';
  const open = previewCsv(Buffer.from(text), {}, true).table;
  expect(open).toMatchObject({ dateOrder: null, decimalSign: null, currency: null, signs: null });
  expect(open.columns.map(({ roles }) => roles)).toEqual([['bookingDate'], ['description'], ['amount']]);
  expect(open.choices.map(({ code }) => code)).toEqual([
    'date.ambiguous',
    'decimal.ambiguous',
    'currency.missing',
  ]);
  const table = { dateOrder: 'dayFirst', decimalSign: '.', currency: 'GBP' } as const;
  expect(previewCsv(Buffer.from(text), { table }, true).table).toMatchObject({
    ...table,
    signs: 'asGiven',
    choices: [],
  });
});

test('shows what it found of columns that have to be chosen', () => {
  const text = '2026-03-02;Foo;10,00;90,00\n2026-03-03;Bar;5,00;91,00\n2026-03-04;Baz;1,00;92,00\n';
  const { table } = previewCsv(Buffer.from(text), {}, true);
  expect(table.columns.map(({ roles }) => roles)).toEqual([['bookingDate'], ['description'], [], []]);
  expect(table.choices.map(({ code }) => code)).toEqual(['columns.ambiguous', 'currency.missing']);
});

test('leaves out a line that the end of the bytes cuts, and stops at 200 records', () => {
  const lines = Array.from({ length: 300 }, (_, i) => `2026-03-02;row ${i};1,00;EUR`);
  const bytes = Buffer.from(`Datum;Text;Betrag;Währung\n${lines.join('\n')}`);
  expect(previewCsv(bytes.subarray(0, 100)).records.map(({ line }) => line)).toEqual([1, 2, 3]);
  expect(previewCsv(bytes).records).toHaveLength(200);
});

test('reads UTF-16 and takes the delimiter that is given', () => {
  const bytes = iconv.encode('\ufeffDatum;Text;Betrag\n02.03.2026;Müller;1,00\n', 'utf-16le');
  expect(previewCsv(bytes, {}, true)).toMatchObject({
    delimiter: ';',
    encoding: 'utf-16le',
    records: [{ cells: ['Datum', 'Text', 'Betrag'] }, { cells: ['02.03.2026', 'Müller', '1,00'] }],
  });
  expect(previewCsv(bytes, { table: { delimiter: ',' } }, true).records[1]?.cells).toEqual([
    '02.03.2026;Müller;1',
    '00',
  ]);
});
