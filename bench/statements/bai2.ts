import { alternate, type BenchRow } from '../bench-row.ts';
import { generateBai2 } from './generate-bai2.ts';
import { readRowByRow, WARM_UPS } from './read-rows.ts';

const ROUNDS = 5;
const SIZE_BYTES = 20_000_000;

/**
 * Reading BAI2 against the least that any reader has to do: splitting the same bytes into records and these into
 * fields. npm's bai2-parser is no dependency to measure by: its time grows with the square of an account's rows and of
 * the groups, and it reads continuations (88) only as "KEY,VALUE/".
 */
export async function run({ sizeBytes = SIZE_BYTES, rounds = ROUNDS } = {}): Promise<BenchRow[]> {
  const file = generateBai2(sizeBytes, 20_260_302);
  const counts = new Set<number>();
  const timed = (read: (bytes: Buffer) => number) => async (): Promise<number> => {
    const start = performance.now();
    counts.add(read(file));
    return (performance.now() - start) / 1000;
  };
  const seconds = await alternate({ nexus: timed(readRowByRow), split: timed(splitOnly) }, rounds, WARM_UPS);
  if (counts.size !== 1) throw new Error(`The readers do not agree on the rows: ${[...counts].join(', ')}.`);
  return [
    {
      name: 'BAI2: read a file row by row, against splitting it into fields',
      unit: 's',
      ours: seconds.nexus,
      peer: seconds.split,
      ratio: seconds.split / seconds.nexus,
      target: null,
      note: `${[...counts][0]} rows, ${(file.length / 1e6 / seconds.nexus).toFixed(0)} MB/s`,
    },
  ];
}

function splitOnly(bytes: Buffer): number {
  let rows = 0;
  for (const record of bytes.toString('latin1').split('\n')) if (record.split(',')[0] === '16') rows++;
  return rows;
}
