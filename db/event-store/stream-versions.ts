import type { TransactionSql } from 'postgres';
import { NexusError } from '#lib/errors.ts';
import type { Id } from '#lib/ids.ts';
import { arrayLiteral } from '../insert.ts';
import type { StreamAppend } from './append.ts';
import type { StreamName } from './event.ts';

/** Stream versions by `type/id`. */
export type StreamVersions = Map<string, number>;

export const keyOfStream = ({ type, id }: StreamName) => `${type}/${id}`;

/** Throws a NexusError `conflict` (details.versionConflict) on a stale version; notes the versions after the append. */
export function claimVersions(streams: readonly StreamAppend[], versions: StreamVersions): void {
  const after: StreamVersions = new Map();
  for (const { stream, expectedVersion, events } of streams) {
    const key = keyOfStream(stream);
    const actual = after.get(key) ?? versions.get(key) ?? 0;
    if (actual !== expectedVersion) throw staleVersion(key, expectedVersion, actual);
    after.set(key, actual + events.length);
  }
  for (const [key, version] of after) versions.set(key, version);
}

function staleVersion(stream: string, expected: number, actual: number): NexusError {
  return new NexusError('conflict', 'Somebody else changed this at the same time. Look at it again.', {
    details: { versionConflict: true, stream, expected, actual },
  });
}

/** The present version of each stream, in the order given; 0 where it does not exist. */
export async function streamVersions(
  sql: TransactionSql,
  tenantId: Id,
  streams: readonly StreamName[],
): Promise<number[]> {
  if (streams.length === 0) return [];
  const rows = await sql.unsafe<{ version: number }[]>(
    `SELECT coalesce((
       SELECT e.stream_version FROM event_store.events e
        WHERE e.tenant_id = $1 AND e.stream_type = s.type AND e.stream_id = s.id
        ORDER BY e.stream_version DESC LIMIT 1), 0) AS version
       FROM unnest($2::text::text[], $3::text::uuid[]) WITH ORDINALITY AS s(type, id, n) ORDER BY s.n`,
    [tenantId, arrayLiteral(streams.map((s) => s.type)), arrayLiteral(streams.map((s) => s.id))],
  );
  return rows.map((row) => row.version);
}
