import { createReader } from '#domains/erp/statements/formats/detect.ts';
import type { StatementSink } from '#domains/erp/statements/formats/reader.ts';

const CHUNK_BYTES = 65_536;

/** How often a file is read before it is measured: after some hundred megabytes a reader is as fast as it gets. */
export const WARM_UPS = 4;

/** Gives the bytes to the product's reader in the chunks that an upload comes in. */
export function push(bytes: Buffer, sink: StatementSink): void {
  const reader = createReader(sink);
  for (const chunk of chunksOf(bytes)) reader.write(chunk);
  reader.end();
}

export function* chunksOf(bytes: Buffer): Generator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += CHUNK_BYTES)
    yield bytes.subarray(start, start + CHUNK_BYTES);
}

/** Each row goes as it comes; only the statements are kept, to see that their balances close. The number of rows. */
export function readRowByRow(bytes: Buffer): number {
  let rows = 0;
  push(bytes, {
    statement: () => {},
    row: () => {
      rows++;
    },
    statementEnd: ({ balanceCheck }) => {
      if (balanceCheck !== 'verified') throw new Error('A balance does not close.');
    },
    problem: ({ code, message }) => {
      throw new Error(`${code}: ${message}`);
    },
  });
  return rows;
}
