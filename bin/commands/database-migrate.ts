import { parseArgs } from 'node:util';
import { migrate } from '#db/migrate.ts';
import { config } from '#lib/config.ts';
import { NexusError } from '#lib/errors.ts';
import { withDatabase } from '../database.ts';

export const summary = 'Bring the database to the present schema, roles and grants';

export const usage = `database migrate

Uses DATABASE_ADMIN_URL, or the home folder's own PostgreSQL. Safe to run again.`;

export async function run(args: string[]): Promise<number> {
  parseArgs({ args, options: {} });
  const applied = await withDatabase(async () => {
    const { databaseAdminUrl } = config();
    if (!databaseAdminUrl) {
      throw new NexusError(
        'invalid',
        'DATABASE_ADMIN_URL is not set: migrations run as the owner of the schema.',
      );
    }
    return (await migrate(databaseAdminUrl)).applied;
  });
  console.log(applied === 0 ? 'Nothing to migrate.' : `Migrations applied: ${applied}.`);
  return 0;
}
