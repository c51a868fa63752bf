import { createHash } from 'node:crypto';
import { mkdir, open, readdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { TransactionSql } from 'postgres';
import { driverOf, type Transaction } from '#db/client.ts';
import { listFiles, openFile } from '#db/files.ts';
import { REPLAY_ROLE } from '#db/security.ts';
import type { TableEntry } from '#db/tables.ts';
import { setTenant } from '#db/tenancy.ts';
import { systemClock } from '#lib/clock.ts';
import { NexusError } from '#lib/errors.ts';
import type { Id } from '#lib/ids.ts';
import {
  BACKED_UP,
  type BackedUpTable,
  filePath,
  type Manifest,
  manifestPath,
  masterKeyCheck,
  rowsPath,
} from './backup-format.ts';
import { hex, readHead } from './check-log.ts';
import { connectForReplay } from './shadow.ts';

/** What was written, and the stored files whose bytes are not those that they are named by. */
export type Backup = { readonly manifest: Manifest; readonly damaged: readonly string[] };

const ROWS_AT_ONCE = 100;

/**
 * Writes the whole of Nexus into an empty folder, as it was at one moment, while others work on: events, operational tables, the list of
 * tenants, stored files. The master key is not part of it. Throws a NexusError `conflict` when the folder is not empty.
 */
export async function backup(folder: string): Promise<Backup> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if ((await readdir(folder)).length > 0) {
    throw new NexusError('conflict', `The folder ${folder} is not empty: a backup begins in an empty one.`);
  }
  const connection = connectForReplay();
  try {
    const rows = await connection.drizzle.transaction((tx) => backUpRows(tx, folder), {
      isolationLevel: 'repeatable read',
      accessMode: 'read only',
    });
    const { files, damaged } = await backUpFiles(folder, rows.tenants);
    const head = {
      format: 'nexus-backup',
      version: 1,
      takenAt: systemClock(),
      masterKeyCheck: masterKeyCheck(),
    } as const;
    const manifest: Manifest = { ...head, ...rows, files };
    await writeFile(manifestPath(folder), `${JSON.stringify(manifest, null, 2)}\n`, {
      flush: true,
      mode: 0o600,
    });
    return { manifest, damaged };
  } finally {
    await connection.sql.end();
  }
}

async function backUpRows(tx: Transaction, folder: string): Promise<Pick<Manifest, 'tenants' | 'tables'>> {
  const sql = driverOf(tx);
  await sql.unsafe(`SET LOCAL ROLE ${REPLAY_ROLE}`);
  const ids = await sql.unsafe<{ id: Id }[]>('SELECT id FROM tenants ORDER BY id');
  const tenants: Manifest['tenants'] = [];
  const tables: BackedUpTable[] = [];
  for (const { id } of ids) {
    await setTenant(tx, id);
    const head = await readHead(sql, id);
    if (head) tenants.push({ tenantId: id, position: head.position, hash: hex(head.hash) });
    for (const table of BACKED_UP)
      if (table.tenantColumn) tables.push(await backUpTable(sql, folder, table, id));
  }
  for (const table of BACKED_UP)
    if (!table.tenantColumn) tables.push(await backUpTable(sql, folder, table, null));
  return { tenants, tables };
}

async function backUpTable(
  sql: TransactionSql,
  folder: string,
  { name, tenantColumn }: TableEntry,
  tenantId: Id | null,
): Promise<BackedUpTable> {
  const columns = await columnsOf(sql, name);
  const values = columns.map((column) => `${column.name}::text`).join(', ');
  const order = name === 'event_store.events' ? 'ORDER BY position' : '';
  const query = sql.unsafe<{ line: string }[]>(
    `SELECT json_build_array(${values})::text AS line FROM ${name} ${tenantColumn ? `WHERE ${tenantColumn} = $1` : ''} ${order}`,
    tenantId ? [tenantId] : [],
  );
  let rows = 0;
  async function* lines() {
    for await (const batch of query.cursor(ROWS_AT_ONCE)) {
      rows += batch.length;
      yield Buffer.from(batch.map((row) => `${row.line}\n`).join(''));
    }
  }
  const { sha256 } = await writeDurably(rowsPath(folder, { tenantId, table: name }), lines());
  return { tenantId, table: name, columns, rows, sha256 };
}

/** A table's columns that can be written, with their types. */
async function columnsOf(sql: TransactionSql, table: string): Promise<BackedUpTable['columns']> {
  const rows = await sql.unsafe<{ name: string; type: string }[]>(
    `SELECT quote_ident(attname) AS name, format_type(atttypid, atttypmod) AS type FROM pg_attribute
      WHERE attrelid = $1::text::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = '' ORDER BY attnum`,
    [table],
  );
  return rows.map(({ name, type }) => ({ name, type }));
}

/** Files that came in after the rows were read do no harm: nothing names them. */
async function backUpFiles(
  folder: string,
  tenants: Manifest['tenants'],
): Promise<{ files: Manifest['files']; damaged: string[] }> {
  const files: Manifest['files'] = [];
  const damaged: string[] = [];
  for (const { tenantId } of tenants) {
    for (const name of await listFiles(tenantId)) {
      const file = { tenantId, sha256: name };
      const { sha256, sizeBytes } = await writeDurably(filePath(folder, file), openFile(tenantId, name));
      files.push({ ...file, sizeBytes });
      if (sha256 !== name) damaged.push(`${tenantId}/${name}`);
    }
  }
  return { files, damaged };
}

async function writeDurably(
  path: string,
  chunks: AsyncIterable<Uint8Array>,
): Promise<{ sha256: string; sizeBytes: number }> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const file = await open(path, 'wx', 0o600);
  const hash = createHash('sha256');
  let sizeBytes = 0;
  try {
    for await (const chunk of chunks) {
      await file.writeFile(chunk);
      hash.update(chunk);
      sizeBytes += chunk.length;
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return { sha256: hash.digest('hex'), sizeBytes };
}
