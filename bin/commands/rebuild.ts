import { parseArgs } from 'node:util';
import { rebuild } from '#domains/replay/rebuild.ts';
import { tenantsOnRecord } from '#domains/replay/tenants-on-record.ts';
import { withDatabase } from '../database.ts';
import { chooseWorkspace } from '../workspace.ts';

export const summary = 'Make the projections anew from the log, while reads go on';

export const usage = `rebuild [options]

  --projector NAME     only the tables that this projector writes (default: all)
  --tenant ID-OR-SLUG  only this workspace (default: all)`;

const options = { projector: { type: 'string' }, tenant: { type: 'string' } } as const;

export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options });
  await withDatabase(async () => {
    const tenants = values.tenant ? [(await chooseWorkspace(values.tenant)).id] : await tenantsOnRecord();
    for (const tenantId of tenants) {
      const { position, changedRows } = await rebuild(tenantId, values);
      const changes = changedRows === 0 ? 'every row was right' : `${changedRows} rows taken out or put in`;
      console.log(`Workspace ${tenantId}: rebuilt up to position ${position}, ${changes}.`);
    }
  });
  return 0;
}
