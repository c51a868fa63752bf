import { type ChildProcess, fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getPostgreSQLEventStore } from '@event-driven-io/emmett-postgresql';
import { z } from 'zod';
import { closeDatabase, connect, database } from '#db/client.ts';
import { startCluster } from '#db/cluster.ts';
import { catalogueOf, defineEvent } from '#db/event-store/event.ts';
import { migrate } from '#db/migrate.ts';
import type { Scope } from '#db/tenancy.ts';
import { type Commit, makeCommit } from '#domains/commit.ts';
import { operatorScope } from '#domains/identity/machine-scopes.ts';
import { createWorkspace } from '#domains/identity/workspace/create-workspace.ts';
import { metadataOf, run as runCommand } from '#domains/run.ts';
import { enterExchangeRates } from '#domains/treasury/markets/enter-exchange-rates.ts';
import { forgetConfig } from '#lib/config.ts';
import { newId } from '#lib/ids.ts';
import { alternate, type BenchRow, rateRow } from './bench-row.ts';

const CONCURRENCY = 16;
const SINGLES = 2_000;
const BATCHES = 40;
const BATCH_SIZE = 100;

const ItemNoted = defineEvent({
  type: 'ItemNoted',
  schema: z.object({ number: z.string(), amount: z.string(), currency: z.string(), text: z.string() }),
});
const commit = makeCommit({ catalogue: catalogueOf([ItemNoted]), projectors: [] });

const item = (n: number) => ({
  number: `INV-2026-${n}`,
  amount: '1190.00',
  currency: 'EUR',
  text: 'Optical sensors, calibrated, with certificate; delivery of March; twelve boxes on two pallets'.repeat(
    2,
  ),
});

/** Appending alone, hashed, against Emmett's store on the same server, which flushes to disk as it would in earnest. */
export async function run(): Promise<BenchRow[]> {
  const dir = mkdtempSync(join(tmpdir(), 'nexus-bench-'));
  const password = randomBytes(12).toString('hex');
  const cluster = await startCluster({
    dataDir: join(dir, 'data'),
    logFile: join(dir, 'postgres.log'),
    password,
    settings: { max_connections: '100' },
    throwAway: true,
  });
  try {
    const peerUrl = await prepare(cluster.adminUrl);
    const peer = getPostgreSQLEventStore(peerUrl);
    await peer.schema.migrate();
    const rows = await measure(peer);
    await peer.close();
    return rows;
  } finally {
    await closeDatabase();
    await cluster.stop();
    rmSync(dir, { recursive: true, force: true });
  }
}

async function prepare(adminUrl: string): Promise<string> {
  await migrate(adminUrl, { app: 'app', replay: 'replay' });
  const { sql } = connect(adminUrl, { max: 1 });
  await sql`CREATE DATABASE peer`;
  await sql.end();
  const app = new URL(adminUrl);
  Object.assign(app, { username: 'nexus_app', password: 'app' });
  Object.assign(process.env, {
    DATABASE_URL: app.toString(),
    NEXUS_MASTER_KEY: randomBytes(32).toString('base64'),
  });
  forgetConfig();
  database();
  return new URL('/peer', adminUrl).toString();
}

type Peer = ReturnType<typeof getPostgreSQLEventStore>;

