import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parsedFileSchema } from '../../parsed-statement.ts';
import { parseStatementBytes } from '../collect.ts';
import { SAMPLES } from '../testing/xlsx-samples.ts';

const SEED = Number(process.env.TEST_SEED ?? Date.now() % 1_000_000);

const samples = Object.values(SAMPLES);
const rowsOf = (bytes: Buffer) => {
  const { statements, problems } = parseStatementBytes('x', bytes);
  return { rows: JSON.stringify(statements), problems };
};
const whole = samples.map((bytes) => rowsOf(bytes).rows);

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
        parsedFileSchema.parse(parseStatementBytes('x', bytes));
        const { rows, problems } = rowsOf(bytes);
        expect(rows === whole[index] || problems.some(({ severity }) => severity === 'error')).toBe(true);
      },
    ),
    { seed: SEED, numRuns: 400 },
  );
});
