import fc from 'fast-check';
import iconv from 'iconv-lite';
import { expect, test } from 'vitest';
import { Collector, parseStatementBytes } from '../collect.ts';
import { createReader } from '../detect.ts';
import { readShort, SAMPLES } from '../testing/csv-samples.ts';
import { readInPieces } from '../testing/pieces.ts';
import { csv } from './format.ts';

const SEED = Number(process.env.TEST_SEED ?? Date.now() % 1_000_000);
const HEADER = 'Date;Text;Amount;Currency';
const ROWS = ['2026-03-02 | 1.50 | – | a', '2026-03-03 | -2.50 | – | b'];
const rowsOf = (file: ReturnType<typeof readShort>) => file.statements.flatMap(({ rows }) => rows);

test('NUL bytes are left out and said', () => {
  const file = readShort([HEADER, '2026-03-02;a\0;1,\x0050;EUR', '2026-03-03;b;-2,50;EUR']);
  expect(file.problems).toEqual(['bytes.nul']);
  expect(rowsOf(file)).toEqual(ROWS);
});

test('line ends of all kinds in one file', () => {
  const text = `${HEADER}\r2026-03-02;a;1,50;EUR\n\r\n2026-03-03;b;-2,50;EUR\r\n\r`;
  const { statements, problems } = parseStatementBytes('x', Buffer.from(text), { table: { account: '1' } });
  expect(problems).toEqual([]);
  expect(statements[0]?.rows.map(({ line, amount }) => [line, amount])).toEqual([
    [2, '1.50'],
    [4, '2.50'],
  ]);
});

test('an amount of nought is a row', () => {
  expect(rowsOf(readShort([HEADER, '2026-03-02;a;0,00;EUR', '2026-03-03;b;0;EUR']))).toEqual([
    '2026-03-02 | 0.00 | – | a',
    '2026-03-03 | 0 | – | b',
  ]);
});

test('empty rows, a header on each page, totals and page numbers are no rows', () => {
  const page = [
    HEADER,
    '2026-03-02;a;1,50;EUR',
    ';;;',
    '2026-03-03;b;-2,50;EUR',
    'Summe;;-1,00;EUR',
    'Seite 1',
  ];
  const file = readShort([...page, ...page]);
  expect(file.problems).toEqual([]);
  expect(rowsOf(file)).toEqual([...ROWS, ...ROWS]);
});

test('records that are shorter than the header are read as far as they go', () => {
  const file = readShort(['Date;Amount;Currency;Text;Reference', '2026-03-02;1,50;EUR', '2026-03-03;-2,50']);
  expect(file.problems).toEqual(['currency.missing']);
  expect(rowsOf(file)).toEqual(['2026-03-02 | 1.50 | – | –']);
});

test('ten thousand columns cost their line', () => {
  const file = readShort([HEADER, `2026-03-02${';1'.repeat(10_000)}`, '2026-03-03;b;-2,50;EUR']);
  expect(file.problems).toEqual(['fields.tooMany']);
  expect(rowsOf(file)).toEqual([ROWS[1]]);
});

test('a line of 100 MB costs itself, in bounded memory', () => {
  const collector = new Collector();
  const reader = createReader(collector);
  const piece = Buffer.alloc(1_000_000, 'x');
  reader.write(Buffer.from(`${HEADER}\n2026-03-02;a;1,50;EUR\n`));
  for (let i = 0; i < 100; i++) reader.write(piece);
  const before = process.memoryUsage().arrayBuffers + process.memoryUsage().heapUsed;
  for (let i = 0; i < 20; i++) reader.write(piece);
  expect(process.memoryUsage().arrayBuffers + process.memoryUsage().heapUsed - before).toBeLessThan(
    10_000_000,
  );
  reader.write(Buffer.from('\n2026-03-03;b;-2,50;EUR\n'));
  reader.end();
  const codes = collector.problems.map(({ code, line }) => [code, line]);
  expect(codes).toContainEqual(['record.tooLong', 3]);
  expect(collector.statements[0]?.rows.map(({ line }) => line)).toEqual([2, 4]);
});

test('a quote that never closes does not swallow the file', () => {
  const rows = Array.from({ length: 5_000 }, (_, i) => `2026-03-02;row ${i};1,50;EUR`);
  const file = readShort([HEADER, '2026-03-02;"open;9,00;EUR', ...rows]);
  expect(file.problems).toContain('quote.unclosed');
  expect(rowsOf(file)).toHaveLength(5_000);
});

