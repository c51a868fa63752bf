import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { YOUNG_SPACE } from '#bin/supervisor/children.ts';
import { closeDatabase, connect, database } from '#db/client.ts';
import { startCluster } from '#db/cluster.ts';
import { migrate } from '#db/migrate.ts';
import { createIntegration } from '#domains/erp/integrations/create-integration.ts';
import { sign } from '#domains/erp/integrations/webhook-signature.ts';
import { operatorScope } from '#domains/identity/machine-scopes.ts';
import { createWorkspace } from '#domains/identity/workspace/create-workspace.ts';
import { run as runCommand } from '#domains/run.ts';
import { forgetConfig } from '#lib/config.ts';
import { type Id, newId } from '#lib/ids.ts';
import { alternate, type BenchRow, rateRow } from './bench-row.ts';
import { insertSameRows, prepareSameRows } from './webhook-rows.ts';

const root = new URL('..', import.meta.url).pathname;
const CONCURRENCY = 16;
const SINGLES = 600;
/** Posts before anything is measured: what is compiled just in time is then compiled, on both sides. */
const WARM_UP = 3_000;
const BATCHES = 8;
const BATCH_SIZE = 500;

type Sender = { tenantId: Id; path: string; secret: Uint8Array };

/**
 * The webhook of a production build against a bare Next route handler that inserts one row, and its batches against inserting the same rows into the
 * same tables. PostgreSQL flushes to disk, as it would in earnest.
 */
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
  const servers: ChildProcess[] = [];
  try {
    const urls = await prepare(cluster.adminUrl);
    build();
    const [port, barePort] = [38_411, 38_412];
    servers.push(await serveNexus(port, urls), await serveBare(barePort, urls.admin));
    const senders = [await sender(), await sender(), await sender(), await sender()];
    const nexus = `http://127.0.0.1:${port}`;
    const bare = `http://127.0.0.1:${barePort}/insert`;
    await singles(nexus, senders.slice(0, 1), WARM_UP);
    await bareSingles(bare, WARM_UP);
    const single = await alternate({
      nexus: () => singles(nexus, senders.slice(0, 1), SINGLES),
      bare: () => bareSingles(bare, SINGLES),
      four: () => singles(nexus, senders, SINGLES),
    });
    const copied = await sender();
    await singles(nexus, [copied], 1);
    const same = await prepareSameRows(connect(urls.admin, { max: 2 }), copied.tenantId);
    const batch = await alternate(
      {
        nexus: () => batches(nexus, senders.slice(0, 1)),
        unnest: () => insertSameRows(same, BATCHES, BATCH_SIZE),
        four: () => batches(nexus, senders),
      },
      3,
    );
    const absolute = (name: string, ours: number): BenchRow => ({
      name,
      unit: '/s',
      ours,
      peer: null,
      ratio: null,
      target: null,
      note: '',
    });
    return [
      rateRow('single signed posts, one tenant', single.nexus, single.bare, 0.5, `${CONCURRENCY} at a time`),
      absolute('single signed posts, four tenants', single.four),
      rateRow(
        'documents in batches of 500, one tenant',
        batch.nexus,
        batch.unnest,
        0.5,
        'peer: INSERT … SELECT unnest',
      ),
      absolute('documents in batches of 500, four tenants', batch.four),
    ];
  } finally {
    for (const server of servers) server.kill('SIGKILL');
    await closeDatabase();
    await cluster.stop();
    rmSync(dir, { recursive: true, force: true });
  }
}

type Urls = { admin: string; app: string; masterKey: string };

async function prepare(adminUrl: string): Promise<Urls> {
  await migrate(adminUrl, { app: 'app', replay: 'replay' });
  const app = new URL(adminUrl);
  app.username = 'nexus_app';
  app.password = 'app';
  const masterKey = randomBytes(32).toString('base64');
  Object.assign(process.env, { DATABASE_URL: app.toString(), NEXUS_MASTER_KEY: masterKey });
  forgetConfig();
  database();
  const { sql } = connect(adminUrl, { max: 1 });
  await sql`CREATE TABLE bare (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, body text NOT NULL)`;
  await sql.end();
  return { admin: adminUrl, app: app.toString(), masterKey };
}

function build(): void {
  const options = {
    cwd: root,
    stdio: 'ignore' as const,
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1' },
  };
  execFileSync(join(root, 'node_modules/.bin/next'), ['build'], options);
  execFileSync(join(root, 'node_modules/.bin/next'), ['build', 'bench/bare'], options);
}

