import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseStatementBytes } from './collect.ts';
import { FORMATS } from './detect.ts';
import type { FormatDefinition } from './reader.ts';
import { balanceOf, cfonbOf, complementOf, movementOf } from './testing/cfonb120-samples.ts';
import { movement as codaMovement, statementOf } from './testing/coda-samples.ts';
import { END, final, HEADER, movement as n43Movement, norma43Of } from './testing/norma43-samples.ts';
import { readInPieces } from './testing/pieces.ts';

// Movements are made up, written as CODA, CFONB 120 and Norma 43, and read again: the same rows and balances.

const SEED = Number(process.env.TEST_SEED ?? Date.now() % 1_000_000);
const RUNS = 100;

type Row = { cents: number; text: string };

const rows: fc.Arbitrary<Row[]> = fc.array(
  fc.record({
    cents: fc.oneof(fc.integer({ min: 1, max: 10_000_000 }), fc.integer({ min: -10_000_000, max: -1 })),
    text: fc
      .array(fc.constantFrom('FACTURE', '4711', 'ÉTÉ', 'A-B', 'Peña', '01', '88'), {
        minLength: 1,
        maxLength: 4,
      })
      .map((words) => words.join(' ')),
  }),
  { maxLength: 12 },
);

const sum = (made: readonly Row[], sign: 1 | -1): number =>
  made.reduce((total, { cents }) => total + Math.max(0, sign * cents), 0);
const count = (made: readonly Row[], sign: 1 | -1): number =>
  made.filter(({ cents }) => sign * cents > 0).length;

const WRITERS = {
  coda: (made: readonly Row[], newline: string) =>
    statementOf(
      made.map(({ cents, text }, i) => codaMovement(i + 1, cents * 10, text)),
      { credits: sum(made, 1) * 10, debits: sum(made, -1) * 10, opening: 100_000_000_000 },
    ).replaceAll('\r\n', newline),
  cfonb120: (made: readonly Row[], newline: string) =>
    cfonbOf(
      [
        balanceOf('01', '010326', 0),
        ...made.flatMap(({ cents, text }) => [movementOf(cents, ''), complementOf('LIB', text)]),
        balanceOf('07', '020326', sum(made, 1) - sum(made, -1)),
      ],
      newline,
    ),
  norma43: (made: readonly Row[], newline: string) =>
    norma43Of(
      [
        HEADER,
        ...made.flatMap(({ cents, text }) => [
          n43Movement(cents < 0 ? '1' : '2', String(Math.abs(cents))),
          `2301${text}`,
        ]),
        final(
          [count(made, -1), sum(made, -1)],
          [count(made, 1), sum(made, 1)],
          123_456 + sum(made, 1) - sum(made, -1),
        ),
        END(made.length * 2 + 2),
      ],
      newline,
    ),
};

const written = fc.record({
  format: fc.constantFrom<keyof typeof WRITERS>('coda', 'cfonb120', 'norma43'),
  made: rows,
  newline: fc.constantFrom('\r\n', '\n', '\r', ''),
  encoding: fc.constantFrom<BufferEncoding>('utf8', 'latin1'),
});

/** A file without line ends is cut by its width in bytes, which UTF-8 does not keep. */
const isReadable = ({ newline, encoding }: { newline: string; encoding: BufferEncoding }): boolean =>
  newline !== '' || encoding === 'latin1';

test(`what is written is read, seed ${SEED}`, { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(written.filter(isReadable), ({ format, made, newline, encoding }) => {
      const file = parseStatementBytes('x', Buffer.from(WRITERS[format](made, newline), encoding));
      expect(file.problems).toEqual([]);
      expect(file.format).toBe(format);
      expect(file.statements.map(({ balanceCheck }) => balanceCheck)).toEqual(['verified']);
      expect(
        file.statements[0]?.rows.map(({ amount, direction, description }) => [
          amount,
          direction,
          description,
        ]),
      ).toEqual(
        made.map(({ cents, text }) => [
          (Math.abs(cents) / 100).toFixed(2),
          cents < 0 ? 'debit' : 'credit',
          text,
        ]),
      );
    }),
    { seed: SEED, numRuns: RUNS },
  );
});

test(`however a file is cut into chunks, it is the same, seed ${SEED}`, { timeout: 60_000 }, () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(written, sizes, ({ format, made, newline, encoding }, cuts) => {
      const bytes = Buffer.from(WRITERS[format](made, newline), encoding);
      const whole = parseStatementBytes('x', bytes);
      const definition = FORMATS.find((candidate) => candidate.format === format) as FormatDefinition;
      const inPieces = readInPieces(definition, bytes, cuts);
      expect(inPieces.statements).toHaveLength(1);
      expect(inPieces.statements).toEqual(whole.statements);
      expect(inPieces.problems).toEqual(whole.problems);
    }),
    { seed: SEED, numRuns: RUNS },
  );
});
