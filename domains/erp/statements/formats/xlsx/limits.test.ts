import { zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import type { ParsedFile } from '../../parsed-statement.ts';
import { parseStatementBytes } from '../collect.ts';
import { createReader } from '../detect.ts';
import { date, HEADER, partsOf, type SampleSheet, xlsxOf } from '../testing/xlsx-samples.ts';

const MB = 1024 ** 2;
const parse = (bytes: Uint8Array): ParsedFile =>
  parseStatementBytes('any.bin', bytes, { table: { account: 'DE89370400440532013000' } });
const codes = ({ problems }: ParsedFile) => problems.map(({ code }) => code);

const SHEET: SampleSheet = { rows: [HEADER, [date(46083), null, 'x', 1, 'EUR']] };
const parts = partsOf([SHEET]);
const [SHEET_PART, STRINGS] = ['xl/worksheets/sheet1.xml', 'xl/sharedStrings.xml'];
const bookWith = (own: Readonly<Record<string, string>>) => xlsxOf([], { parts: { ...parts, ...own } });
const intoSheet = (xml: string) =>
  bookWith({ [SHEET_PART]: (parts[SHEET_PART] as string).replace('</sheetData>', `${xml}</sheetData>`) });

/** Reads a hostile file and gives its problems, within a time and with memory that the file's size does not account for. */
function boundedly(bytes: Uint8Array, seconds: number, megabytes: number): string[] {
  const before = process.memoryUsage.rss();
  const start = performance.now();
  const said = codes(parse(bytes));
  expect(performance.now() - start).toBeLessThan(seconds * 1_000);
  expect(process.memoryUsage.rss() - before).toBeLessThan(megabytes * MB);
  return said;
}

describe('a hostile workbook ends in a bounded time', { timeout: 60_000 }, () => {
  test('a sheet that unpacks to more than its size accounts for', () => {
    expect(boundedly(intoSheet(`<row spans="${'1'.repeat(100_000)}"/>`.repeat(300)), 20, 400)).toContain(
      'limit.ratio',
    );
  });

  test('more rows than a sheet can have', () => {
    expect(boundedly(intoSheet('<row/>'.repeat(1_050_000)), 20, 400)).toEqual(['limit.rows']);
  });

  test('several in an archive, which share its limits', () => {
    const bomb = intoSheet(`<row spans="${'1'.repeat(100_000)}"/>`.repeat(150));
    expect(codes(parse(bomb))).toEqual([]);
    const zip = Buffer.from(zipSync({ 'a.xlsx': bomb, 'b.xlsx': bomb, 'c.xlsx': bomb }, { level: 0 }));
    expect(boundedly(zip, 20, 400)).toEqual(['limit.ratio']);
  });

  test('a text of megabytes', () => {
    const text = `<row><c t="inlineStr"><is><t>${'x'.repeat(8 * MB)}</t></is></c></row>`;
    expect(boundedly(intoSheet(text), 10, 400)).toContain('xml.tooLong');
    const strings = `<sst><si><t>${'x'.repeat(8 * MB)}</t></si></sst>`;
    expect(boundedly(bookWith({ [STRINGS]: strings }), 10, 400)).toContain('xml.tooLong');
  });

  test('100,000 levels of elements', () => {
    expect(boundedly(intoSheet(`<row>${'<a>'.repeat(100_000)}`), 5, 100)).toContain('xml.tooDeep');
    expect(boundedly(bookWith({ [STRINGS]: `<sst>${'<a>'.repeat(100_000)}` }), 5, 100)).toContain(
      'xml.tooDeep',
    );
  });

  test('more shared strings than are kept', () => {
    const strings = `<sst>${`<si><t>${'abc '.repeat(8_000)}</t></si>`.repeat(2_200)}</sst>`;
    const bytes = xlsxOf([], { parts: { ...parts, [STRINGS]: strings }, level: 0 });
    expect(boundedly(bytes, 20, 400)).toContain('limit.strings');
  });

  test('one long text in very many cells', () => {
    const strings = `<sst><si><t>${'x'.repeat(32_000)}</t></si></sst>`;
    const cells = `<row>${'<c t="s"><v>0</v></c>'.repeat(8)}</row>`.repeat(20_000);
    const bytes = xlsxOf([], {
      parts: { ...parts, [STRINGS]: strings, [SHEET_PART]: `<worksheet><sheetData>${cells}` },
    });
    expect(boundedly(bytes, 20, 400)).toContain('limit.ratio');
  });

  test('a sheet in very many entries of the list', () => {
    const workbook = (parts['xl/workbook.xml'] as string).replace(/<sheet [^>]*>/, (sheet) =>
      sheet.repeat(20_000),
    );
    const said = boundedly(bookWith({ 'xl/workbook.xml': workbook }), 5, 200);
    expect(said).toContain('limit.sheets');
    expect(said).toContain('sheet.missing');
  });

  test('more files in it than an archive may have', () => {
    const many = Object.fromEntries(Array.from({ length: 11_000 }, (_, i) => [`xl/media/${i}.xml`, '']));
    expect(boundedly(xlsxOf([], { parts: { ...parts, ...many }, level: 0 }), 10, 200)).toContain(
      'limit.entries',
    );
  });

  test('more packed bytes than may wait', () => {
    const problems: string[] = [];
    const ignore = () => {};
    const sink = { statement: ignore, row: ignore, statementEnd: ignore };
    const reader = createReader({ ...sink, problem: ({ code }) => problems.push(code) });
    const name = 'xl/worksheets/sheet1.xml';
    const header = Buffer.alloc(30);
    header.writeUInt32LE(0x04034b50);
    for (const at of [18, 22]) header.writeUInt32LE(200 * MB, at);
    header.writeUInt16LE(name.length, 26);
    reader.write(Buffer.concat([header, Buffer.from(name)]));
    const before = process.memoryUsage.rss();
    const part = Buffer.alloc(MB, ' ');
    for (let megabytes = 0; megabytes < 200; megabytes++) reader.write(part);
    expect(process.memoryUsage.rss() - before).toBeLessThan(200 * MB);
    reader.end();
    expect(problems).toEqual(['limit.held']);
  });

  test('names and values of a megabyte', () => {
    const long = 'x'.repeat(1_000_000);
    const workbook = (parts['xl/workbook.xml'] as string).replace('name="Sheet1"', `name="${long}"`);
    const cell = `<row><c t="${long}"><v>1</v></c></row>`;
    const data = (parts[SHEET_PART] as string).replace('</sheetData>', `${cell}</sheetData>`);
    const file = parse(
      bookWith({
        'xl/workbook.xml': workbook.replace(/<sheet [^>]*>/, (sheet) => sheet + sheet),
        [SHEET_PART]: data,
      }),
    );
    expect(file.problems.length).toBeGreaterThan(1);
    for (const { message, raw } of file.problems) {
      expect(message.length).toBeLessThan(600);
      expect((raw ?? '').length).toBeLessThan(3_000);
    }
  });

  test('an element of very many others', () => {
    expect(boundedly(intoSheet(`<row>${'<c/>'.repeat(200_000)}</row>`), 5, 200)).toContain('xml.tooLarge');
  });

  test('the next file is read as ever', () => {
    expect(parse(bookWith({}))).toMatchObject({ problems: [], statements: [{ rows: [{ amount: '1' }] }] });
  });
});
