import { SaxesParser } from 'saxes';
import { alternate, type BenchRow } from '../bench-row.ts';
import { generateCamt } from './generate-camt.ts';
import { chunksOf, readRowByRow } from './read-rows.ts';

const ROUNDS = 5;
const SIZE_BYTES = 30_000_000;

/** Reading camt.053 against `saxes` alone, without handlers, over the same bytes: what the rows cost beyond the XML. */
export async function run({ sizeBytes = SIZE_BYTES, rounds = ROUNDS } = {}): Promise<BenchRow[]> {
  const file = generateCamt(sizeBytes, 20_260_302);
  let rows = 0;
  const seconds = await alternate(
    {
      nexus: async () =>
        secondsOf(() => {
          rows = readRowByRow(file);
        }),
      saxes: async () => secondsOf(() => passBare(file)),
    },
    rounds,
  );
  const note = [
    `${Math.round(rows / seconds.nexus)} entries/s`,
    `${Math.round(file.length / rows)} bytes per entry`,
    `${(file.length / 1e6 / seconds.nexus).toFixed(0)} MB/s`,
  ].join(', ');
  return [
    {
      name: 'camt.053: read a file row by row, as an upload does',
      unit: 's',
      ours: seconds.nexus,
      peer: seconds.saxes,
      ratio: seconds.saxes / seconds.nexus,
      target: 0.6,
      note,
    },
  ];
}

function secondsOf(work: () => void): number {
  const start = performance.now();
  work();
  return (performance.now() - start) / 1000;
}

function passBare(bytes: Buffer): void {
  const parser = new SaxesParser();
  const decoder = new TextDecoder();
  for (const chunk of chunksOf(bytes)) parser.write(decoder.decode(chunk, { stream: true }));
  parser.write(decoder.decode()).close();
}
