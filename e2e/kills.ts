import { setTimeout as sleep } from 'node:timers/promises';
import { closeDatabase, connect } from '#db/client.ts';
import { isAlive } from '#db/cluster/processes.ts';
import { enqueue } from '#db/jobs.ts';
import { withTenant } from '#db/tenancy.ts';
import { sign } from '#domains/erp/integrations/webhook-signature.ts';
import { createApiKey } from '#domains/identity/api-keys/create-api-key.ts';
import { operatorScope } from '#domains/identity/machine-scopes.ts';
import { createWorkspace } from '#domains/identity/workspace/create-workspace.ts';
import { run } from '#domains/run.ts';
import { type Id, newId } from '#lib/ids.ts';
import { generateCompany, modelCompany, type SampleCompany } from '#sample/company.ts';
import type { Delivery } from '#sample/deliveries.ts';
import type { SampleFile } from '#sample/files.ts';
import { intradayReports } from '#sample/intraday.ts';
import { type Sender, setUpCompany } from '#sample/loading/company.ts';
import { type Chance, chanceFor } from '#sample/random.ts';
import { pointToOwnCluster } from '../bin/database.ts';
import { livingDatabase, readRunNote } from '../bin/home.ts';
import { eventually } from './installation.ts';
import type { Nexus } from './nexus.ts';

type Victim = 'web' | 'worker' | 'database';
const VICTIMS: readonly Victim[] = ['web', 'worker', 'database'];

/** Nine months of the sample company, and how to hand them in over HTTP. */
export type Load = {
  readonly tenantId: Id;
  readonly company: SampleCompany;
  readonly senders: ReadonlyMap<string, Sender>;
  readonly apiKey: string;
  /** How many documents and bank rows there must be once everything has arrived. */
  readonly expected: { readonly documents: number; readonly files: number; readonly rows: number };
};

/** What the server has acknowledged: documents and files by the ids that it gave them. */
export type Acknowledged = { readonly documents: Set<Id>; readonly files: Set<Id> };

const homeOf = (nexus: Nexus) => nexus.env.NEXUS_HOME ?? '';

/** Works in this process on the running Nexus's own database, with its own keys. */
async function inside<T>(nexus: Nexus, work: () => Promise<T>): Promise<T> {
  const before = { ...process.env };
  Object.assign(process.env, { NEXUS_HOME: homeOf(nexus), NEXUS_MASTER_KEY: '' });
  const address = livingDatabase(homeOf(nexus));
  if (!address) throw new Error('The database of the Nexus under test does not run.');
  pointToOwnCluster(homeOf(nexus), address);
  try {
    return await work();
  } finally {
    await closeDatabase();
    Object.assign(process.env, before);
  }
}

/** Begins a company without anything in it. */
export async function beginLoad(nexus: Nexus, seed: number): Promise<Load> {
  const when = { seed, today: Temporal.Now.plainDateISO('Europe/Berlin').toString() };
  const company = generateCompany(when);
  const tenantId = newId();
  const scope = operatorScope(tenantId);
  const settings = { name: company.name, defaultCurrency: 'EUR', timeZone: 'Europe/Berlin', isSample: true };
  return inside(nexus, async () => {
    await run(scope, createWorkspace, settings);
    const senders = await setUpCompany(scope, company);
    const { key } = await run(scope, createApiKey, { name: 'Kills', scopes: ['uploadStatement'] });
    return { tenantId, company, senders, apiKey: key, expected: expectationOf(company, when) };
  });
}

function expectationOf(company: SampleCompany, when: { seed: number; today: string }): Load['expected'] {
  const { statements, quirks, period } = modelCompany(when);
  const documents = new Set(company.deliveries.flatMap(externalIds));
  const rows = Object.values(statements)
    .flat()
    .filter(
      ({ account, date }) => !quirks.missing.some((gap) => gap.account === account && gap.date === date),
    )
    .flatMap((statement) => statement.rows)
    .filter((row) => row !== quirks.unreadable);
  const announced = intradayReports(statements, period).flatMap((report) => report.rows);
  return { documents: documents.size, files: company.files.length - 1, rows: rows.length + announced.length };
}

