import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { alternate, type BenchRow } from '../bench-row.ts';
import type { Contestant, Reading } from './camt-contestant.ts';
import { WARM_UPS } from './read-rows.ts';

const ROUNDS = 7;
const SIZE_BYTES = 30_000_000;
const SEED = 20_260_302;

/**
 * Reading camt.053 against `saxes` alone, without handlers, over the same bytes: what the rows cost beyond the XML. Each has a thread of its own:
 * within one, parsers with handlers and without share what V8 compiles, and the bare pass takes half as long again.
 */
export async function run({ sizeBytes = SIZE_BYTES, rounds = ROUNDS } = {}): Promise<BenchRow[]> {
  const nexus = threadOf({ name: 'nexus', sizeBytes, seed: SEED });
  const saxes = threadOf({ name: 'saxes', sizeBytes, seed: SEED });
  const { rows, bytes } = await nexus.read();
  const seconds = await alternate(
    {
      nexus: async () => (await nexus.read()).seconds,
      saxes: async () => (await saxes.read()).seconds,
    },
    rounds,
    WARM_UPS,
  );
  await Promise.all([nexus.end(), saxes.end()]);
  const note = [
    `${Math.round(rows / seconds.nexus)} entries/s`,
    `${Math.round(bytes / rows)} bytes per entry`,
    `${(bytes / 1e6 / seconds.nexus).toFixed(0)} MB/s`,
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

function threadOf(contestant: Contestant): { read(): Promise<Reading>; end(): Promise<unknown> } {
  const worker = new Worker(new URL('./camt-contestant.ts', import.meta.url), { workerData: contestant });
  return {
    read: async () => {
      worker.postMessage('read');
      const [reading] = await once(worker, 'message');
      return reading;
    },
    end: () => worker.terminate(),
  };
}