async function measure(peer: Peer): Promise<BenchRow[]> {
  const one = [operatorScope(newId())];
  const sixteen = Array.from({ length: 16 }, () => operatorScope(newId()));
  const singles = (scopes: readonly Scope[]) =>
    rate(SINGLES, CONCURRENCY, (n) => commit(append(scopes[n % scopes.length] as Scope, 1)));
  const batches = () =>
    rate(BATCHES, 1, () => commit(append(one[0] as Scope, BATCH_SIZE))).then((r) => r * BATCH_SIZE);
  const peerSingles = () => rate(SINGLES, CONCURRENCY, () => peerAppend(peer, 1));
  const peerBatches = () => rate(BATCHES, 1, () => peerAppend(peer, BATCH_SIZE)).then((r) => r * BATCH_SIZE);
  await Promise.all([singles(one), singles(sixteen)]);
  await peerSingles();
  const single = await alternate({ ours: () => singles(one), peer: peerSingles });
  const batch = await alternate({ ours: batches, peer: peerBatches });
  const tenants = await alternate({ ours: () => writers(sixteen), peer: peerSingles });
  const whole = await alternate({ ours: await fullCommit(), peer: () => singles(one) });
  const processes = await twoProcesses((one[0] as Scope).tenantId);
  return [
    rateRow(
      '16 concurrent single appends of one tenant',
      single.ours,
      single.peer,
      2,
      'peer: emmett-postgresql',
    ),
    rateRow('events in batches of 100 on one tenant', batch.ours, batch.peer, 1, 'peer: emmett-postgresql'),
    rateRow(
      '16 tenants with one writer each',
      tenants.ours,
      tenants.peer,
      0.5,
      'peer: 16 writers, emmett-postgresql',
    ),
    {
      ...rateRow(
        'the full command, as a share of append alone',
        whole.ours,
        whole.peer,
        0,
        'enterExchangeRates by run()',
      ),
      target: null,
    },
    {
      name: 'two processes on one tenant',
      unit: '/s',
      ours: processes,
      peer: null,
      ratio: null,
      target: null,
      note: '8 writers each',
    },
  ];
}

function append(scope: Scope, events: number): Commit {
  return {
    scope,
    streams: [
      {
        stream: { type: 'item', id: newId() },
        expectedVersion: 0,
        events: Array.from({ length: events }, (_, n) => ({ type: ItemNoted.type, data: item(n) })),
      },
    ],
    metadata: metadataOf(scope, 'noteItem'),
    jobs: [],
    also: null,
  };
}

function peerAppend(peer: Peer, events: number): Promise<unknown> {
  const { actor, ...metadata } = metadataOf(operatorScope(newId()), 'noteItem');
  return peer.appendToStream(
    `item-${newId()}`,
    Array.from({ length: events }, (_, n) => ({ type: ItemNoted.type, data: item(n), metadata })),
    { expectedStreamVersion: 'STREAM_DOES_NOT_EXIST' },
  );
}

/** Operations a second of `total`, `atOnce` of them at a time. */
async function rate(
  total: number,
  atOnce: number,
  operation: (n: number) => Promise<unknown>,
): Promise<number> {
  let next = 0;
  const began = performance.now();
  const worker = async () => {
    while (next < total) await operation(next++);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return (total / (performance.now() - began)) * 1000;
}

/** Each tenant's writer waits for its last append before the next: no group ever forms. */
async function writers(scopes: readonly Scope[]): Promise<number> {
  const began = performance.now();
  const each = SINGLES / scopes.length;
  await Promise.all(
    scopes.map(async (scope) => {
      for (let n = 0; n < each; n++) await commit(append(scope, 1));
    }),
  );
  return ((each * scopes.length) / (performance.now() - began)) * 1000;
}

/** A whole small command: authorise, parse, load, decide, commit with every projector and checkpoint. */
async function fullCommit(): Promise<() => Promise<number>> {
  const scope = operatorScope(newId());
  await runCommand(scope, createWorkspace, { name: 'Bench', defaultCurrency: 'EUR', timeZone: 'UTC' });
  const rates = [{ date: '2026-03-02', base: 'EUR', quote: 'USD', rate: '1.0873' }];
  return () => rate(SINGLES / 2, CONCURRENCY, () => runCommand(scope, enterExchangeRates, { rates }));
}

async function twoProcesses(tenantId: string): Promise<number> {
  const children = [0, 1].map(() => fork(import.meta.filename, [tenantId]));
  const next = (child: ChildProcess) => new Promise<unknown>((resolve) => child.once('message', resolve));
  await Promise.all(children.map(next));
  const done = children.map(next);
  for (const child of children) child.send('go');
  const rates = (await Promise.all(done)) as number[];
  for (const child of children) child.kill();
  return rates.reduce((sum, value) => sum + value, 0);
}

const [tenantOfChild] = process.argv.slice(2);
if (process.send && tenantOfChild) {
  const scope = operatorScope(tenantOfChild);
  await commit(append(scope, 1));
  process.once('message', async () => {
    process.send?.(await rate(SINGLES / 2, CONCURRENCY / 2, () => commit(append(scope, 1))));
  });
  process.send('ready');
}
