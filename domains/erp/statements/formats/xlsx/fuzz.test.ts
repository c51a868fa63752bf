import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parsedFileSchema } from '../../parsed-statement.ts';
import { parseStatementBytes } from '../collect.ts';
import { insertions } from '../testing/pieces.ts';
import { date, HEADER, partsOf, SAMPLES, styled, typed, xlsxOf } from '../testing/xlsx-samples.ts';
import { decimalOf } from './cell-number.ts';

const SEED = Number(process.env.TEST_SEED ?? Date.now() % 1_000_000);

const samples = Object.values(SAMPLES);
const whole = samples.map((bytes) => JSON.stringify(parseStatementBytes('x', bytes).statements));

test(`a changed workbook gives the same statements or an error, seed ${SEED}`, { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(
      fc.nat({ max: samples.length - 1 }),
      fc.array(fc.tuple(fc.double({ min: 0, max: 0.999, noNaN: true }), fc.nat({ max: 255 })), {
        minLength: 1,
        maxLength: 4,
      }),
      (index, changes) => {
        const bytes = Buffer.from(samples[index] as Buffer);
        // Behind the name of the first part, without which it is no workbook.
        for (const [at, value] of changes) bytes[60 + Math.floor(at * (bytes.length - 60))] = value;
        const file = parseStatementBytes('x', bytes);
        const { statements, problems } = file;
        parsedFileSchema.parse(file);
        const isWhole = JSON.stringify(statements) === whole[index];
        expect(isWhole || problems.some(({ severity }) => severity === 'error')).toBe(true);
      },
    ),
    { seed: SEED, numRuns: 400 },
  );
});

const parts = partsOf([
  {
    name: 'March',
    rows: [
      HEADER,
      [date(46083), styled(1, 46084), 'Rich & text', styled(2, '-1234.5600000000001'), 'EUR'],
      [typed('d', '2026-03-03'), '03.03.2026', typed('str', 'x', 'A1'), '2.345,67', 'EUR'],
    ],
  },
  { name: 'April', rows: [HEADER, ['01.04.2026', null, 'z', 77.25, 'EUR']] },
]);
const PIECES = [
  ...[
    '<c>',
    '</c>',
    '<v>',
    '</v>',
    '<row>',
    '</row>',
    '</sheetData>',
    '<f>',
    '<is><t>9</t></is>',
    '<si/>',
    '<x/>',
  ],
  ...[
    ' t="s"',
    ' t="e"',
    ' t="inlineStr"',
    ' r="ZZZ9999999"',
    ' r="A1"',
    ' s="3"',
    ' hidden="1"',
    ' date1904="1"',
  ],
  ...[
    '<',
    '&',
    '"',
    '>',
    ']]>',
    '<!--',
    '<![CDATA[',
    '_x0041_',
    '-',
    '.',
    'E5',
    '1',
    '0',
    '&#0;',
    '\u0000',
    'é',
  ],
];

test(`parts with anything in them are read or refused, seed ${SEED}`, { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(fc.constantFrom(...Object.keys(parts)), insertions(PIECES), (name, damage) => {
      const damaged = { ...parts, [name]: damage(parts[name] as string) };
      const { statements, problems } = parsedFileSchema.parse(
        parseStatementBytes('x', xlsxOf([], { parts: damaged })),
      );
      if (statements.length === 0) expect(problems).not.toEqual([]);
      const written = Object.values(damaged).flatMap((xml) => xml.match(/[\d.,]+(?:E\d+)?/g) ?? []);
      const digits = new Set(written.map((text) => digitsOf(decimalOf(text) ?? text)));
      for (const { amount } of statements.flatMap(({ rows }) => rows))
        expect(digits).toContain(digitsOf(amount));
    }),
    { seed: SEED, numRuns: 400 },
  );
});

const digitsOf = (text: string) => text.replace(/\D/g, '').replace(/^0+/, '');
