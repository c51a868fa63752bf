import { strToU8, Zip, ZipDeflate, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { type ParsedFile, parsedFileSchema } from '../../parsed-statement.ts';
import { parseStatementBytes } from '../collect.ts';
import type { TableMapping } from '../reader.ts';
import {
  date,
  HEADER,
  partsOf,
  SAMPLES,
  type SampleCell,
  type SampleOptions,
  type SampleSheet,
  styled,
  typed,
  xlsxOf,
} from '../testing/xlsx-samples.ts';

const ACCOUNT: TableMapping = { account: 'DE89370400440532013000' };
const parse = (bytes: Uint8Array, table: TableMapping = ACCOUNT): ParsedFile => {
  const file = parseStatementBytes('any.bin', bytes, { table });
  expect(parsedFileSchema.safeParse(file).error).toBeUndefined();
  return file;
};
const book = (sheets: readonly SampleSheet[], options?: SampleOptions) => parse(xlsxOf(sheets, options));
const rowsOf = ({ statements }: ParsedFile) => statements.flatMap(({ rows }) => rows);
const codes = ({ problems }: ParsedFile) => problems.map(({ code }) => code);

/** A sheet with a header and these amounts, on days that follow each other from row 2. */
const amounts = (...cells: SampleCell[]): SampleSheet => ({
  rows: [HEADER, ...cells.map((cell, i) => [date(46083 + i), null, `row ${i}`, cell, 'EUR'])],
});
/** One row with these dates. */
const dates = (booking: SampleCell, value: SampleCell = null): SampleSheet => ({
  rows: [HEADER, [booking, value, 'x', 1, 'EUR']],
});
const amountsIn = (file: ParsedFile) =>
  rowsOf(file).map(({ amount, direction }) => (direction === 'debit' ? `-${amount}` : amount));

describe('a workbook as Excel writes it', () => {
  test('rows with their account, dates, amounts and running balance', () => {
    const file = parse(SAMPLES.excel as Buffer, {});
    expect(file).toMatchObject({ format: 'xlsx', formatVersion: null, encoding: 'utf-8', problems: [] });
    expect(file.statements).toHaveLength(1);
    expect(file.statements[0]).toMatchObject({
      account: { iban: 'DE89370400440532013000', currency: 'EUR' },
      balanceCheck: 'verified',
      rows: [
        {
          line: 4,
          bookingDate: '2026-03-02',
          valueDate: '2026-03-03',
          amount: '1234.56',
          direction: 'debit',
          counterparty: { name: 'Müller & Söhne' },
          description: 'RG 4711',
          balanceAfter: '8765.44',
        },
        { line: 5, amount: '1234.56', direction: 'credit', balanceAfter: '10000' },
      ],
    });
  });

  test('the row is the line, and the cells are the source text', () => {
    const [problem] = book([amounts('no amount')]).problems;
    expect(problem).toMatchObject({ line: 2, raw: '2026-03-02\t\trow 0\tno amount\tEUR' });
  });

  test('strict namespaces, inline texts, ISO dates, and cells that do not say where they are', () => {
    const file = parse(SAMPLES.strict as Buffer);
    expect(file.problems).toEqual([]);
    expect(rowsOf(file)).toMatchObject([
      { line: 2, bookingDate: '2026-03-02', valueDate: '2026-03-03', amount: '12.5', direction: 'debit' },
      { line: 3, bookingDate: '2026-03-03', valueDate: null, amount: '1000.25', description: 'Salary' },
    ]);
  });

  test('prefixes of any kind', () => {
    const parts = partsOf([amounts(5)]);
    const prefixed = Object.fromEntries(
      Object.entries(parts).map(([name, xml]) => [
        name,
        xml.replaceAll(/<(\/?)(?=[A-Za-z])/g, '<$1x:').replace(' xmlns=', ' xmlns:x='),
      ]),
    );
    expect(amountsIn(parse(xlsxOf([], { parts: prefixed })))).toEqual(['5']);
  });

  test('parts in UTF-16', () => {
    const parts = partsOf([amounts(5)]);
    const entries = Object.fromEntries(
      Object.entries(parts).map(([name, xml]) => [
        name,
        Buffer.from(`\ufeff${xml.replace('UTF-8', 'UTF-16')}`, 'utf16le'),
      ]),
    );
    const file = parse(zipSync(entries));
    expect(file.problems).toEqual([]);
    expect(rowsOf(file)).toMatchObject([{ amount: '5', description: 'row 0' }]);
  });

  test.each([
    [
      [
        'xl/sharedStrings.xml',
        'xl/styles.xml',
        'xl/workbook.xml',
        'xl/_rels/workbook.xml.rels',
        '_rels/.rels',
      ],
    ],
    [['xl/worksheets/sheet1.xml', 'xl/sharedStrings.xml']],
    [['_rels/.rels', 'xl/styles.xml', 'xl/worksheets/sheet1.xml']],
  ])('parts in the order %j', (order) => {
    const { sha256: _, ...file } = book([amounts(5, -7)]);
    expect(book([amounts(5, -7)], { order })).toMatchObject({ ...file, problems: [] });
  });

  test('parts whose names only the relationships tell, in other cases and with backslashes', () => {
    const parts = partsOf([amounts(5)]);
    const renamed = xlsxOf([], {
      parts: {
        ...parts,
        '_rels/.rels': (parts['_rels/.rels'] as string).replace('xl/workbook.xml', '/Book/Main.xml'),
        'xl/workbook.xml': null,
        'book\\main.xml': parts['xl/workbook.xml'] as string,
        'xl/_rels/workbook.xml.rels': null,
        'Book/_rels/Main.xml.rels': (parts['xl/_rels/workbook.xml.rels'] as string)
          .replace('worksheets/sheet1.xml', '../XL/Data.xml')
          .replace('"sharedStrings.xml"', '"/xl/SharedStrings.xml"')
          .replace('"styles.xml"', '"/xl/styles.xml"'),
        'xl/worksheets/sheet1.xml': null,
        'xl/data.xml': parts['xl/worksheets/sheet1.xml'] as string,
      },
    });
    expect(amountsIn(parse(renamed))).toEqual(['5']);
  });

  test('parts whose sizes stand behind them, as programs write that do not know them beforehand', () => {
    const written: Uint8Array[] = [];
    const stream = new Zip((_, part) => written.push(part));
    for (const [name, xml] of Object.entries(partsOf([amounts(5, -7)]))) {
      const part = new ZipDeflate(name);
      stream.add(part);
      part.push(strToU8(xml), true);
    }
    stream.end();
    const file = parse(Buffer.concat(written));
    expect(file.problems).toEqual([]);
    expect(amountsIn(file)).toEqual(['5', '-7']);
  });

  test('a workbook with macros and a printer', () => {
    const beside = { 'xl/vbaProject.bin': 'Sub A()', 'xl/printerSettings/printerSettings1.bin': 'A4' };
    const file = parse(xlsxOf([], { parts: { ...partsOf([amounts(5)]), ...beside } }));
    expect(file.problems).toEqual([]);
    expect(amountsIn(file)).toEqual(['5']);
  });

  test('a workbook in a ZIP of statements', () => {
    const zip = zipSync({ 'march.xlsx': SAMPLES.excel as Buffer, 'readme.png': strToU8('\u0089PNG') });
    const file = parse(zip, {});
    expect(file.format).toBe('xlsx');
    expect(file.statements).toEqual(parse(SAMPLES.excel as Buffer, {}).statements);
  });
});

describe('texts', () => {
  const described = (xml: string) =>
    rowsOf(
      parse(
        xlsxOf([amounts(1)], {
          parts: {
            'xl/sharedStrings.xml': partsOf([amounts(1)])['xl/sharedStrings.xml']?.replace(
              /<si><t xml:space="preserve">row 0<\/t><\/si>/,
              `<si>${xml}</si>`,
            ) as string,
          },
        }),
      ),
    )[0]?.description;

  test('runs are joined, and how they are pronounced is left out', () => {
    const runs = '<r><rPr><b/></rPr><t>Rich</t></r><r><t xml:space="preserve"> text</t></r>';
    expect(described(`${runs}<rPh sb="0" eb="1"><t>ruby</t></rPh><phoneticPr fontId="1"/>`)).toBe(
      'Rich text',
    );
  });

  test.each([
    ['a_x000D_\nb', 'a b'],
    ['a_x005F_x000D_b', 'a_x000D_b'],
    ['1 &lt; 2 &amp; 3', '1 < 2 & 3'],
    ['<![CDATA[<b>]]>', '<b>'],
  ])('%s', (xml, text) => {
    expect(described(`<t>${xml}</t>`)).toBe(text);
  });

  test('inline texts of runs', () => {
    const cell = (reference: string) =>
      `<c${reference} t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r></is></c>`;
    const file = book([{ rows: [HEADER, [date(46083), null, cell, 1, 'EUR']] }]);
    expect(rowsOf(file)[0]?.description).toBe('ab');
  });
});

describe('numbers', () => {
  test.each([
    ['1234.5600000000001', '1234.56'],
    ['0.30000000000000004', '0.3'],
    ['-1.2345678E2', '-123.45678', 'amount.decimals'],
    ['1.2345E+2', '123.45'],
    ['-5.0E-2', '-0.05'],
    ['1E3', '1000'],
    ['10.10', '10.10'],
    ['007.50', '7.50'],
    ['9999999999999.99', '9999999999999.99'],
    ['12345678901234.56', '12345678901234.56'],
    ['99999999999.990005', '99999999999.99'],
    ['8385316.330000006', '8385316.33'],
    ['-8385316.3299999926', '-8385316.33'],
    ['33.333333333333336', null, 'amount.decimals'],
    ['1E300', null, 'amount.tooLong'],
  ])('%s is %s', (written, amount, problem: string | null = null) => {
    const file = book([amounts(styled(2, written))]);
    if (problem === null) expect(file.problems).toEqual([]);
    else expect(codes(file)).toContain(problem);
    if (problem === null) expect(amountsIn(file)).toEqual([amount]);
  });

  test('a text that is no number stays a text', () => {
    expect(book([amounts(styled(2, '1O0'))]).problems).toMatchObject([
      { code: 'amount.invalid', line: 2 },
      { code: 'file.empty' },
    ]);
  });

  test('a format with letters in quotes is no date', () => {
    expect(amountsIn(book([amounts(styled(4, '46083.5'))]))).toEqual(['46083.5']);
  });
});

test('a currency that only the format of the amounts shows', () => {
  const header = ['Date', 'Description', 'Paid out', 'Paid in', 'Balance'];
  const rows = [
    header,
    [date(46083), 'a', styled(5, '-1234.5'), styled(5, 0), styled(5, 100)],
    [date(46084), 'b', styled(5, 0), styled(5, '20.25'), styled(5, '120.25')],
    ['Closing balance', null, null, null, styled(5, '120.25')],
  ];
  const file = book([{ rows }]);
  expect(file.problems).toEqual([]);
  expect(rowsOf(file)).toMatchObject([
    { amount: '1234.5', direction: 'debit', currency: 'EUR', balanceAfter: '100' },
    { amount: '20.25', direction: 'credit', currency: 'EUR' },
  ]);
});

describe('dates', () => {
  const bookingDates = (file: ParsedFile) => rowsOf(file).map(({ bookingDate }) => bookingDate);

  test.each([
    ['a format of every workbook', styled(1, 46083)],
    ['a format of this workbook', styled(3, 46083)],
    ['with a time', styled(3, '46083.999')],
    ['as ISO date', typed('d', '2026-03-02T10:00:00Z')],
    ['as text', '02.03.2026'],
  ])('%s', (_, cell) => {
    const file = book([dates(cell)]);
    expect(file.problems).toEqual([]);
    expect(bookingDates(file)).toEqual(['2026-03-02']);
  });

  test('a workbook that counts from 1904', () => {
    expect(bookingDates(book([dates(date(46083 - 1462))], { date1904: true }))).toEqual(['2026-03-02']);
  });

  test.each([
    ['the day that never was', 60],
    ['a time of day', '0.75'],
    ['before all days', -1],
  ])('%s is no date', (_, serial) => {
    expect(
      codes(book([{ rows: [...dates(date(46083)).rows, [date(serial), null, 'y', 2, 'EUR']] }])),
    ).toEqual(['date.invalid']);
  });

  test('without the styles that tell dates from numbers', () => {
    const file = book([dates('02.03.2026')], { parts: { 'xl/styles.xml': null } });
    expect(file.problems).toMatchObject([{ severity: 'error', code: 'workbook.stylesMissing' }]);
    expect(bookingDates(file)).toEqual(['2026-03-02']);
  });
});

describe('cells without a value', () => {
  test.each([
    ['an error', typed('e', '#N/A', 'VLOOKUP(1,A:B,2)'), 'cell.error', 'Cell D3 has the error #N/A'],
    [
      'a formula without value',
      (r: string) => `<c${r}><f>SUM(D1:D2)</f></c>`,
      'cell.noValue',
      'Cell D3 has a formula',
    ],
    [
      'a formula with an empty value',
      (r: string) => `<c${r}><f>SUM(D1:D2)</f><v></v></c>`,
      'cell.noValue',
      'Cell D3',
    ],
    [
      'a text that is not there',
      (r: string) => `<c${r} t="s"><v>99</v></c>`,
      'cell.string',
      'Cell D3 refers to text 99',
    ],
    ['a value with an element in it', typed('n', '1<x/>2'), 'cell.damaged', 'Cell D3 has elements'],
    ['an unknown type', typed('x', '1'), 'cell.type', 'Cell D3 has a value of the kind “x”'],
  ])('%s is a problem that names the cell, and the other rows stay', (_, cell, code, message) => {
    const file = book([amounts(1, cell, 3)]);
    expect(file.problems[0]).toMatchObject({ severity: 'error', line: 3, code });
    expect(file.problems[0]?.message).toContain(message);
    expect(amountsIn(file)).toEqual(['1', '3']);
  });

  test('a formula that gives an empty text, and truth values', () => {
    const rows = [
      [...HEADER, 'Reference', 'Note'],
      [date(46083), null, typed('str', '', 'IF(1,"")'), 1, 'EUR', typed('b', '1'), typed('b', '0')],
    ];
    const file = book([{ rows }]);
    expect(file.problems).toEqual([]);
    expect(rowsOf(file)).toMatchObject([{ description: 'FALSE', reference: 'TRUE' }]);
  });

  test('without the shared strings: one problem that says how many', () => {
    const sheet = {
      rows: [[...HEADER].map((text) => typed('str', text)), [date(46083), null, 'x', 1, typed('str', 'EUR')]],
    };
    const file = book([sheet, sheet], { parts: { 'xl/sharedStrings.xml': null } });
    expect(codes(file)).toEqual(['workbook.stringsMissing', 'workbook.stringsMissing']);
    expect(file.problems[0]?.message).toMatch(/^Sheet “Sheet1”: 1 cell is empty/);
    expect(amountsIn(file)).toEqual(['1', '1']);
  });
});

describe('cells that are numbers beside texts that look like some', () => {
  test.each([
    ['1.234,56', '1234.56'],
    ['1,234.56', '1234.56'],
  ])('the text %s does not change what a number is', (text, amount) => {
    const file = book([amounts(1234.5, text, -2000.25)]);
    expect(file.problems).toEqual([]);
    expect(amountsIn(file)).toEqual(['1234.5', amount, '-2000.25']);
  });

  test('nor does the decimal sign that a person has chosen', () => {
    const file = parse(xlsxOf([amounts(1234.5, '1.234')]), { ...ACCOUNT, decimalSign: ',' });
    expect(amountsIn(file)).toEqual(['1234.5', '1234']);
  });

  test('a number does not tell how texts are written', () => {
    expect(codes(book([amounts(0.5, '1.234')]))).toEqual(['decimal.ambiguous']);
  });

  test('three decimals are decimals', () => {
    const rows = [
      HEADER,
      [date(46083), null, 'x', 1.234, 'KWD'],
      [date(46084), null, 'y', '1.234,500', 'KWD'],
    ];
    expect(amountsIn(book([{ rows }]))).toEqual(['1.234', '1234.500']);
    expect(codes(book([amounts(1.234, 5)]))).toEqual(['amount.decimals']);
  });

  test('a running balance of numbers proves the signs of texts', () => {
    const header = ['Date', 'Description', 'Amount', 'Balance', 'Currency'];
    const rows = [
      header,
      [date(46083), 'a', '10,00', 110.5, 'EUR'],
      [date(46084), 'b', '20,25', 90.25, 'EUR'],
      [date(46085), 'c', '5,00', 95.25, 'EUR'],
    ];
    const file = book([{ rows }]);
    expect(file.problems).toMatchObject([{ code: 'sign.ambiguous', line: 2 }]);
    expect(file.statements[0]?.balanceCheck).toBe('verified');
    expect(amountsIn(file)).toEqual(['-20.25', '5.00']);
  });
});

test('dates that no format shows as such count from the day of the workbook, too', () => {
  const rows = [HEADER, [46083 - 1462, null, 'x', 1, 'EUR'], [46084 - 1462, null, 'y', 2, 'EUR']];
  const file = book([{ rows }], { date1904: true });
  expect(rowsOf(file).map(({ bookingDate }) => bookingDate)).toEqual(['2026-03-02', '2026-03-03']);
});