test('lines in several character sets are each read in theirs', () => {
  const line = (text: string, encoding: string) => iconv.encode(`2026-03-02;${text};1,50;EUR\n`, encoding);
  const lines = ['Größe', 'Überweisung', 'Müller', 'Straße'].map((text) => line(text, 'windows-1252'));
  const bytes = Buffer.concat([Buffer.from(`${HEADER}\n`), ...lines, line('Łódź', 'utf8')]);
  const file = parseStatementBytes('x', bytes, { table: { account: '1' } });
  expect(file.encoding).toBe('windows-1252');
  expect(file.statements[0]?.rows.map(({ description }) => description)).toEqual([
    'Größe',
    'Überweisung',
    'Müller',
    'Straße',
    'Łódź',
  ]);
});

test.each([
  ['cp850', 'Überweisung für Größe und Straße'],
  ['cp437', 'Überweisung für Größe und Straße'],
  ['windows-1251', 'Оплата за услуги связи по договору'],
  ['windows-1250', 'Opłata za usługę księgową, Łódź'],
])('%s that a person chose', (encoding, text) => {
  const bytes = iconv.encode(`${HEADER}\n2026-03-02;${text};1,50;EUR\n`, encoding);
  const file = parseStatementBytes('x', bytes, { encoding, table: { account: '1' } });
  expect(file.statements[0]?.rows[0]?.description).toBe(text);
});

test('cp850 umlauts are told from the header', () => {
  const lines = ['Buchungstag;Begünstigter;Betrag;Währung', '02.03.2026;Müller;1,50;EUR'];
  expect(rowsOf(readShort(lines, {}, 'cp850'))).toEqual(['2026-03-02 | 1.50 | Müller | –']);
});

test('cut anywhere, the same', () => {
  const texts = [
    ...Object.values(SAMPLES),
    `${SAMPLES.german}"open;\n${'x'.repeat(300_000)}\n${SAMPLES.german}`,
  ];
  const files = texts.flatMap((text) => ['utf8', 'windows-1252'].map((set) => iconv.encode(text, set)));
  const whole = files.map((bytes) => readInPieces(csv, bytes, [bytes.length]));
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: files.length - 1 }),
      fc.array(fc.integer({ min: 1, max: 70_000 }), { minLength: 1, maxLength: 4 }),
      (i, sizes) => {
        expect(readInPieces(csv, files[i] as Buffer, sizes)).toEqual(whole[i]);
      },
    ),
    { seed: SEED, numRuns: 60 },
  );
  for (const [i, bytes] of files.entries())
    if (bytes.length < 5_000) expect(readInPieces(csv, bytes, [1])).toEqual(whole[i]);
});

test('an info column with remarks is text, and says nothing of the status', () => {
  const lines = [
    'Date;Amount;Currency;Info',
    '2026-03-02;1,50;EUR;Cancelled subscription',
    '2026-03-03;-2,50;EUR;Failed order',
  ];
  expect(rowsOf(readShort(lines))).toEqual([
    '2026-03-02 | 1.50 | – | Cancelled subscription',
    '2026-03-03 | -2.50 | – | Failed order',
  ]);
});

test('a German header does not hide that the rows are in a set of central Europe', () => {
  const lines = [
    'Buchungstag;Empfänger;Betrag;Währung',
    '02.03.2026;Łódź Żółć Kraków;1,50;EUR',
    '03.03.2026;Český Těšín;1,50;EUR',
  ];
  expect(rowsOf(readShort(lines, {}, 'windows-1250'))).toEqual([
    '2026-03-02 | 1.50 | Łódź Żółć Kraków | –',
    '2026-03-03 | 1.50 | Český Těšín | –',
  ]);
});

test('a currency column may have signs, and a fee in what is no currency costs its row', () => {
  expect(readShort(['Date;Text;Amount;Currency', '2026-03-02;a;1,50;€']).statements[0]?.account).toBe(
    '? EUR unverifiable',
  );
  const lines = ['Date;Text;Amount;Currency;Fee;Fee currency', '2026-03-02;a;1,50;EUR;0,10;EUO'];
  expect(readShort([...lines, '2026-03-03;b;-2,50;EUR;0,10;EUR'])).toMatchObject({
    problems: ['currency.invalid'],
    statements: [{ rows: ['2026-03-03 | -2.50 | – | b', '2026-03-03 | -0.10 | of 1 | – | –'] }],
  });
});

test('without a header, a line of fewer columns is no payment', () => {
  const rows = Array.from({ length: 12 }, (_, i) => `0${(i % 9) + 1}/03/2026;-${i},50;Carte;;EDF;;0;Divers`);
  const file = readShort([...rows, '31/03/2026;1420,00;;00123 123456A'], { currency: 'EUR' });
  expect(file.problems).toEqual(['fields.count']);
  expect(rowsOf(file)).toHaveLength(12);
});
