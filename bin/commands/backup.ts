import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { backup } from '#domains/replay/backup.ts';
import { NexusError } from '#lib/errors.ts';
import { withDatabase } from '../database.ts';

export const summary = 'Write everything but the master key into a folder';

export const usage = `backup DIR

Events, operational tables and stored files as they are at one moment, while others work on. DIR must be empty
or new. The master key is not part of it, and without it the backup's secrets and names cannot be read: keep a
copy of NEXUS_MASTER_KEY, or of keys/master.key in the home folder, in another place. Ends with 1 when a stored
file was found damaged.`;

export async function run(args: string[]): Promise<number> {
  const { positionals } = parseArgs({ args, options: {}, allowPositionals: true });
  const [folder, ...others] = positionals;
  if (!folder || others.length > 0) throw new NexusError('invalid', 'Name one folder: nexus backup DIR.');
  const { manifest, damaged } = await withDatabase(() => backup(resolve(folder)));
  for (const { tenantId, position, hash } of manifest.tenants) {
    console.log(`Workspace ${tenantId}: position ${position}, head hash ${hash}`);
  }
  const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
  console.log(`${rows} rows and ${manifest.files.length} files are in ${resolve(folder)}.`);
  console.log('The master key is not among them: keep a copy of it in another place.');
  for (const path of damaged) console.error(`File ${path} holds other bytes than those it is named by.`);
  return damaged.length === 0 ? 0 : 1;
}
