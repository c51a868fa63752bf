import iconv from 'iconv-lite';
import { expect, test } from 'vitest';
import { excerptOf } from './excerpt.ts';

test('lines are told apart whatever ends them, and read in the character set that they are in', () => {
  const bytes = iconv.encode('Müller\r\nÜberweisung\rGrüße\n\nletzte', 'windows-1252');
  expect(excerptOf(bytes, true)).toEqual({
    ...{ kind: 'text', complete: true, encoding: 'windows-1252' },
    lines: ['Müller', 'Überweisung', 'Grüße', '', 'letzte'],
  });
});

test('UTF-16 is text, and the end of the last line begins no other', () => {
  expect(excerptOf(iconv.encode('\ufeffa\nb\n', 'utf-16le'), true)).toMatchObject({
    ...{ kind: 'text', encoding: 'utf-16le', lines: ['a', 'b'] },
  });
});

test('a character set that a person chose holds', () => {
  expect(excerptOf(Buffer.from([0x81]), true, 'cp850')).toMatchObject({ encoding: 'cp850', lines: ['ü'] });
});

test('bytes that are no text are shown in hexadecimal and ASCII, sixteen a line', () => {
  const bytes = Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(13)]);
  expect(excerptOf(bytes, false)).toEqual({
    ...{ kind: 'bytes', complete: false },
    dump: [
      '000000  50 4b 03 04 00 00 00 00 00 00 00 00 00 00 00 00  PK..............',
      `000010  00${' '.repeat(45)}  .`,
    ].join('\n'),
  });
});

test('a file of line ends alone is cut, and says so', () => {
  const shown = excerptOf(Buffer.alloc(10_000, '\n'), true);
  expect(shown).toMatchObject({ kind: 'text', complete: false });
  expect(shown.kind === 'text' && shown.lines.length).toBe(4_000);
});

test('a single odd control character makes no text binary', () => {
  expect(excerptOf(Buffer.from(`${'x'.repeat(100)}\u0007`), true).kind).toBe('text');
  expect(excerptOf(Buffer.from('\u0007\u0006\u0005ab'), true).kind).toBe('bytes');
});
