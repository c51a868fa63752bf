import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import type { ParsedFile } from '../../parsed-statement.ts';
import { parseStatementBytes } from '../collect.ts';
import { createReader } from '../detect.ts';
import { ACCOUNT, balance, camtOf, entry, SAMPLES, statement, transaction } from '../testing/camt-samples.ts';

const parse = (text: string | Uint8Array): ParsedFile =>
  parseStatementBytes('test.xml', typeof text === 'string' ? Buffer.from(text) : text);
const codes = (file: ParsedFile) => file.problems.map(({ code }) => code);
const rowsOf = (file: ParsedFile) => file.statements.flatMap(({ rows }) => rows);
const withText = (text: string, declaration = '') =>
  camtOf(
    statement(entry('5.00', transaction(`<RmtInf><Ustrd>${text}</Ustrd></RmtInf>`)), '1005.00'),
    declaration === '' ? {} : { declaration },
  );
const textOf = (file: ParsedFile) => rowsOf(file)[0]?.remittance.unstructured;

describe('encodings', () => {
  const text = 'Müller, Łódź, Straße 5';

  test('UTF-8, with a byte order mark and without', () => {
    for (const mark of ['', '\ufeff']) expect(textOf(parse(Buffer.from(mark + withText(text))))).toBe(text);
  });

  test.each(['utf-16le', 'utf-16be'])('%s', (encoding) => {
    const bytes = iconv.encode(withText(text, '<?xml version="1.0" encoding="UTF-16"?>'), encoding, {
      addBOM: true,
    });
    const file = parse(bytes);
    expect(file).toMatchObject({ encoding, problems: [] });
    expect(textOf(file)).toBe(text);
  });

  test.each([
    ['ISO-8859-1', 'Müller, 5 Straße'],
    ['windows-1252', 'Müller, 5 €'],
    ['ISO-8859-2', 'Łódź'],
  ])('declared %s', (encoding, content) => {
    const bytes = iconv.encode(withText(content, `<?xml version="1.0" encoding="${encoding}"?>`), encoding);
    const file = parse(bytes);
    expect(file).toMatchObject({ encoding: encoding.toLowerCase(), problems: [] });
    expect(textOf(file)).toBe(content);
  });

  test('declared wrongly: it is read all the same, and said', () => {
    const latin = parse(iconv.encode(withText('Müller, Köln, Straße'), 'windows-1252'));
    expect(textOf(latin)).toBe('Müller, Köln, Straße');
    expect(codes(latin)).toEqual(['encoding.wrong']);
    const utf8 = parse(withText('Müller', '<?xml version="1.0" encoding="ISO-8859-1"?>'));
    expect(textOf(utf8)).toBe('Müller');
    expect(codes(utf8)).toEqual(['encoding.wrong']);
  });

  test('bytes beyond the head that are no UTF-8 are said to be', () => {
    const filler = `<!--${' '.repeat(70_000)}-->`;
    const file = parse(iconv.encode(withText('Müller').replace('<Ntry>', `${filler}<Ntry>`), 'latin1'));
    expect(codes(file)).toEqual(['encoding.damaged']);
    expect(rowsOf(file)).toHaveLength(1);
  });
});

describe('text', () => {
  test.each([
    ['A &amp; B &lt;C&gt; &#228;&#x142;', 'A & B <C> äł'],
    ['<![CDATA[A & <B>]]>', 'A & <B>'],
    ['A<!-- no -->B', 'AB'],
    ['  A\n  B\t', 'A B'],
  ])('%s', (xml, text) => {
    const file = parse(withText(xml));
    expect(codes(file)).toEqual([]);
    expect(textOf(file)).toBe(text);
  });

  test.each([
    ['Smith & Sons', 'Smith & Sons'],
    ['AT&T; Ltd', 'AT&T; Ltd'],
    ['a&nbsp;b', 'a&nbsp;b'],
    ['end&', 'end&'],
  ])('a bare ampersand does not swallow what follows: %s', (xml, text) => {
    const file = parse(withText(xml));
    expect(file).toMatchObject({ problems: [{ severity: 'warning', code: 'xml.ampersand' }] });
    expect(textOf(file)).toBe(text);
    expect(file.statements[0]?.balanceCheck).toBe('verified');
  });

  test('a character that XML does not allow is said', () => {
    const file = parse(withText('A\u0001B'));
    expect(codes(file)).toEqual(['xml.text']);
    expect(rowsOf(file)).toHaveLength(1);
  });
});

