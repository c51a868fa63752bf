import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { parseStatementFile } from '../collect.ts';
import { codes, parse, rowOf, rowsOf, SAMPLES, statementOf } from '../testing/mt940-samples.ts';

describe('bytes', () => {
  const sample = SAMPLES.umlauts as string;

  test.each(['utf-8', 'windows-1252', 'cp850', 'cp437', 'iso-8859-1'])('umlauts in %s', (encoding) => {
    const file = parse(iconv.encode(sample, encoding));
    expect(rowsOf(file)[0]?.description).toBe('Müller, Köln, Straße 5, Ärger');
  });

  test('Cyrillic in Windows-1251, Polish in Windows-1250', () => {
    const russian = sample.replace(/Müller.*/, 'Оплата по счету 4711 за услуги');
    expect(rowsOf(parse(iconv.encode(russian, 'windows-1251')))[0]?.description).toBe(
      'Оплата по счету 4711 за услуги',
    );
    const polish = sample.replace(/Müller.*/, 'Opłata za usługę księgową, Łódź, październik');
    expect(rowsOf(parse(iconv.encode(polish, 'windows-1250')))[0]?.description).toBe(
      'Opłata za usługę księgową, Łódź, październik',
    );
  });

  test('a UTF-8 character that was cut by a line break is whole again', () => {
    const text = Buffer.from(`${'x'.repeat(64)}ß`, 'utf8');
    const cut = Buffer.concat([text.subarray(0, 65), Buffer.from('\r\n'), text.subarray(65)]);
    const [before = '', after = ''] = sample.split('Müller, Köln, Straße 5, Ärger');
    expect(rowsOf(parse(Buffer.concat([Buffer.from(before), cut, Buffer.from(after)])))[0]?.description).toBe(
      `${'x'.repeat(64)}ß`,
    );
  });

  test.each([
    ['a byte order mark', `\ufeff${sample}`],
    ['LF', sample.replaceAll('\r\n', '\n')],
    ['CR', sample.replaceAll('\r\n', '\r')],
    ['mixed line ends', sample.replace('\r\n', '\r').replace('\r\n', '\n')],
    ['@@', sample.replaceAll('\r\n', '@@')],
    ['@@ before each field', `@@${sample.replaceAll('\r\n', '@@')}@@`],
    ['blank lines', sample.replaceAll('\r\n', '\r\n\r\n')],
    ['a trailing Ctrl-Z', `${sample}\u001a`],
    ['no line end at the end', sample.trimEnd()],
    ['text before it', `ABNANL2A\r\n940\r\nABNANL2A\r\n${sample}`],
  ])('%s makes no difference', (_, text) => {
    const file = parse(text);
    expect(codes(file)).toEqual([]);
    expect(file.statements[0]?.balanceCheck).toBe('verified');
    expect(rowsOf(file)[0]?.description).toBe('Müller, Köln, Straße 5, Ärger');
  });

  test('@@ is a line end only where it stands for all of them', async () => {
    expect(rowOf(':61:260302C5,NMSC\r\n:86:A@@:20:B@@:25:C').description).toBe('A@@:20:B@@:25:C');
    const bytes = Buffer.from(sample.replaceAll('\r\n', '@@').replace('Müller', 'a@b'));
    const whole = parse(bytes);
    expect(rowsOf(whole)[0]?.description).toBe('a@b, Köln, Straße 5, Ärger');
    for (let at = 1; at < bytes.length; at++) {
      expect(await parseStatementFile('test.sta', inTwo(bytes, at))).toEqual(whole);
    }
  });

  test.each(['utf-16le', 'utf-16be'])('%s with and without a byte order mark', (encoding) => {
    for (const text of [`\ufeff${sample}`, sample]) {
      const file = parse(iconv.encode(text, encoding, { addBOM: false }));
      expect(file.encoding).toBe(encoding);
      expect(rowsOf(file)[0]?.description).toBe('Müller, Köln, Straße 5, Ärger');
    }
  });

  test('NUL bytes are left out, with a warning', () => {
    const file = parse(sample.replace('NONREF', 'NON\u0000REF'));
    expect(codes(file)).toEqual(['bytes.nul']);
    expect(rowsOf(file)[0]?.reference).toBeNull();
  });
});

describe('broken files', () => {
  test.each(['structured', 'envelope', 'interim', 'slashCodes', 'umlauts'])(
    '%s, cut off at any byte, has no row of its own making and is never read in silence',
    (name) => {
      const text = SAMPLES[name] as string;
      const amounts = rowsOf(parse(text)).map(({ amount }) => amount);
      const lastMark = name === 'interim' ? '-}' : ':62F:C260302EUR1';
      const complete = text.lastIndexOf(lastMark) + lastMark.length - 1;
      for (let at = 1; at < text.length; at++) {
        const file = parse(text.slice(0, at));
        const read = rowsOf(file).map(({ amount }) => amount);
        expect(read, `at ${at}`).toEqual(amounts.slice(0, read.length));
        if (at < complete) expect(file.problems, `at ${at}`).not.toEqual([]);
      }
    },
  );

  test('a file that was cut off keeps its good rows and says so', () => {
    const text = SAMPLES.structured as string;
    const file = parse(text.slice(0, text.indexOf(':61:2603020302DR20') + 22));
    expect(rowsOf(file)).toHaveLength(1);
    expect(codes(file)).toEqual(['row.truncated', 'statement.truncated']);
    expect(file.problems.every(({ severity }) => severity === 'error')).toBe(true);
  });

  test('one bad row is a problem with its line and text', () => {
    const file = parse(
      statementOf(':61:garbage\r\n:86:of a row\r\n:61:260302C5,NTRFNONREF', 'C260302EUR1005,00'),
    );
    expect(rowsOf(file)).toMatchObject([{ rowNumber: 1, amount: '5' }]);
    expect(file.problems).toMatchObject([
      { severity: 'error', line: 5, code: 'date.invalid', raw: ':61:garbage\n:86:of a row' },
    ]);
  });

  test('a message that is no statement is named, others in the file are read', () => {
    const file = parse(
      `{1:F01DEUTDEFFAXXX0000000000}{2:I910COBADEFFXXXXN}{4:\n:20:X\n:25:1\n:32A:260302EUR5,\n:61:260302C5,NTRFNONREF\n-}\n${SAMPLES.envelope}`,
    );
    expect(file.statements).toHaveLength(1);
    expect(codes(file)).toEqual(['message.notRead']);
  });

  test('a message without balances and rows is a problem', () => {
    expect(codes(parse(':20:A\n:25:1\n:28C:1\n-\n'))).toEqual(['statement.empty']);
  });

  test('a field without end is cut, and the rest of the file is read', () => {
    const file = parse(
      statementOf(`:61:260302C5,NTRFNONREF\r\n:86:${'x'.repeat(600_000)}`, 'C260302EUR1005,00'),
    );
    expect(codes(file)).toEqual(['field.tooLong']);
    expect(file.statements[0]?.balanceCheck).toBe('verified');
    expect(rowsOf(file)[0]?.description.length).toBe(262_144);
  });
});

async function* inTwo(bytes: Buffer, at: number): AsyncGenerator<Buffer> {
  yield bytes.subarray(0, at);
  yield bytes.subarray(at);
}
