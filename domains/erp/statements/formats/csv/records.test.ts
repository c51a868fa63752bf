import fc from 'fast-check';
import Papa from 'papaparse';
import { expect, test } from 'vitest';
import { RecordSplitter } from './records.ts';

const SEED = Number(process.env.TEST_SEED ?? Date.now() % 1_000_000);

function split(text: string, delimiter = ',', sizes: readonly number[] = [text.length]) {
  const records: { cells: readonly string[]; line: number; raw: string }[] = [];
  const broken: { code: string; line: number; raw: string }[] = [];
  const splitter = new RecordSplitter(delimiter, {
    record: ({ cells, line, raw }) => records.push({ cells, line, raw }),
    broken: (code, _, line, raw) => broken.push({ code, line, raw }),
  });
  for (let at = 0, i = 0; at < text.length; i++) {
    const size = Math.max(1, sizes[i % sizes.length] as number);
    splitter.write(text.slice(at, at + size));
    at += size;
  }
  splitter.end();
  return { records, broken };
}

const cell = fc.stringMatching(/^[a-z",; \n]{0,6}$/);
const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { maxLength: 8 });
const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;

test('what is written is read, with the line and the text of each record', () => {
  fc.assert(
    fc.property(table, fc.constantFrom(',', ';', '\t'), (rows, delimiter) => {
      const raws = rows.map((cells) =>
        cells
          .map((text) => (/["\n]/.test(text) || text.includes(delimiter) ? quoted(text) : text))
          .join(delimiter),
      );
      let line = 1;
      const expected = rows.map((cells, i) => {
        const record = { cells, line, raw: raws[i] };
        line += (raws[i] as string).split('\n').length;
        return record;
      });
      expect(split(`${raws.join('\n')}\n`, delimiter)).toEqual({ records: expected, broken: [] });
    }),
    { seed: SEED, numRuns: 300 },
  );
});

test('cells are those of papaparse, also where quotes are not in their places', () => {
  const line = fc.stringMatching(/^[ab", ]{1,12}$/);
  fc.assert(
    fc.property(fc.array(line, { maxLength: 6 }), (lines) => {
      // Without a quote that is open at the end of its line, which each treats in its own way.
      const closed = lines.filter((text) => {
        const { errors } = Papa.parse(text, { delimiter: ',', newline: '\n' });
        return !errors.some(({ code }) => code === 'MissingQuotes');
      });
      const text = closed.join('\n');
      const parsed = Papa.parse<string[]>(text, { delimiter: ',', newline: '\n' });
      expect(split(text).records.map(({ cells }) => cells)).toEqual(text === '' ? [] : parsed.data);
    }),
    { seed: SEED, numRuns: 500 },
  );
});

test('cut anywhere, the same', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('a,b\n', '"c\nd",e\r\n', '"f,', 'g"\r', '""', '\n', '"h"" ,', ' x" ,\n'), {
        minLength: 1,
      }),
      fc.array(fc.integer({ min: 1, max: 40_000 }), { minLength: 1 }),
      (pieces, sizes) => {
        const text = pieces.join('').repeat(Math.ceil(150_000 / pieces.join('').length));
        expect(JSON.stringify(split(text, ',', sizes)) === JSON.stringify(split(text))).toBe(true);
      },
    ),
    { seed: SEED, numRuns: 15 },
  );
});

test('line ends are parted as if they were all line feeds', () => {
  const piece = fc.constantFrom(
    'a,b',
    '"c\nd",e',
    '"f"',
    '"g" ',
    '"h',
    'i"',
    '\n',
    '\r',
    '\r\n',
    '\n',
    '\r\n',
  );
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const text = pieces.join('');
      expect(split(text)).toEqual(split(text.replace(/\r\n?/g, '\n')));
    }),
    { seed: SEED, numRuns: 500 },
  );
});

test('a hundred broken quotes later, a quote is a letter like others', () => {
  const { records, broken } = split('"a,b\n'.repeat(150));
  expect(broken).toHaveLength(100);
  expect(records).toHaveLength(50);
  expect(records[0]).toEqual({ cells: ['"a', 'b'], line: 101, raw: '"a,b' });
});

test('a cell over more lines than a person would write has a quote that is not closed', () => {
  const lines = Array.from({ length: 60 }, (_, i) => `${i},x`).join('\n');
  const { records, broken } = split(`"open,1\n${lines}\n",y\n`);
  expect(broken.map(({ line }) => line)).toEqual([1, 62]);
  expect(records).toHaveLength(60);
});

test('a record that is called tidy has no blanks in its cells but single spaces between words', () => {
  const blank = fc.constantFrom(' ', '  ', '\t', '\v', '\u00a0', '\u2009', '\u3000', '\ufeff', '\n');
  const text = fc
    .array(fc.oneof(fc.constantFrom('a', 'ü', 'ł'), blank), { maxLength: 4 })
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(fc.array(fc.tuple(text, text), { minLength: 1 }), (rows) => {
      const splitter = new RecordSplitter(',', {
        record: ({ cells, isTidy }) => {
          if (isTidy) expect(cells).toEqual(cells.map((cell) => cell.trim().replace(/\s+/g, ' ')));
        },
        broken: () => expect.unreachable(),
      });
      splitter.write(rows.map((cells) => cells.map(quoted).join(',')).join('\n'));
      splitter.end();
    }),
    { seed: SEED, numRuns: 300 },
  );
});

test('a line without rare blanks is tidy, whatever line it follows', () => {
  const tidy: boolean[] = [];
  const splitter = new RecordSplitter(';', {
    record: ({ isTidy }) => tidy.push(isTidy === true),
    broken: () => expect.unreachable(),
  });
  splitter.write('a b;c\r\n"a  b";c\r\na b;"c"\r\n"a\r\nb";c\r\na a;\r\n a;b\r\n"a";b \r\n');
  splitter.end();
  expect(tidy).toEqual([true, false, true, false, true, false, false]);
});
