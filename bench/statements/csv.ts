import { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import Papa from 'papaparse';
import { alternate, type BenchRow } from '../bench-row.ts';
import { type CsvStyle, generateCsv } from './generate-csv.ts';
import { chunksOf, readRowByRow, WARM_UPS } from './read-rows.ts';

const ROUNDS = 5;
const SIZE_BYTES = 30_000_000;

/**
 * Reading CSV against `papaparse` alone: what dates, money, balances and rows cost beyond the cells. Both get the same bytes in
 * the same chunks and keep no row, the library by its `chunk` call, which is faster than one call a row. The note also has its
 * time for all records at once of a text in memory, which is longer: they are kept, and the garbage collector moves them.
 */
export async function run({ sizeBytes = SIZE_BYTES, rounds = ROUNDS } = {}): Promise<BenchRow[]> {
  return [await against('quoted', sizeBytes, rounds), await against('plain', sizeBytes, rounds)];
}

async function against(style: CsvStyle, sizeBytes: number, rounds: number): Promise<BenchRow> {
  const file = generateCsv(sizeBytes, 20_260_302, style);
  const text = file.toString('utf8');
  let rows = 0;
  let records = 0;
  const timed = (read: () => void | Promise<void>) => async (): Promise<number> => {
    const start = performance.now();
    await read();
    return (performance.now() - start) / 1000;
  };
  const seconds = await alternate(
    {
      nexus: timed(() => {
        rows = readRowByRow(file);
      }),
      papaparse: timed(async () => {
        records = await countRecords(file);
      }),
    },
    rounds,
    WARM_UPS,
  );
  const inMemory = (await alternate({ papaparse: timed(() => void Papa.parse(text)) }, rounds, WARM_UPS))
    .papaparse;
  // The library also gives the account's line and the header.
  if (records !== rows + 2) throw new Error(`papaparse has ${records} records, we have ${rows} rows.`);
  const times = (seconds.nexus / seconds.papaparse).toFixed(2);
  return {
    name: `CSV, ${style}: read a file row by row, as an upload does`,
    unit: 's',
    ours: seconds.nexus,
    peer: seconds.papaparse,
    ratio: seconds.papaparse / seconds.nexus,
    target: 0.67,
    note: `${Math.round(rows / seconds.nexus)} rows/s, ${(file.length / 1e6 / seconds.nexus).toFixed(0)} MB/s, ${times} × the time of papaparse (all at once: ${inMemory.toFixed(3)} s)`,
  };
}

function countRecords(file: Buffer): Promise<number> {
  return new Promise((resolve, reject) => {
    let records = 0;
    Papa.parse<string[]>(Readable.from(textsOf(file)), {
      chunk: ({ data }) => {
        records += data.length;
      },
      complete: () => resolve(records),
      error: reject,
    });
  });
}

function* textsOf(file: Buffer): Generator<string> {
  const decoder = new StringDecoder('utf8');
  for (const chunk of chunksOf(file)) yield decoder.write(chunk);
  yield decoder.end();
}