async function serveNexus(port: number, urls: Urls): Promise<ChildProcess> {
  const env = { ...process.env, NODE_ENV: 'production' as const, PORT: String(port), DATABASE_URL: urls.app };
  const server = spawn(process.execPath, [YOUNG_SPACE, 'bin/web.ts'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env,
  });
  await answers(`http://127.0.0.1:${port}/healthz`);
  return server;
}

async function serveBare(port: number, adminUrl: string): Promise<ChildProcess> {
  const url = new URL(adminUrl);
  const socket = url.searchParams.get('host') ?? '';
  url.search = '';
  const env = { ...process.env, BARE_DATABASE_URL: url.toString(), BARE_DATABASE_SOCKET: socket };
  const args = ['start', 'bench/bare', '-p', String(port)];
  const server = spawn(join(root, 'node_modules/.bin/next'), args, { cwd: root, stdio: 'ignore', env });
  await answers(`http://127.0.0.1:${port}/insert`);
  return server;
}

async function answers(url: string): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    const found = await fetch(url).catch(() => null);
    if (found) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${url} does not answer.`);
}

async function sender(): Promise<Sender> {
  const scope = operatorScope(newId());
  await runCommand(scope, createWorkspace, {
    name: 'Bench',
    defaultCurrency: 'EUR',
    timeZone: 'UTC',
    entities: [{ code: 'DE01', name: 'Bench GmbH', baseCurrency: 'EUR' }],
  });
  const created = await runCommand(scope, createIntegration, { name: 'ERP', source: 'generic' });
  const secret = Buffer.from(created.secret.replace(/^whsec_/, ''), 'base64');
  return { tenantId: scope.tenantId, path: `/api/erp/${created.pathId}/invoices`, secret };
}

const agent = new Agent({ keepAlive: true, maxSockets: CONCURRENCY });

function post(url: string, body: string, headers: Record<string, string>): Promise<void> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST', agent, headers }, (response) => {
      response.resume();
      response.on('end', () =>
        response.statusCode === 200 ? resolve() : reject(new Error(`${url} answered ${response.statusCode}`)),
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

let counter = 0;

function documentOf(): Record<string, unknown> {
  const number = ++counter;
  return {
    externalId: `bench-${number}`,
    entity: 'DE01',
    direction: 'receivable',
    documentNumber: `INV-${number}`,
    documentDate: '2026-03-02',
    dueDate: '2026-04-01',
    currency: 'EUR',
    netAmount: '1000.00',
    taxAmount: '190.00',
    grossAmount: '1190.00',
    amount: '1190.00',
    buyer: { name: `Customer ${number % 40}`, number: `C${number % 40}`, country: 'DE' },
    lines: [{ description: 'Spirit level', quantity: '10', unitPrice: '100.00', lineTotal: '1000.00' }],
  };
}

function signedPost(base: string, { path, secret }: Sender, body: string): Promise<void> {
  const id = newId();
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = Buffer.from(sign(secret, id, timestamp, Buffer.from(body))).toString('base64');
  return post(base + path, body, {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${signature}`,
  });
}

/** Calls `work` `count` times, some at once; calls per second. */
async function rate(count: number, work: (index: number) => Promise<void>): Promise<number> {
  let next = 0;
  const start = performance.now();
  const worker = async () => {
    while (next < count) await work(next++);
  };
  await Promise.all(Array.from({ length: Math.min(CONCURRENCY, count) }, worker));
  return (count / (performance.now() - start)) * 1000;
}

function singles(base: string, senders: readonly Sender[], count: number): Promise<number> {
  return rate(count, (index) =>
    signedPost(base, senders[index % senders.length] as Sender, JSON.stringify(documentOf())),
  );
}

function bareSingles(url: string, count: number): Promise<number> {
  return rate(count, () => post(url, JSON.stringify(documentOf()), { 'content-type': 'application/json' }));
}

async function batches(base: string, senders: readonly Sender[]): Promise<number> {
  const perSecond = await rate(BATCHES, (index) => {
    const body = JSON.stringify(Array.from({ length: BATCH_SIZE }, documentOf));
    return signedPost(base, senders[index % senders.length] as Sender, body);
  });
  return perSecond * BATCH_SIZE;
}