const externalIds = ({ body }: Delivery): string[] =>
  [JSON.parse(body)].flat().map(({ externalId }) => externalId);

const LANES = 3;

/**
 * Hands everything in, insisting on an answer, while parts of Nexus are killed at random, `kills` times; each kill waits until something was
 * acknowledged since the last one, and the load until its share of kills is done. The seed decides who dies when, as far as time allows.
 */
export async function loadWhileKilling(
  nexus: Nexus,
  load: Load,
  { seed, kills }: { seed: number; kills: number },
): Promise<Acknowledged> {
  const acknowledged: Acknowledged = { documents: new Set(), files: new Set() };
  const parcels = [...load.company.deliveries, ...load.company.files].sort((a, b) => (a.at < b.at ? -1 : 1));
  const total = parcels.length;
  const progress = { killed: 0, sent: 0, over: () => progress.sent === total };
  const lane = async () => {
    for (let parcel = parcels.shift(); parcel; parcel = parcels.shift()) {
      while (progress.sent / total > (progress.killed + 1) / (kills + 1)) await sleep(20);
      await ('body' in parcel ? deliver : upload)(nexus, load, parcel as never, acknowledged);
      progress.sent++;
    }
  };
  const done = Promise.all(Array.from({ length: LANES }, lane));
  await Promise.all([done, killAll(nexus, chanceFor(seed, 'kills'), kills, progress)]);
  return acknowledged;
}

/** Lets the worker load the sample company by itself, and kills as above. A job is begun anew five times at most. */
export async function letWorkerLoadWhileKilling(
  nexus: Nexus,
  { tenantId }: Load,
  { seed, kills }: { seed: number; kills: number },
): Promise<void> {
  const scope = operatorScope(tenantId);
  const progress = { killed: 0, sent: 0, over: () => false };
  await inside(nexus, () => withTenant(scope, (tx) => enqueue(tx, [{ queue: 'load-sample', tenantId }])));
  const ticking = setInterval(() => progress.sent++, 1_000);
  await killAll(nexus, chanceFor(seed, 'kills'), kills, progress).finally(() => clearInterval(ticking));
}

async function killAll(
  nexus: Nexus,
  chance: Chance,
  kills: number,
  progress: { killed: number; sent: number; over: () => boolean },
): Promise<void> {
  // Each of them once first, so that a short run leaves nobody out.
  const first = [...VICTIMS].sort(() => chance.integer(0, 2) - 1);
  while (progress.killed < kills) {
    const victims =
      first.length > 0 ? first.splice(0, 1) : chance.happens(15) ? VICTIMS : [chance.pick(VICTIMS)];
    const sentBefore = progress.sent;
    const moved = () => progress.sent > sentBefore || progress.over() || undefined;
    await eventually(moved, PATIENCE_ms, () => `nothing was acknowledged\n${nexus.said()}`);
    await sleep(chance.integer(0, 800));
    for (const victim of victims) await kill(nexus, victim);
    progress.killed++;
  }
}

const PATIENCE_ms = 120_000;

async function kill(nexus: Nexus, victim: Victim): Promise<void> {
  const living = () => {
    const note = readRunNote(homeOf(nexus));
    const mark = victim === 'database' ? note?.database?.process : note?.children?.[victim];
    return mark && isAlive(mark) ? mark : undefined;
  };
  const { pid } = await eventually(living, PATIENCE_ms, () => `${victim} did not come back\n${nexus.said()}`);
  process.kill(pid, 'SIGKILL');
}

async function deliver(
  nexus: Nexus,
  load: Load,
  delivery: Delivery,
  acknowledged: Acknowledged,
): Promise<void> {
  const sender = load.senders.get(delivery.integration);
  if (!sender) throw new Error(`There is no sender called ${delivery.integration}.`);
  const body = Buffer.from(delivery.body);
  const { status, answer } = await insist(() => {
    const timestamp = String(Math.floor(Date.now() / 1000));
    const mac = Buffer.from(sign(sender.secret, delivery.webhookId, timestamp, body)).toString('base64');
    return fetch(`${nexus.url}/api/erp/${sender.pathId}/invoices`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'webhook-id': delivery.webhookId,
        'webhook-timestamp': timestamp,
        'webhook-signature': `v1,${mac}`,
      },
      body,
      signal: AbortSignal.timeout(REQUEST_ms),
    });
  });
  // One delivery of the sample must be refused by its content.
  if (status !== 200 && status !== 422) throw new Error(`${status}: ${JSON.stringify(answer)}`);
  const results = (answer.results ?? [answer]) as { invoiceId: Id }[];
  for (const { invoiceId } of results) acknowledged.documents.add(invoiceId);
}

