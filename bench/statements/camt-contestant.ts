import { parentPort, workerData } from 'node:worker_threads';
import { SaxesParser } from 'saxes';
import { generateCamt } from './generate-camt.ts';
import { chunksOf, readRowByRow } from './read-rows.ts';

/** Who reads the file in this thread, and which file. */
export type Contestant = {
  readonly name: 'nexus' | 'saxes';
  readonly sizeBytes: number;
  readonly seed: number;
};
/** One reading of it. */
export type Reading = { readonly seconds: number; readonly rows: number; readonly bytes: number };

const { name, sizeBytes, seed } = workerData as Contestant;
const file = generateCamt(sizeBytes, seed);

parentPort?.on('message', () => {
  const start = performance.now();
  const rows = name === 'nexus' ? readRowByRow(file) : passBare(file);
  const seconds = (performance.now() - start) / 1000;
  parentPort?.postMessage({ seconds, rows, bytes: file.length } satisfies Reading);
});

function passBare(bytes: Buffer): number {
  const parser = new SaxesParser();
  const decoder = new TextDecoder();
  for (const chunk of chunksOf(bytes)) parser.write(decoder.decode(chunk, { stream: true }));
  parser.write(decoder.decode()).close();
  return 0;
}
