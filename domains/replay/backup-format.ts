import { createHmac } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { TABLES } from '#db/tables.ts';
import { config } from '#lib/config.ts';

// A backup is a folder: manifest.json, written last; rows/<tenant or "shared">/<table>.jsonl, one row a line, an array with each
// column's text (or null) in the manifest's order of columns; files/<tenant>/<sha256>, the stored files as they are.

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

export const manifestSchema = z.object({
  format: z.literal('nexus-backup'),
  version: z.literal(1),
  takenAt: z.string(),
  /** Tells whether the same master key is configured, without telling anything of the key. */
  masterKeyCheck: sha256,
  tenants: z.array(z.object({ tenantId: z.uuid(), position: z.int().nonnegative(), hash: sha256 })),
  tables: z.array(
    z.object({
      /** Null for a table that belongs to no tenant. */
      tenantId: z.uuid().nullable(),
      table: z.string(),
      columns: z.array(z.object({ name: z.string(), type: z.string() })),
      rows: z.int().nonnegative(),
      sha256,
    }),
  ),
  files: z.array(z.object({ tenantId: z.uuid(), sha256, sizeBytes: z.int().nonnegative() })),
});

export type Manifest = z.infer<typeof manifestSchema>;
export type BackedUpTable = Manifest['tables'][number];

/** What lives for minutes only, and what a rebuild makes anew. */
const LEFT_OUT = new Set(['webauthn_challenges', 'rate_limits', 'heartbeats', 'projection_versions']);

/** The tables of a backup: the log, what is written directly, and the list of tenants. Projections follow from the log. */
export const BACKED_UP = TABLES.filter(
  ({ name, kind }) => name === 'tenants' || (kind !== 'projection' && !LEFT_OUT.has(name)),
);

export const manifestPath = (folder: string) => join(folder, 'manifest.json');

export const rowsPath = (folder: string, { tenantId, table }: Pick<BackedUpTable, 'tenantId' | 'table'>) =>
  join(folder, 'rows', tenantId ?? 'shared', `${table}.jsonl`);

export const filePath = (
  folder: string,
  { tenantId, sha256 }: Pick<Manifest['files'][number], 'tenantId' | 'sha256'>,
) => join(folder, 'files', tenantId, sha256);

/** Tells whether a backup was made under the present master key, without giving the key away. */
export function masterKeyCheck(): string {
  return createHmac('sha256', config().masterKey).update('nexus-backup').digest('hex');
}

/** The bytes of a file of the backup. */
export const bytesOf = (path: string): AsyncIterable<Uint8Array> => createReadStream(path);
