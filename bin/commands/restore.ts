import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { restore } from '#domains/replay/restore.ts';
import { NexusError } from '#lib/errors.ts';
import { withDatabase } from '../database.ts';
import { reportOf } from './verify.ts';

export const summary = 'Bring a backup back into an empty database, and verify it';

export const usage = `restore DIR

Needs the master key under which the backup was made (NEXUS_MASTER_KEY, or keys/master.key in the home folder), and
a database without any workspace. Ends with 1 when the verification found anything.`;

export async function run(args: string[]): Promise<number> {
  const { positionals } = parseArgs({ args, options: {}, allowPositionals: true });
  const [folder, ...others] = positionals;
  if (!folder || others.length > 0) throw new NexusError('invalid', 'Name one folder: nexus restore DIR.');
  const verifications = await withDatabase(() => restore(resolve(folder)));
  console.log(verifications.flatMap(reportOf).join('\n'));
  return verifications.every(({ clean }) => clean) ? 0 : 1;
}