async function upload(nexus: Nexus, load: Load, file: SampleFile, acknowledged: Acknowledged): Promise<void> {
  const { status, answer } = await insist(() =>
    fetch(`${nexus.url}/api/statements`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${load.apiKey}`,
        'content-disposition': `attachment; filename="${file.name}"`,
      },
      body: Buffer.from(file.bytes),
      signal: AbortSignal.timeout(REQUEST_ms),
    }),
  );
  if (status !== 202) throw new Error(`${status}: ${JSON.stringify(answer)}`);
  acknowledged.files.add(answer.statementFileId as Id);
}

const REQUEST_ms = 20_000;

type Answer = { status: number; answer: Record<string, unknown> };

/** Asks again, as senders do, until the server answers that it did it or that it never will. */
async function insist(request: () => Promise<Response>): Promise<Answer> {
  const attempt = async () => {
    try {
      const response = await request();
      const answer = (await response.json()) as Record<string, unknown>;
      return response.status >= 500 ? undefined : { status: response.status, answer };
    } catch {
      return undefined;
    }
  };
  return eventually(attempt, PATIENCE_ms, () => 'no answer');
}

/** What the database holds of a company. */
export type Stored = {
  /** Ids of documents and of imported files. */
  readonly documents: Id[];
  readonly files: Id[];
  readonly rows: number;
  /** Things that the record says twice. */
  readonly twice: number;
  readonly messages: number;
  readonly failedJobs: string[];
};

/** Waits until no job waits or runs, and says what is stored. */
export async function settle(nexus: Nexus, { tenantId }: Load): Promise<Stored> {
  return inside(nexus, async () => {
    const { sql } = connect(process.env.DATABASE_ADMIN_URL ?? '', { max: 1 });
    const count = async (query: string) => Number((await sql.unsafe(query, [tenantId]))[0]?.n);
    const ids = async (query: string) =>
      (await sql.unsafe<{ id: Id }[]>(query, [tenantId])).map(({ id }) => id);
    const jobs = (states: string) =>
      sql.unsafe<{ job: string }[]>(
        `SELECT name || ' ' || state || ' ' || coalesce(output::text, '') AS job FROM jobs.job
          WHERE state IN (${states}) AND data->>'tenantId' = $1`,
        [tenantId],
      );
    const names = async (states: string) => (await jobs(states)).map(({ job }) => job);
    try {
      let left: string[] = ['unknown'];
      // The database may be the one that was killed last.
      const idle = async () => {
        left = await names("'created', 'retry', 'active'").catch(() => left);
        return left.length === 0 || undefined;
      };
      await eventually(idle, PATIENCE_ms, () => `jobs are left: ${left}\n${nexus.said()}`);
      return {
        documents: await ids('SELECT id FROM invoices WHERE tenant_id = $1'),
        files: await ids("SELECT id FROM statement_files WHERE tenant_id = $1 AND status = 'imported'"),
        rows: await count('SELECT count(*) AS n FROM statement_rows WHERE tenant_id = $1'),
        twice: await count(
          `SELECT count(*) AS n FROM (SELECT FROM event_store.events WHERE tenant_id = $1
             AND type IN ('InvoiceIngested', 'StatementUploaded', 'StatementParsed')
            GROUP BY stream_type, stream_id, type HAVING count(*) > 1) AS twice`,
        ),
        messages: await count('SELECT count(*) AS n FROM inbound_messages WHERE tenant_id = $1'),
        failedJobs: await names("'failed'"),
      };
    } finally {
      await sql.end();
    }
  });
}
