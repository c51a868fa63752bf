import { crc32, gzipSync as nodeGzip } from 'node:zlib';
import { strToU8, Zip, ZipDeflate, type Zippable, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import type { ParsedFile } from '../../parsed-statement.ts';
import { parseStatementBytes, parseStatementFile } from '../collect.ts';
import { createReader } from '../detect.ts';
import { SAMPLES as CSV } from '../testing/csv-samples.ts';
import { codes, parse, rowsOf, SAMPLES, statementOf } from '../testing/mt940-samples.ts';
import { Budget } from './budget.ts';

const MT940 = strToU8(statementOf(':61:2603020302C1,NTRFNONREF', 'C260302EUR1001,'));
const BAD = strToU8(statementOf(':61:garbage', 'C260302EUR1001,'));
const PNG = Buffer.from('\u0089PNG\r\n\u001a\n picture', 'latin1');
const zip = (entries: Zippable, level: 0 | 6 = 6) => Buffer.from(zipSync(entries, { level }));

/** As a program writes it that does not know the sizes beforehand: they stand behind the data. */
function zipWithDescriptors(entries: Record<string, Uint8Array>): Buffer {
  const parts: Uint8Array[] = [];
  const stream = new Zip((_, part) => parts.push(part));
  for (const [name, bytes] of Object.entries(entries)) {
    const file = new ZipDeflate(name);
    stream.add(file);
    file.push(bytes, true);
  }
  stream.end();
  return Buffer.concat(parts);
}

async function* inChunks(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

const withoutFile = ({ statements, problems }: ParsedFile) => ({ statements, problems });

describe('ZIP', () => {
  test('the statements of all entries follow each other, each as read from a file of its own', () => {
    const structured = strToU8(SAMPLES.structured as string);
    const file = parse(zip({ 'a.sta': MT940, 'b.sta': structured }));
    expect(file).toMatchObject({ format: 'mt940', encoding: 'utf-8', problems: [] });
    expect(file.statements).toEqual([...parse(MT940).statements, ...parse(structured).statements]);
  });

  test('entries of several formats: the format is that of the archive', () => {
    const file = parse(zip({ 'a.sta': MT940, 'b.csv': strToU8(Object.values(CSV)[0] as string) }));
    expect(file.format).toBe('zip');
    expect(file.statements.length).toBeGreaterThan(1);
  });

  test('entries of several formats: each statement has its own, those of an archive within as well', () => {
    const table = strToU8(CSV.british as string);
    const inner = zip({ 'b.csv': table, 'c.sta': MT940 });
    const formats = (bytes: Uint8Array) => {
      const reader = createReader({ statement() {}, row() {}, statementEnd() {}, problem() {} });
      reader.write(bytes);
      return reader.end().statementFormats;
    };
    expect(formats(zip({ 'a.sta': MT940, 'd.zip': inner, 'logo.png': PNG }))).toEqual([
      'mt940',
      'csv',
      'mt940',
    ]);
    expect(formats(zip({ 'a.sta': MT940, 'c.sta': MT940 }))).toBeUndefined();
  });

  test('a problem names its entry, with the line in it', () => {
    const [own] = parse(BAD).problems;
    const [problem] = parse(zip({ 'a.sta': MT940, 'bad.sta': BAD })).problems;
    expect(own?.line).toBeGreaterThan(1);
    expect(problem).toEqual({ ...own, message: `bad.sta: ${own?.message}` });
  });

  test('what is no statement is named, and the rest is read', () => {
    const file = parse(
      zip({
        'logo.png': PNG,
        'a.pdf': strToU8('%PDF-1.7'),
        '__MACOSX/._a': PNG,
        'dir/': new Uint8Array(),
        'a.sta': MT940,
      }),
    );
    expect(file.format).toBe('mt940');
    expect(rowsOf(file)).toHaveLength(1);
    expect(file.problems.map(({ severity }) => severity)).toEqual(Array(4).fill('warning'));
    for (const [i, name] of ['logo.png', 'a.pdf', '__MACOSX/._a', 'dir/'].entries()) {
      expect(file.problems[i]?.message).toContain(`${name}: `);
    }
  });

  test('an entry with the name of a folder that holds a statement is read', () => {
    expect(rowsOf(parse(zip({ 'a/': MT940 })))).toHaveLength(1);
  });

  test('a statement in a format that is not read is an error', () => {
    const file = parse(
      zip({ 'a.sta': MT940, 'b.gpc': strToU8('0740000001234567890FIRMA               010326\n') }),
    );
    expect(file.problems).toMatchObject([{ severity: 'error', code: 'format.notReadYet' }]);
  });

  test('a text that is no statement is a warning beside one, else an error', () => {
    const note = strToU8('Please find enclosed the statements of March.\n');
    const beside = parse(zip({ 'readme.txt': note, 'a.sta': MT940 }));
    expect(rowsOf(beside)).toHaveLength(1);
    expect(beside.problems).toMatchObject([{ severity: 'warning', code: 'format.unknown' }]);
    expect(beside.problems[0]?.message).toMatch(/^readme\.txt: /);
    expect(parse(zip({ 'inner.zip': zip({ 'readme.txt': note }), 'a.sta': MT940 })).problems).toMatchObject([
      { severity: 'warning', code: 'format.unknown' },
    ]);
    expect(parse(zip({ 'readme.txt': note })).problems).toMatchObject([
      { severity: 'error', code: 'format.unknown' },
    ]);
  });

  test('without a statement: an error', () => {
    expect(parse(zip({ 'logo.png': PNG })).problems).toMatchObject([
      { severity: 'warning', code: 'format.notStatement' },
      { severity: 'error', code: 'archive.noStatement' },
    ]);
    expect(codes(parse(zip({})))).toEqual(['archive.noStatement']);
  });

  test('names are shown and are no paths', () => {
    const file = parse(zip({ '../../etc/passwd': MT940, '/a\u001b[31m\u202e.png': PNG }));
    expect(rowsOf(file)).toHaveLength(1);
    expect(file.problems[0]?.message).toMatch(/^\/a\ufffd\[31m\ufffd\.png: /);
  });

  test('a text in UTF-16 that is stored as it is', () => {
    const utf16 = Buffer.from(`\ufeff${SAMPLES.umlauts}`, 'utf16le');
    const file = parse(zip({ a: utf16 }, 0));
    expect(file).toMatchObject({ encoding: 'utf-16le', problems: [] });
    expect(file.statements).toEqual(parse(utf16).statements);
  });

  test('an encrypted entry is refused, and the others are read', () => {
    const bytes = zip({ 'secret.sta': MT940, 'a.sta': MT940 });
    bytes.writeUInt16LE(bytes.readUInt16LE(6) | 1, 6);
    const file = parse(bytes);
    expect(rowsOf(file)).toHaveLength(1);
    expect(file.problems).toMatchObject([{ severity: 'error', code: 'archive.encrypted' }]);
    expect(file.problems[0]?.message).toMatch(/^secret\.sta: the file is encrypted/);
  });

  test('an entry that is passed over, and whose size stands behind its data', () => {
    const file = parse(zipWithDescriptors({ '__MACOSX/._a.sta': PNG, 'a.sta': MT940 }));
    expect(rowsOf(file)).toHaveLength(1);
    expect(codes(file)).toEqual(['archive.skipped']);
  });

  test('folders that are called as in office documents', () => {
    const statements = { 'Data/a.sta': MT940, 'xl/b.sta': MT940, 'word.sta': MT940 };
    expect(parse(zip(statements))).toMatchObject({ format: 'mt940', statements: [{}, {}, {}] });
    expect(parse(zip({ 'xl/b.sta': MT940, 'Index/a.sta': MT940 })).statements).toHaveLength(2);
  });

  test('an unknown method is refused', () => {
    const bytes = zip({ a: MT940 });
    bytes.writeUInt16LE(12, 8);
    expect(codes(parse(bytes))).toEqual(['archive.method']);
  });
});

describe('ZIP64', () => {
  const u16 = (value: number) => Buffer.from(new Uint16Array([value]).buffer);
  const u32 = (value: number) => Buffer.from(new Uint32Array([value]).buffer);
  const u64 = (value: number) => Buffer.from(new BigUint64Array([BigInt(value)]).buffer);
  const IN_ZIP64 = u32(0xffffffff);

  /** One stored entry, with all sizes in eight bytes: in the extra field, or in a descriptor behind the data. */
  function zip64Of(name: string, data: Uint8Array, isDescribed: boolean): Buffer {
    const [crc, size, title] = [u32(crc32(data)), u64(data.length), Buffer.from(name)];
    const version = Buffer.concat([u16(45), u16(isDescribed ? 8 : 0), u16(0), u32(0)]);
    const sizes = Buffer.concat([IN_ZIP64, IN_ZIP64]);
    const local = isDescribed
      ? [u32(0x04034b50), version, u32(0), u32(0), u32(0), u16(title.length), u16(0), title]
      : [
          u32(0x04034b50),
          version,
          crc,
          sizes,
          u16(title.length),
          u16(20),
          title,
          u16(1),
          u16(16),
          size,
          size,
        ];
    const descriptor = isDescribed ? [u32(0x08074b50), crc, size, size] : [];
    const central = [u32(0x02014b50), u16(45), version, crc, sizes, u16(title.length), u16(20)];
    const rest = [Buffer.alloc(14), title, u16(1), u16(16), size, size];
    const end64 = [
      u32(0x06064b50),
      u64(44),
      u16(45),
      u16(45),
      u32(0),
      u32(0),
      u64(1),
      u64(1),
      u64(0),
      u64(0),
    ];
    const locator = [u32(0x07064b50), u32(0), u64(0), u32(1)];
    const end = [u32(0x06054b50), u32(0), u16(0xffff), u16(0xffff), IN_ZIP64, IN_ZIP64, u16(0)];
    return Buffer.concat([...local, data, ...descriptor, ...central, ...rest, ...end64, ...locator, ...end]);
  }

  test.each([
    ['in the header', false],
    ['behind the data', true],
  ])('sizes %s', (_, isDescribed) => {
    const bytes = zip64Of('a.sta', MT940, isDescribed);
    expect(withoutFile(parse(bytes))).toEqual(withoutFile(parse(MT940)));
    expect(codes(parse(bytes.subarray(0, -30)))).toContain('archive.truncated');
    bytes.write('9', bytes.indexOf('1000,00'));
    expect(codes(parse(bytes))).toContain('archive.damaged');
  });
});

describe('archives in archives', () => {
  const inner = zip({ 'bad.sta': BAD, 'a.sta': MT940 });

  test.each([0, 6] as const)('one level is read (level %s)', (level) => {
    const file = parse(zip({ 'inner.zip': inner, 'b.sta': MT940 }, level));
    expect(file.statements).toHaveLength(3);
    expect(file.problems[0]?.message).toMatch(/^inner\.zip: bad\.sta: /);
  });

  test('a second level is refused, and the rest is read', () => {
    const file = parse(zip({ 'outer.zip': zip({ 'inner.zip': inner }), 'b.sta': MT940 }));
    expect(file.statements).toHaveLength(1);
    expect(file.problems).toMatchObject([{ severity: 'error', code: 'archive.nested' }]);
    expect(file.problems[0]?.message).toMatch(/^outer\.zip: inner\.zip: This is an archive in/);
  });

  test('gzip in ZIP', () => {
    expect(parse(zip({ 'a.sta.gz': nodeGzip(MT940) }))).toMatchObject({ format: 'mt940', problems: [] });
  });
});

describe('gzip', () => {
  test('a file is read as it is without gzip', () => {
    for (const text of Object.values(SAMPLES)) {
      const { sha256: _, ...plain } = parse(text);
      expect(parse(nodeGzip(text))).toMatchObject(plain);
    }
  });

  test('several members are one file', () => {
    const half = MT940.length >> 1;
    const bytes = Buffer.concat([nodeGzip(MT940.subarray(0, half)), nodeGzip(MT940.subarray(half))]);
    expect(withoutFile(parse(bytes))).toEqual(withoutFile(parse(MT940)));
    bytes.writeUInt32LE(0, nodeGzip(MT940.subarray(0, half)).length - 8);
    expect(codes(parse(bytes))).toEqual(['archive.damaged']);
  });

  test('a picture: an error', () => {
    expect(parse(nodeGzip(PNG))).toMatchObject({ format: 'gzip', statements: [] });
    expect(codes(parse(nodeGzip(PNG)))).toEqual(['format.notStatement', 'archive.noStatement']);
  });
});

describe('damaged and cut off', () => {
  const archive = {
    zip: zip({ 'a.sta': MT940, 'b.sta': strToU8(SAMPLES.structured as string) }),
    stored: zip({ 'a.sta': MT940 }, 0),
    described: zipWithDescriptors({ 'a.sta': MT940, 'b.sta': MT940 }),
    gzip: Buffer.from(nodeGzip(SAMPLES.structured as string)),
  };

  test.each(Object.entries(archive))('%s: whole, there is no error', (_, bytes) => {
    expect(parse(bytes).problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  test.each(Object.entries(archive))('%s: cut anywhere, an error says so', (_, bytes) => {
    for (let length = 4; length < bytes.length; length++) {
      const said = codes(parseStatementBytes('x', bytes.subarray(0, length)));
      expect(said.some((code) => /^archive\.(?:truncated|damaged)$/.test(code))).toBe(true);
    }
  });

  test.each(Object.entries(archive))('%s: chunks of any size give the same', async (_, bytes) => {
    const whole = parseStatementBytes('x', bytes);
    for (const size of [1, 2, 3, 5, 7, 13, 26, 27, 28, 29, 100]) {
      expect(await parseStatementFile('x', inChunks(bytes, size))).toEqual(whole);
    }
  });

  test('a changed byte of the data', () => {
    const bytes = Buffer.from(archive.stored);
    bytes.write('9', bytes.indexOf('1000,00'));
    expect(codes(parse(bytes))).toContain('archive.damaged');
  });

  test('an entry that the directory does not list', () => {
    const bytes = Buffer.concat([
      archive.stored.subarray(0, archive.stored.indexOf('PK\u0001\u0002')),
      archive.stored,
    ]);
    expect(codes(parse(bytes))).toContain('archive.damaged');
  });
});

describe('limits', { timeout: 30_000 }, () => {
  test('what an archive unpacks to, whatever its size', () => {
    const budget = new Budget();
    budget.addPacked(1024 ** 4);
    for (let gigabytes = 0; gigabytes < 4; gigabytes++) budget.addUnpacked(1024 ** 3);
    expect(budget.excess).toBeNull();
    budget.addUnpacked(1);
    expect(budget.excess).toMatchObject({ code: 'limit.unpacked' });
  });

  const bomb = zip({ 'a.sta': MT940, 'bomb.txt': new Uint8Array(40 * 1024 ** 2) });

  test.each([
    ['ZIP', bomb],
    ['ZIP in ZIP', zip({ 'b.zip': bomb })],
    ['gzip', Buffer.from(nodeGzip(new Uint8Array(40 * 1024 ** 2)))],
  ])('a bomb: %s', (_, bytes) => {
    expect(codes(parse(bytes))).toContain('limit.ratio');
  });

  test('too many entries, over all archives', () => {
    const many = zip(
      Object.fromEntries(Array.from({ length: 6_000 }, (_, i) => [`${i}/`, new Uint8Array()])),
    );
    const statementsOf = (entries: Zippable) => parse(zip({ ...entries, 'z.sta': MT940 })).statements;
    expect(statementsOf({ 'a.zip': many })).toHaveLength(1);
    expect(statementsOf({ 'a.zip': many, 'b.zip': many })).toHaveLength(0);
  });
});
