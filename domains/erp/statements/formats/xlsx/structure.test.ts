import { zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { type ParsedFile, parsedFileSchema } from '../../parsed-statement.ts';
import { parseStatementBytes } from '../collect.ts';
import {
  date,
  HEADER,
  partsOf,
  type SampleCell,
  type SampleOptions,
  type SampleSheet,
  xlsxOf,
} from '../testing/xlsx-samples.ts';

const parse = (bytes: Uint8Array): ParsedFile => {
  const file = parseStatementBytes('any.bin', bytes, { table: { account: 'DE89370400440532013000' } });
  expect(parsedFileSchema.safeParse(file).error).toBeUndefined();
  return file;
};
const book = (sheets: readonly SampleSheet[], options?: SampleOptions) => parse(xlsxOf(sheets, options));
const rowsOf = ({ statements }: ParsedFile) => statements.flatMap(({ rows }) => rows);
const codes = ({ problems }: ParsedFile) => problems.map(({ code }) => code);
const errors = ({ problems }: ParsedFile) => problems.filter(({ severity }) => severity === 'error');
const amountsIn = (file: ParsedFile) => rowsOf(file).map(({ amount }) => amount);

const row = (text: string, amount: SampleCell): SampleCell[] => [date(46083), null, text, amount, 'EUR'];
const sheet = (name: string, ...amounts: number[]): SampleSheet => ({
  name,
  rows: [HEADER, ...amounts.map((amount) => row('x', amount))],
});

describe('sheets', () => {
  test('each sheet with a table is a statement of its own, and problems and texts name theirs', () => {
    const april: SampleSheet = { name: 'April', rows: [HEADER, row('x', 'none'), row('y', 2)] };
    const file = book([sheet('March', 1), april]);
    expect(file.statements.map(({ rows }) => rows.map(({ line, rowNumber }) => [line, rowNumber]))).toEqual([
      [[2, 1]],
      [[3, 1]],
    ]);
    expect(file.problems).toMatchObject([
      { line: 2, message: 'Sheet “April”: “none” is no amount.', raw: 'April: 2026-03-02\t\tx\tnone\tEUR' },
    ]);
  });

  test('in the order of their tabs, not of the file', () => {
    const sheets = [sheet('A', 1), sheet('B', 2), sheet('C', 3)];
    const order = ['xl/worksheets/sheet3.xml', 'xl/worksheets/sheet1.xml'];
    expect(amountsIn(book(sheets, { order }))).toEqual(['1', '2', '3']);
  });

  test('a sheet without dates and amounts is left out with a warning that names it', () => {
    const file = book([{ name: 'Remarks', rows: [['Exported', 'today']] }, sheet('March', 1)]);
    expect(file.problems).toMatchObject([{ severity: 'warning', code: 'sheet.skipped' }]);
    expect(file.problems[0]?.message).toMatch(/^The sheet “Remarks” is left out\. /);
  });

  test('a sheet with a header alone is left out with a warning', () => {
    expect(book([sheet('March', 1), sheet('April')]).problems).toMatchObject([
      { severity: 'warning', code: 'sheet.skipped' },
    ]);
  });

  test('cells without a value are warnings in a sheet that is no table, and errors in one that is', () => {
    const faulty: SampleCell = (reference) => `<c${reference} t="e"><v>#REF!</v></c>`;
    const pivot: SampleSheet = { name: 'Pivot', rows: [['Sums', faulty]] };
    expect(book([pivot, sheet('March', 1)]).problems).toMatchObject([
      {
        severity: 'warning',
        code: 'cell.error',
        message: 'Sheet “Pivot”: Cell B1 has the error #REF! instead of a value.',
      },
      { severity: 'warning', code: 'sheet.skipped' },
    ]);
    const march: SampleSheet = { name: 'March', rows: [HEADER, row('x', 1), row('y', faulty)] };
    expect(errors(book([march, sheet('April', 1)])).map(({ code }) => code)).toEqual([
      'cell.error',
      'amount.missing',
    ]);
  });

  test('where no sheet has a table, that is an error', () => {
    expect(book([{ rows: [['Exported', 'today']] }]).problems).toMatchObject([
      { severity: 'error', code: 'columns.notFound' },
    ]);
  });

  test('an empty sheet beside one with rows is not worth a word', () => {
    expect(book([sheet('March', 1), { name: 'Sheet2', rows: [] }]).problems).toEqual([]);
  });

  test.each(['hidden', 'veryHidden'] as const)('a sheet that is %s is left out with a warning', (state) => {
    const file = book([sheet('March', 1), { ...sheet('Old', 2), state }]);
    expect(amountsIn(file)).toEqual(['1']);
    expect(file.problems).toMatchObject([{ severity: 'warning', code: 'sheet.hidden' }]);
  });

  test('a chart is left out with a warning', () => {
    const parts = partsOf([sheet('March', 1), sheet('Chart', 2)]);
    const relationships = (parts['xl/_rels/workbook.xml.rels'] as string).replace(
      /worksheet"( Target="worksheets\/sheet2)/,
      'chartsheet"$1',
    );
    const file = parse(xlsxOf([], { parts: { ...parts, 'xl/_rels/workbook.xml.rels': relationships } }));
    expect(amountsIn(file)).toEqual(['1']);
    expect(file.problems).toMatchObject([{ severity: 'warning', code: 'sheet.skipped' }]);
  });

  test.each([
    ['no sheet', [], 'workbook.noSheet'],
    ['none but hidden ones', [{ ...sheet('Old', 2), state: 'hidden' as const }], 'workbook.noSheet'],
    ['an empty one', [{ rows: [] }], 'file.empty'],
  ])('a workbook with %s', (_, sheets, code) => {
    expect(errors(book(sheets))).toMatchObject([{ code }]);
  });
});

