import { createRequire } from 'node:module';
import { Collector } from '#domains/erp/statements/formats/collect.ts';
import { alternate, type BenchRow } from '../bench-row.ts';
import { generateMt940 } from './generate.ts';
import { push, readRowByRow, WARM_UPS } from './read-rows.ts';

const ROUNDS = 5;
const SIZE_BYTES = 50_000_000;

type Peer = { name: string; read(file: Buffer): Promise<number> | number };

/** Reading MT940 against the npm parsers `mt940js` and `mt940-js`, on a file that all accept and whose balances close. */
export async function run({ sizeBytes = SIZE_BYTES, rounds = ROUNDS } = {}): Promise<BenchRow[]> {
  const file = generateMt940(sizeBytes, 20_260_302);
  const peers: Peer[] = [
    { name: 'mt940js', read: (bytes) => rowsOf(new MT940js().parse(bytes.toString('utf8'))) },
    // Its default id is an MD5 of every row; without it the comparison is with parsing alone.
    {
      name: 'mt940-js',
      read: async (bytes) =>
        rowsOf(await mt940js.read(bytes, { getTransactionId: (_, index) => String(index) })),
    },
  ];
  const contestants: Peer[] = [
    { name: 'nexus', read: readRowByRow },
    { name: 'nexus, document', read: readDocument },
    ...peers,
  ];
  const counts = new Set<number>();
  const seconds = await alternate(
    Object.fromEntries(
      contestants.map(({ name, read }) => [
        name,
        async () => {
          const start = performance.now();
          counts.add(await read(file));
          return (performance.now() - start) / 1000;
        },
      ]),
    ),
    rounds,
    WARM_UPS,
  );
  if (counts.size !== 1) throw new Error(`The parsers do not agree on the rows: ${[...counts].join(', ')}.`);
  const fastest = Math.min(...peers.map(({ name }) => seconds[name] ?? Number.NaN));
  const note = [
    ...contestants.map(({ name }) => `${name} ${seconds[name]?.toFixed(2)} s`),
    `${[...counts][0]} rows, ${(file.length / 1e6).toFixed(0)} MB`,
  ].join(', ');
  const row = (name: string, contestant: string, target: number): BenchRow => {
    const ours = seconds[contestant] ?? Number.NaN;
    return { name, unit: 's', ours, peer: fastest, ratio: fastest / ours, target, note };
  };
  return [
    row('MT940: read a file row by row, as an upload does', 'nexus', 3),
    row('MT940: read a file into one document', 'nexus, document', 1),
  ];
}

const require = createRequire(import.meta.url);
const { Parser: MT940js } = require('mt940js') as {
  Parser: new () => { parse(text: string): PeerStatement[] };
};
const mt940js = require('mt940-js') as {
  read(
    file: Buffer,
    options: { getTransactionId(row: unknown, index: number): string },
  ): Promise<PeerStatement[]>;
};

type PeerStatement = { transactions: unknown[] };

function rowsOf(statements: readonly PeerStatement[]): number {
  return statements.reduce((rows, { transactions }) => rows + transactions.length, 0);
}

function readDocument(bytes: Buffer): number {
  const collector = new Collector();
  push(bytes, collector);
  return collector.statements.reduce((rows, statement) => rows + statement.rows.length, 0);
}
