import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { closeDatabase, database, driverOf } from '#db/client.ts';
import { startCluster } from '#db/cluster.ts';
import type { StoredEvent } from '#db/event-store/prepare.ts';
import { storeEvents } from '#db/event-store/store.ts';
import { storeFile } from '#db/files.ts';
import { insertRows } from '#db/insert.ts';
import { migrate } from '#db/migrate.ts';
import { events } from '#db/schema/event-store.ts';
import { statementBalances, statementFiles, statementRows, statements } from '#db/schema/statements.ts';
import { setTenant, withTenant } from '#db/tenancy.ts';
import { importFile } from '#domains/erp/statements/import-file.ts';
import { uploadStatement } from '#domains/erp/statements/upload-statement.ts';
import { operatorScope, systemScope } from '#domains/identity/machine-scopes.ts';
import { createWorkspace } from '#domains/identity/workspace/create-workspace.ts';
import { run as runCommand } from '#domains/run.ts';
import { openBankAccount } from '#domains/treasury/accounts/open-bank-account.ts';
import { forgetConfig } from '#lib/config.ts';
import { type Id, newId } from '#lib/ids.ts';
import { alternate, type BenchRow, rateRow } from '../bench-row.ts';
import { generateMt940 } from './generate.ts';

const FILE_BYTES = 5_000_000;
const ROWS_PER_EVENT = 500;
const ACCOUNT = '50070010/0123456789';

/**
 * From upload to imported, with events, hash chain and projections, against inserting the very same rows into the same tables by INSERT … SELECT
 * unnest: files, statements, balances, rows and events, as many to a transaction. PostgreSQL flushes to disk, as it would in earnest.
 */
export async function run(): Promise<BenchRow[]> {
  const dir = mkdtempSync(join(tmpdir(), 'nexus-bench-'));
  const cluster = await startCluster({
    dataDir: join(dir, 'data'),
    logFile: join(dir, 'postgres.log'),
    password: randomBytes(12).toString('hex'),
    settings: { max_connections: '50' },
    throwAway: true,
  });
  try {
    await migrate(cluster.adminUrl, { app: 'app', replay: 'replay' });
    const app = new URL(cluster.adminUrl);
    app.username = 'nexus_app';
    app.password = 'app';
    Object.assign(process.env, {
      DATABASE_URL: app.toString(),
      NEXUS_MASTER_KEY: randomBytes(32).toString('base64'),
      NEXUS_FILES: join(dir, 'files'),
    });
    forgetConfig();
    let seed = 1;
    const file = generateMt940(FILE_BYTES, seed);
    const { tenantId } = await importOnce(file);
    const same = await prepareSameRows(tenantId);
    const rates = await alternate({
      nexus: async () => (await importOnce(generateMt940(FILE_BYTES, ++seed))).rate,
      unnest: () => insertSameRows(same),
    });
    const note = `${same.rows.length} rows of an MT940 file; peer: INSERT … SELECT unnest`;
    return [rateRow('rows from upload to imported', rates.nexus, rates.unnest, 0.5, note)];
  } finally {
    await closeDatabase();
    await cluster.stop();
    rmSync(dir, { recursive: true, force: true });
  }
}

/** Takes a file in for a company of its own; rows per second. */
async function importOnce(file: Buffer): Promise<{ tenantId: Id; rate: number }> {
  const tenantId = newId();
  const scope = systemScope(tenantId, 'bench');
  const entities = [{ code: 'DE01', name: 'Bench GmbH', baseCurrency: 'EUR' }];
  const company = { name: 'Bench', defaultCurrency: 'EUR', timeZone: 'Europe/Berlin', entities };
  await runCommand(operatorScope(tenantId), createWorkspace, company);
  const account = { entityId: 'DE01', account: ACCOUNT, currency: 'EUR', shortName: 'Main' };
  await runCommand(scope, openBankAccount, account);
  const start = performance.now();
  const stored = await storeFile(tenantId, file);
  const { statementFileId } = await runCommand(scope, uploadStatement, { filename: 'a.sta', ...stored });
  await importFile(scope, statementFileId, new AbortController().signal);
  const seconds = (performance.now() - start) / 1000;
  const [imported] = await withTenant(scope, (tx) =>
    tx.select().from(statementFiles).where(eq(statementFiles.id, statementFileId)),
  );
  if (imported?.status !== 'imported')
    throw new Error(`The file is ${imported?.status}: ${imported?.errorMessage}`);
  return { tenantId, rate: imported.rowCount / seconds };
}

type SameRows = {
  readonly tenantId: Id;
  readonly file: typeof statementFiles.$inferSelect;
  readonly statements: readonly (typeof statements.$inferSelect)[];
  readonly balances: readonly (typeof statementBalances.$inferSelect)[];
  readonly rows: readonly (typeof statementRows.$inferSelect)[];
  readonly events: readonly StoredEvent[];
};

async function prepareSameRows(tenantId: Id): Promise<SameRows> {
  return withTenant(systemScope(tenantId, 'bench'), async (tx) => {
    const [file] = await tx.select().from(statementFiles);
    if (!file) throw new Error('No file has come in yet.');
    const stream = await tx
      .select()
      .from(events)
      .where(eq(events.streamId, file.id))
      .orderBy(events.streamVersion);
    return {
      ...{ tenantId, file, statements: await tx.select().from(statements) },
      balances: await tx.select().from(statementBalances),
      rows: await tx.select().from(statementRows),
      events: stream as readonly StoredEvent[],
    };
  });
}

let position = 1_000_000;

/** Writes the rows again under other ids; rows per second. The company's log is no chain any more afterwards. */
async function insertSameRows({ tenantId, file, rows, ...same }: SameRows): Promise<number> {
  const start = performance.now();
  const fileId = newId();
  const ids = new Map(same.statements.map(({ id }) => [id, newId()]));
  const renamed = (id: Id) => ids.get(id) ?? id;
  const sha256 = randomBytes(32).toString('hex');
  const portions = Math.max(same.events.length, Math.ceil(rows.length / ROWS_PER_EVENT));
  for (let portion = 0; portion < portions; portion++) {
    await database().drizzle.transaction(async (tx) => {
      await setTenant(tx, tenantId);
      if (portion === 0) {
        await insertRows(tx, statementFiles, [{ ...file, id: fileId, sha256 }]);
        await insertRows(
          tx,
          statements,
          same.statements.map((one) => ({ ...one, id: renamed(one.id), statementFileId: fileId })),
        );
        await insertRows(
          tx,
          statementBalances,
          same.balances.map((one) => ({ ...one, id: newId(), statementId: renamed(one.statementId) })),
        );
      }
      const event = same.events[portion];
      if (event) {
        const stored = { ...event, streamId: fileId, position: ++position };
        const { hash, recordedAt } = event;
        await storeEvents(driverOf(tx), tenantId, [stored], { position, hash, recordedAt });
      }
      await insertRows(
        tx,
        statementRows,
        rows
          .slice(portion * ROWS_PER_EVENT, (portion + 1) * ROWS_PER_EVENT)
          .map((row) => ({ ...row, id: newId(), statementId: renamed(row.statementId) })),
      );
    });
  }
  return (rows.length / (performance.now() - start)) * 1000;
}
