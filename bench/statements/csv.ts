import Papa from 'papaparse';
import { alternate, type BenchRow } from '../bench-row.ts';
import { type CsvStyle, generateCsv } from './generate-csv.ts';
import { readRowByRow } from './read-rows.ts';

const ROUNDS = 5;
const SIZE_BYTES = 30_000_000;

/**
 * Reading CSV against `papaparse` alone over the same text: what dates, money, balances and rows cost beyond the cells. The
 * library has the whole text in memory; we have chunks of bytes.
 */
export async function run({ sizeBytes = SIZE_BYTES, rounds = ROUNDS } = {}): Promise<BenchRow[]> {
  return [await against('quoted', sizeBytes, rounds), await against('plain', sizeBytes, rounds)];
}

async function against(style: CsvStyle, sizeBytes: number, rounds: number): Promise<BenchRow> {
  const file = generateCsv(sizeBytes, 20_260_302, style);
  const text = file.toString('utf8');
  let rows = 0;
  let records = 0;
  const seconds = await alternate(
    {
      nexus: async () =>
        secondsOf(() => {
          rows = readRowByRow(file);
        }),
      papaparse: async () =>
        secondsOf(() => {
          records = Papa.parse(text).data.length;
        }),
    },
    rounds,
  );
  // The library also gives the account's line, the header, and an empty record behind the last line end.
  if (records !== rows + 3) throw new Error(`papaparse has ${records} records, we have ${rows} rows.`);
  return {
    name: `CSV, ${style}: read a file row by row, as an upload does`,
    unit: 's',
    ours: seconds.nexus,
    peer: seconds.papaparse,
    ratio: seconds.papaparse / seconds.nexus,
    target: 0.67,
    note: `${Math.round(rows / seconds.nexus)} rows/s, ${(file.length / 1e6 / seconds.nexus).toFixed(0)} MB/s, ${(seconds.nexus / seconds.papaparse).toFixed(2)} × the time of papaparse`,
  };
}

function secondsOf(work: () => void): number {
  const start = performance.now();
  work();
  return (performance.now() - start) / 1000;
}
