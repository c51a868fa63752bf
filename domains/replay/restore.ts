import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { type Database, database, driverOf, type Transaction } from '#db/client.ts';
import { storeFile } from '#db/files.ts';
import { arrayLiteral } from '#db/insert.ts';
import { enqueue, type Job } from '#db/jobs.ts';
import { setTenant } from '#db/tenancy.ts';
import { NexusError } from '#lib/errors.ts';
import type { Id } from '#lib/ids.ts';
import {
  BACKED_UP,
  type BackedUpTable,
  bytesOf,
  filePath,
  type Manifest,
  manifestPath,
  manifestSchema,
  masterKeyCheck,
  rowsPath,
} from './backup-format.ts';
import { rebuild } from './rebuild.ts';
import { type Verification, verify } from './verify.ts';

const ROWS_AT_ONCE = 500;
const CHARACTERS_AT_ONCE = 4_000_000;

/**
 * Brings a backup back into a migrated database that has no tenant yet: rows in one transaction, then the stored files, then the projections by
 * a rebuild; what was waiting to be done is enqueued anew. Returns a verification of each tenant, against the heads of the backup.
 * Throws a NexusError `conflict` when the database is not empty, and `invalid` when the folder is no whole backup.
 */
export async function restore(folder: string): Promise<Verification[]> {
  const manifest = await readManifest(folder);
  if (manifest.masterKeyCheck !== masterKeyCheck()) {
    throw new NexusError(
      'conflict',
      'This backup was made under another master key: put that key in place first (NEXUS_MASTER_KEY, or keys/master.key in the home folder).',
    );
  }
  for (const table of manifest.tables) await requireWhole(rowsPath(folder, table), table.sha256);
  const target = database();
  await requireEmpty(target);
  await target.drizzle.transaction(async (tx) => {
    for (const table of manifest.tables) await restoreTable(tx, folder, table);
  });
  for (const file of manifest.files) await storeFile(file.tenantId, bytesOf(filePath(folder, file)));
  const verifications: Verification[] = [];
  for (const { tenantId, position, hash } of manifest.tenants) {
    await rebuild(tenantId);
    await resume(tenantId);
    verifications.push(await verify(tenantId, { noted: [{ position, hash }] }));
  }
  return verifications;
}

async function readManifest(folder: string): Promise<Manifest> {
  // What is not there is as little a backup as what was cut off.
  const written: unknown = await readFile(manifestPath(folder), 'utf8')
    .then(JSON.parse)
    .catch(() => null);
  const parsed = manifestSchema.safeParse(written);
  const known = new Set(BACKED_UP.map(({ name }) => name));
  if (!parsed.success || parsed.data.tables.some(({ table }) => !known.has(table))) {
    throw new NexusError('invalid', `The folder ${folder} holds no whole backup of this version of Nexus.`);
  }
  return parsed.data;
}

async function requireWhole(path: string, sha256: string): Promise<void> {
  const hash = createHash('sha256');
  try {
    for await (const chunk of bytesOf(path)) hash.update(chunk);
  } catch (cause) {
    throw new NexusError('invalid', `The backup is not whole: ${path} cannot be read.`, { cause });
  }
  if (hash.digest('hex') !== sha256) {
    throw new NexusError('invalid', `The backup was changed: ${path} is not what the manifest says.`);
  }
}

async function requireEmpty({ sql }: Database): Promise<void> {
  const found = await sql`SELECT 1 FROM tenants LIMIT 1`;
  if (found.length === 0) return;
  throw new NexusError(
    'conflict',
    'This database is not empty: a backup is restored into one without any workspace.',
  );
}

async function restoreTable(tx: Transaction, folder: string, table: BackedUpTable): Promise<void> {
  if (table.tenantId) await setTenant(tx, table.tenantId);
  let rows: (string | null)[][] = [];
  let characters = 0;
  for await (const line of linesOf(rowsPath(folder, table))) {
    rows.push(JSON.parse(line) as (string | null)[]);
    characters += line.length;
    if (rows.length < ROWS_AT_ONCE && characters < CHARACTERS_AT_ONCE) continue;
    await insert(tx, table, rows);
    rows = [];
    characters = 0;
  }
  await insert(tx, table, rows);
}

/** Lines end with LF alone: what else ends a line for Unicode may stand inside a value. */
async function* linesOf(path: string): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of createReadStream(path, 'utf8')) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
}

async function insert(
  tx: Transaction,
  { table, columns }: BackedUpTable,
  rows: (string | null)[][],
): Promise<void> {
  if (rows.length === 0) return;
  const names = columns.map(({ name }) => name).join(', ');
  const values = columns.map(({ type }, index) => `c${index}::${type}`).join(', ');
  const arrays = columns.map((_, index) => `$${index + 1}::text::text[]`).join(', ');
  const aliases = columns.map((_, index) => `c${index}`).join(', ');
  // A link that the first start printed may be there already; nothing else can be.
  const known = table === 'setup_links' ? 'ON CONFLICT DO NOTHING' : '';
  await driverOf(tx).unsafe(
    `INSERT INTO ${table} (${names}) SELECT ${values} FROM unnest(${arrays}) AS r(${aliases}) ${known}`,
    columns.map((_, index) => arrayLiteral(rows.map((row) => row[index] ?? null))),
  );
}

/** Jobs are not part of a backup: files that were not parsed to the end are parsed, and everything is matched. */
async function resume(tenantId: Id): Promise<void> {
  await database().drizzle.transaction(async (tx) => {
    await setTenant(tx, tenantId);
    const unfinished = await driverOf(tx).unsafe<{ id: Id }[]>(
      `SELECT id FROM statement_files WHERE tenant_id = $1 AND status IN ('uploaded', 'parsing') ORDER BY id`,
      [tenantId],
    );
    const parsing = unfinished.map(
      ({ id }): Job => ({ queue: 'parse-statement-file', tenantId, statementFileId: id }),
    );
    await enqueue(tx, [...parsing, { queue: 'match', tenantId }]);
  });
}