describe('rows and cells', () => {
  test('hidden rows and columns are read, and a warning says how many rows', () => {
    const parts = partsOf([sheet('March', 1, 2, 3)]);
    const data = (parts['xl/worksheets/sheet1.xml'] as string)
      .replace('<sheetData>', '<cols><col min="4" max="4" hidden="1"/></cols><sheetData>')
      .replaceAll(/<row r="([34])">/g, '<row r="$1" hidden="1">');
    const file = parse(xlsxOf([], { parts: { ...parts, 'xl/worksheets/sheet1.xml': data } }));
    expect(amountsIn(file)).toEqual(['1', '2', '3']);
    expect(file.problems).toMatchObject([{ severity: 'warning', code: 'rows.hidden', line: null }]);
    expect(file.problems[0]?.message).toMatch(/^2 rows are hidden/);
  });

  test('of merged cells the first has the value, and the others are empty', () => {
    const rows = [['Bank', null, null], [], HEADER, row('x', 1)];
    const behind = '<mergeCells count="1"><mergeCell ref="A1:C1"/></mergeCells>';
    const file = book([{ rows, behind }]);
    expect(file.problems).toEqual([]);
    expect(rowsOf(file)).toMatchObject([{ line: 4, amount: '1' }]);
  });

  test.each([
    ['A1:C1', 1],
    ['A1:B1', 0],
    ['A3:A4', 1],
    ['A3:E4', 2],
    ['B1:XFD1048576', 3],
    ['A2:A2', 0],
    ['nonsense', 0],
  ])(
    'values under the merged cells %s, which Excel does not show, are read with a warning',
    (range, hidden) => {
      const rows = [['Bank', null, 'left over'], [], HEADER, row('x', 1)];
      const file = book([{ rows, behind: `<mergeCells><mergeCell ref="${range}"/></mergeCells>` }]);
      expect(amountsIn(file)).toEqual(['1']);
      expect(codes(file)).toEqual(hidden > 0 ? ['cells.merged'] : []);
      if (hidden > 1) expect(file.problems[0]?.message).toMatch(new RegExp(`^${hidden} rows have values`));
    },
  );

  test('rows and cells that are left out keep the numbers of the others', () => {
    const cells = row('x', 1).map((cell, i) =>
      typeof cell === 'function'
        ? cell(` r="${'ABCDE'[i]}900"`)
        : typeof cell === 'number'
          ? '<c r="D900"><v>1</v></c>'
          : '',
    );
    const header = HEADER.map((text) => `<c t="inlineStr"><is><t>${text}</t></is></c>`).join('');
    const currency = '<c r="E900" t="str"><v>EUR</v></c>';
    const file = book([
      { rows: [], data: `<row r="7">${header}</row><row r="900">${cells.join('')}${currency}</row>` },
    ]);
    expect(file.problems).toEqual([]);
    expect(rowsOf(file)).toMatchObject([{ line: 900, amount: '1', description: '' }]);
  });

  test('a cell that is there twice', () => {
    const rows =
      '<row r="2"><c r="A2" s="3"><v>46083</v></c><c r="D2"><v>1</v></c><c r="D2"><v>2</v></c><c r="E2" t="str"><v>EUR</v></c></row>';
    const parts = partsOf([sheet('March')]);
    const data = (parts['xl/worksheets/sheet1.xml'] as string).replace('</sheetData>', `${rows}</sheetData>`);
    const file = parse(xlsxOf([], { parts: { ...parts, 'xl/worksheets/sheet1.xml': data } }));
    expect(amountsIn(file)).toEqual(['1']);
    expect(file.problems).toMatchObject([{ severity: 'error', line: 2, code: 'cell.repeated' }]);
  });

  test('a million empty rows', { timeout: 60_000 }, () => {
    const empty = Array.from({ length: 1_000_000 }, (_, i) => `<row r="${i + 4}" spans="1:5"/>`).join('');
    const parts = partsOf([sheet('March', 1, 2)]);
    const data = (parts['xl/worksheets/sheet1.xml'] as string).replace(
      '</sheetData>',
      `${empty}</sheetData>`,
    );
    const bytes = xlsxOf([], { parts: { ...parts, 'xl/worksheets/sheet1.xml': data } });
    const start = performance.now();
    expect(parse(bytes)).toMatchObject({ problems: [], statements: [{ rows: [{}, {}] }] });
    expect(performance.now() - start).toBeLessThan(30_000);
  });

  test('more columns than are read', () => {
    const wide = `<row r="4"><c r="NTP4"><v>1</v></c></row><row r="5">${'<c><v>1</v></c>'.repeat(10_000)}</row>`;
    const parts = partsOf([sheet('March', 1, 2)]);
    const data = (parts['xl/worksheets/sheet1.xml'] as string).replace('</sheetData>', `${wide}</sheetData>`);
    const file = parse(xlsxOf([], { parts: { ...parts, 'xl/worksheets/sheet1.xml': data } }));
    expect(amountsIn(file)).toEqual(['1', '2']);
    expect(file.problems).toMatchObject([
      { line: 4, code: 'fields.tooMany' },
      { line: 5, code: 'fields.tooMany' },
    ]);
  });
});

