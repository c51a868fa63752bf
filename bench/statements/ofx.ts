import { parse } from 'ofx-js';
import { alternate, type BenchRow } from '../bench-row.ts';
import { generateOfx } from './generate-ofx.ts';
import { push, WARM_UPS } from './read-rows.ts';

const ROUNDS = 5;
const SIZE_BYTES = 10_000_000;

/** Reading OFX against `ofx-js`, the most used OFX parser of npm, on a file that both read whole. */
export async function run({ sizeBytes = SIZE_BYTES, rounds = ROUNDS } = {}): Promise<BenchRow[]> {
  const file = generateOfx(sizeBytes, 20_260_302);
  const counts = new Set<number>();
  const timed = (read: () => Promise<number> | number) => async (): Promise<number> => {
    const start = performance.now();
    counts.add(await read());
    return (performance.now() - start) / 1000;
  };
  const seconds = await alternate(
    { nexus: timed(() => readRows(file)), 'ofx-js': timed(() => readWithPeer(file)) },
    rounds,
    WARM_UPS,
  );
  if (counts.size !== 1) throw new Error(`The parsers do not agree on the rows: ${[...counts].join(', ')}.`);
  const note = `${[...counts][0]} rows, ${(file.length / 1e6 / seconds.nexus).toFixed(0)} MB/s`;
  return [
    {
      name: 'OFX: read a file row by row, as an upload does',
      unit: 's',
      ours: seconds.nexus,
      peer: seconds['ofx-js'],
      ratio: seconds['ofx-js'] / seconds.nexus,
      target: 2,
      note,
    },
  ];
}

function readRows(file: Buffer): number {
  let rows = 0;
  push(file, {
    statement: () => {},
    row: () => {
      rows++;
    },
    statementEnd: () => {},
    problem: ({ code, message }) => {
      throw new Error(`${code}: ${message}`);
    },
  });
  return rows;
}

async function readWithPeer(file: Buffer): Promise<number> {
  const { OFX } = await parse(file.toString('latin1'));
  return OFX.BANKMSGSRSV1.STMTTRNRS.STMTRS.BANKTRANLIST.STMTTRN.length;
}
