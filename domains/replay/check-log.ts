import type { TransactionSql } from 'postgres';
import { canonicalJson } from '#db/event-store/canonical-json.ts';
import { genesisHash, HASH_VERSION, linkHash } from '#db/event-store/hash.ts';
import { type Head, instantText } from '#db/event-store/heads.ts';
import type { LogRow } from '#db/event-store/read.ts';
import type { Instant } from '#lib/clock.ts';
import type { Id } from '#lib/ids.ts';
import { addFinding, type Findings } from './findings.ts';

/** A position with the hash, in hexadecimal, that somebody noted down for it. */
export type NotedHead = { readonly position: number; readonly hash: string };

/** What the check carries from one batch of the log to the next. */
export type LogCheck = { readonly last: Head; readonly noted: readonly NotedHead[] };

/** Begins before a tenant's first event. */
export function beginLogCheck(tenantId: Id, noted: readonly NotedHead[]): LogCheck {
  return { last: { position: 0, hash: genesisHash(tenantId), recordedAt: '' }, noted };
}

/** Checks the next rows of the log: positions without gaps, each link, canonical text, time that never runs backwards. */
export function checkRows(
  check: LogCheck,
  tenantId: Id,
  rows: readonly LogRow[],
  findings: Findings,
): LogCheck {
  let { last } = check;
  for (const row of rows) {
    const say = (message: string) => addFinding(findings, { kind: 'event', position: row.position, message });
    if (row.position !== last.position + 1)
      say(`the event before it is missing (the last was ${last.position}).`);
    if (row.hash_version !== HASH_VERSION) say(`hash version ${row.hash_version} is unknown.`);
    const hash = linkHash(last.hash, hashedFields(tenantId, row));
    if (!Buffer.from(hash).equals(row.hash)) say('the event is not the one that was hashed.');
    if (row.recorded_at < last.recordedAt)
      say(`it was recorded before its predecessor (${row.recorded_at}).`);
    if (!isCanonical(row.data)) say('its data is no canonical JSON.');
    if (!isCanonical(row.metadata)) say('its metadata is no canonical JSON.');
    const noted = check.noted.find(({ position }) => position === row.position);
    if (noted && noted.hash !== hex(row.hash)) say(`its hash was once ${noted.hash}: the log was rewritten.`);
    last = { position: row.position, hash: row.hash, recordedAt: row.recorded_at };
  }
  return { ...check, last };
}

/** Checks what only the end of the log can tell: that the head row is its last event, and that each stream has no gap. */
export async function endLogCheck(
  sql: TransactionSql,
  tenantId: Id,
  { last, noted }: LogCheck,
  findings: Findings,
): Promise<void> {
  const head = await readHead(sql, tenantId);
  const say = (message: string) => addFinding(findings, { kind: 'head', message });
  if (!head && last.position > 0) say('the head row is missing.');
  if (head && head.position !== last.position) {
    say(`it stands at position ${head.position}, the last event at ${last.position}.`);
  }
  if (head && !Buffer.from(last.hash).equals(head.hash)) say('its hash is not the hash of the last event.');
  if (head && last.position > 0 && head.recordedAt !== last.recordedAt) {
    say('its time is not that of the last event.');
  }
  for (const { position } of noted.filter((note) => note.position > last.position)) {
    say(`the log once reached position ${position}, and ends at ${last.position}.`);
  }
  for (const { position, message } of await streamGaps(sql, tenantId)) {
    addFinding(findings, { kind: 'event', position, message });
  }
}

/** The tenant's head row as it stands, or null. */
export async function readHead(sql: TransactionSql, tenantId: Id): Promise<Head | null> {
  const [row] = await sql.unsafe<{ position: string; hash: Uint8Array; recorded_at: Instant }[]>(
    `SELECT position, hash, ${instantText('recorded_at')} AS recorded_at FROM event_store.heads WHERE tenant_id = $1`,
    [tenantId],
  );
  return row ? { position: Number(row.position), hash: row.hash, recordedAt: row.recorded_at } : null;
}

async function streamGaps(
  sql: TransactionSql,
  tenantId: Id,
): Promise<{ position: number; message: string }[]> {
  const rows = await sql.unsafe<
    { position: number; stream_type: string; stream_id: Id; stream_version: number; expected: number }[]
  >(
    `SELECT * FROM (
       SELECT position::float8 AS position, stream_type, stream_id, stream_version,
              row_number() OVER (PARTITION BY stream_type, stream_id ORDER BY position)::int AS expected
         FROM event_store.events WHERE tenant_id = $1) AS numbered
      WHERE stream_version <> expected ORDER BY position LIMIT 1000`,
    [tenantId],
  );
  return rows.map((row) => ({
    position: row.position,
    message: `it is version ${row.stream_version} of ${row.stream_type}/${row.stream_id}, and should be ${row.expected}.`,
  }));
}

function hashedFields(tenantId: Id, row: LogRow) {
  return {
    tenantId,
    position: row.position,
    streamType: row.stream_type,
    streamId: row.stream_id,
    streamVersion: row.stream_version,
    type: row.type,
    schemaVersion: row.schema_version,
    data: row.data,
    metadata: row.metadata,
    occurredAt: row.occurred_at,
    recordedAt: row.recorded_at,
  };
}

function isCanonical(text: string): boolean {
  try {
    return canonicalJson(JSON.parse(text)) === text;
  } catch {
    return false;
  }
}

export const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
