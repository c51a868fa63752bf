import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { parsedFileSchema } from '../../parsed-statement.ts';
import { parseStatementBytes } from '../collect.ts';
import { SAMPLES } from '../testing/mt940-samples.ts';

const SEED = Number(process.env.TEST_SEED ?? Date.now() % 1_000_000);

const inner = zipSync({ 'a.sta': strToU8(SAMPLES.structured as string) });
const archives = [
  zipSync({ 'a.sta': strToU8(SAMPLES.structured as string), 'b.sta': strToU8(SAMPLES.envelope as string) }),
  zipSync({ 'a.zip': inner, 'b.sta': strToU8(SAMPLES.umlauts as string) }, { level: 0 }),
  gzipSync(SAMPLES.structured as string),
];
const textOf = (statements: unknown) => JSON.stringify(statements);
const whole = archives.map((bytes) => textOf(parseStatementBytes('x', bytes).statements));

test(`a changed archive gives the same statements or an error, seed ${SEED}`, { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(
      fc.nat({ max: archives.length - 1 }),
      fc.array(fc.tuple(fc.double({ min: 0, max: 0.999, noNaN: true }), fc.nat({ max: 255 })), {
        minLength: 1,
        maxLength: 4,
      }),
      (index, changes) => {
        const bytes = Buffer.from(archives[index] as Uint8Array);
        // Behind the signature, without which it is no archive.
        for (const [at, value] of changes) bytes[4 + Math.floor(at * (bytes.length - 4))] = value;
        const file = parseStatementBytes('x', bytes);
        parsedFileSchema.parse(file);
        const isWhole = textOf(file.statements) === whole[index];
        expect(isWhole || file.problems.some(({ severity }) => severity === 'error')).toBe(true);
      },
    ),
    { seed: SEED, numRuns: 400 },
  );
});