describe('what is missing or broken', { timeout: 30_000 }, () => {
  const parts = partsOf([sheet('March', 1, 2)]);
  const whole = xlsxOf([sheet('March', 1, 2)], { level: 0 });

  test('references to other files are not followed', () => {
    const relationships = (parts['xl/_rels/workbook.xml.rels'] as string).replace(
      '</Relationships>',
      '<Relationship Id="x" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLink" Target="externalLinks/externalLink1.xml"/>' +
        '<Relationship Id="y" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="file:///etc/passwd" TargetMode="External"/></Relationships>',
    );
    const file = parse(xlsxOf([], { parts: { ...parts, 'xl/_rels/workbook.xml.rels': relationships } }));
    expect(amountsIn(file)).toEqual(['1', '2']);
    expect(file.problems).toMatchObject([{ severity: 'warning', code: 'workbook.external' }]);
  });

  test.each([
    ['xl/workbook.xml', 'workbook.missing'],
    ['xl/worksheets/sheet1.xml', 'sheet.missing'],
    ['xl/_rels/workbook.xml.rels', 'sheet.missing'],
    ['xl/sharedStrings.xml', 'workbook.stringsMissing'],
    ['xl/styles.xml', 'workbook.stylesMissing'],
  ])('without %s', (name, code) => {
    const file = parse(xlsxOf([], { parts: { ...parts, [name]: null } }));
    expect(errors(file).map((problem) => problem.code)).toContain(code);
  });

  test('without relationships of the package, the workbook is where Excel has it', () => {
    expect(amountsIn(parse(xlsxOf([], { parts: { ...parts, '_rels/.rels': null } })))).toEqual(['1', '2']);
  });

  test('a sheet that is listed twice is read once', () => {
    const workbook = (parts['xl/workbook.xml'] as string).replace(/<sheet [^>]*>/, (sheetElement) =>
      sheetElement.repeat(2),
    );
    const file = parse(xlsxOf([], { parts: { ...parts, 'xl/workbook.xml': workbook } }));
    expect(amountsIn(file)).toEqual(['1', '2']);
    expect(errors(file)).toMatchObject([{ code: 'sheet.missing' }]);
  });

  test('a binary workbook and a document that only the relationships tell', () => {
    const other = (target: string) =>
      errors(
        parse(
          xlsxOf([], {
            parts: {
              ...parts,
              '_rels/.rels': (parts['_rels/.rels'] as string).replace('xl/workbook.xml', target),
            },
          }),
        ),
      ).map(({ message }) => message);
    expect(other('xl/other.bin')).toEqual([
      'This is a binary Excel workbook (.xlsb); save it as .xlsx or CSV.',
    ]);
    expect(other('word/document.xml')).toEqual(['This is an Office document that is no workbook.']);
  });

  test('cut anywhere, an error says so', () => {
    for (let length = 60; length < whole.length; length += 3) {
      expect(errors(parse(whole.subarray(0, length)))).not.toEqual([]);
    }
  });

  test('cut inside a sheet, its rows before are read', () => {
    const inline = xlsxOf([sheet('March', 1, 2)], {
      level: 0,
      inline: true,
      order: ['_rels/.rels', 'xl/_rels/workbook.xml.rels', 'xl/workbook.xml', 'xl/styles.xml'],
    });
    const file = parse(inline.subarray(0, inline.indexOf('<row r="3"')));
    expect(amountsIn(file)).toEqual(['1']);
    expect(codes(file)).toEqual(['archive.truncated', 'xml.truncated']);
  });

  test('a changed byte in a sheet', () => {
    const bytes = Buffer.from(whole);
    bytes.write('9', bytes.indexOf('<c r="D3"><v>2</v>') + 13);
    const file = parse(bytes);
    expect(errors(file)).toMatchObject([{ code: 'archive.damaged' }]);
    expect(errors(file)[0]?.message).toMatch(/^xl\/worksheets\/sheet1\.xml is damaged/);
  });

  test('a part that is encrypted, packed in another way, or there twice', () => {
    const at = whole.indexOf('xl/styles.xml') - 30;
    const changed = (change: (bytes: Buffer) => void) => {
      const bytes = Buffer.from(whole);
      change(bytes);
      return codes(parse(bytes));
    };
    expect(changed((bytes) => bytes.writeUInt16LE(1, at + 6))).toContain('archive.encrypted');
    expect(changed((bytes) => bytes.writeUInt16LE(12, at + 8))).toContain('archive.method');
    const twice = xlsxOf([], { parts: { ...parts, 'xl/STYLES.xml': '<styleSheet/>' } });
    expect(errors(parse(twice))).toMatchObject([{ code: 'archive.damaged' }]);
  });

  test.each([
    ['a DOCTYPE', '<!DOCTYPE x [<!ENTITY a "b">]>', 'xml.doctype'],
    ['a tag that is not closed', '<worksheet><sheetData><row><c></row>', 'xml.malformed'],
  ])('%s', (_, xml, code) => {
    const file = parse(xlsxOf([], { parts: { ...parts, 'xl/worksheets/sheet1.xml': xml } }));
    expect(codes(file)).toContain(code);
    expect(errors(file)[0]?.message).toContain('xl/worksheets/sheet1.xml');
  });

  test('an office document that holds nothing', () => {
    expect(errors(parse(zipSync({ '[Content_Types].xml': new Uint8Array() })))).toMatchObject([
      { code: 'workbook.missing' },
    ]);
  });
});