describe('what is refused', () => {
  test('a DOCTYPE, and with it every entity', () => {
    const bomb = '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>';
    const file = parse(withText('&b;').replace('<Document', `${bomb}<Document`));
    expect(file).toMatchObject({
      format: 'camt053',
      statements: [],
      problems: [{ severity: 'error', line: 2, code: 'xml.doctype' }],
    });
  });

  test('100,000 levels of nesting', () => {
    const file = parse(withText('<a>'.repeat(100_000)));
    expect(codes(file).slice(0, 2)).toEqual(['xml.tooDeep', 'statement.truncated']);
  });

  test('a text without end, in bounded memory', () => {
    const problems: string[] = [];
    const reader = createReader({
      statement: () => {},
      row: () => {},
      statementEnd: () => {},
      problem: ({ code }) => problems.push(code),
    });
    const [start = ''] = withText('X').split('X</Ustrd>');
    reader.write(Buffer.from(start));
    const chunk = Buffer.alloc(65_536, 'x');
    for (let i = 0; i < 64; i++) reader.write(chunk);
    reader.end();
    expect(problems.slice(0, 2)).toEqual(['xml.tooLong', 'statement.truncated']);
  });

  test('an element with too many parts', () => {
    const file = parse(camtOf(`<Stmt><Id>1</Id><Acct>${'<a/>'.repeat(100_001)}</Acct></Stmt>`));
    expect(codes(file)[0]).toBe('xml.tooLarge');
  });

  test('what is not well-formed, from that line on; the rows before stay', () => {
    const file = parse(camtOf(statement(`${entry('1.00')}\n<Ntry></Amt>\n${entry('2.00')}`, '1003.00')));
    expect(rowsOf(file)).toHaveLength(1);
    expect(file.problems[0]).toMatchObject({ severity: 'error', line: 10, code: 'xml.malformed' });
    expect(codes(file)).toContain('statement.truncated');
  });
});

describe('a file that ends too early', () => {
  test('within an entry: the rows before stay, and the rest is said to be missing', () => {
    const file = parse((SAMPLES.statement as string).split('PART-2')[0] as string);
    expect(rowsOf(file)).toHaveLength(1);
    expect(file.problems[0]).toMatchObject({ severity: 'error', code: 'statement.truncated' });
    expect(file.problems[0]?.raw).toContain('PART-1');
  });

  test('after the statement', () => {
    expect(codes(parse((SAMPLES.statement as string).split('</BkToCstmrStmt>')[0] as string))).toEqual([
      'file.truncated',
    ]);
  });

  test('before a statement', () => {
    const file = parse((SAMPLES.statement as string).split('<Stmt>')[0] as string);
    expect(file).toMatchObject({ statements: [], problems: [{ code: 'file.truncated' }] });
  });
});

test('a message without statements is never silently empty', () => {
  expect(parse(camtOf(''))).toMatchObject({
    format: 'camt053',
    statements: [],
    problems: [{ code: 'file.empty' }],
  });
});

test('the source of a row, wherever it is cut', () => {
  const source = entry('5.00', transaction('<RmtInf><Ustrd>Ł &amp; & more</Ustrd></RmtInf>'));
  const bytes = Buffer.from(camtOf(statement(`${entry('1.00')} ${source}`, '1006.00')));
  for (const size of [1, 7, 65_536]) {
    const raws: string[] = [];
    const reader = createReader({
      statement: () => {},
      row: (_, __, raw) => raws.push(raw),
      statementEnd: () => {},
      problem: () => {},
    });
    const filler = Buffer.from(`<!--${'-'.replace('-', 'x').repeat(66_000)}-->`);
    const at = bytes.indexOf('<Ntry>');
    const long = Buffer.concat([bytes.subarray(0, at), filler, bytes.subarray(at)]);
    for (let i = 0; i < long.length; i += size) reader.write(long.subarray(i, i + size));
    reader.end();
    expect(raws).toEqual([entry('1.00'), source]);
  }
});

test('100,000 entries in one statement come one by one, in flat memory', () => {
  const count = 100_000;
  const opening = camtOf(
    `<Stmt>${ACCOUNT}${balance('OPBD', '0.00')}${balance('CLBD', `${count}.00`)}</Stmt>`,
  );
  const [before = '', after = ''] = opening.split('</Stmt>');
  const some = Buffer.from(entry('1.00').repeat(1_000));
  let rows = 0;
  let check = '';
  const reader = createReader({
    statement: () => {},
    row: () => {
      rows++;
    },
    statementEnd: ({ balanceCheck }) => {
      check = balanceCheck;
    },
    problem: ({ message }) => {
      throw new Error(message);
    },
  });
  reader.write(Buffer.from(before));
  const start = process.memoryUsage().heapUsed;
  let peak = 0;
  for (let i = 0; i < count / 1_000; i++) {
    reader.write(some);
    peak = Math.max(peak, process.memoryUsage().heapUsed - start);
  }
  reader.write(Buffer.from(`</Stmt>${after}`));
  reader.end();
  expect([rows, check]).toEqual([count, 'verified']);
  expect(peak).toBeLessThan(200_000_000);
}, 60_000);
