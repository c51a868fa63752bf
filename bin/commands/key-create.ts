import { parseArgs } from 'node:util';
import { API_KEY_SCOPES, createApiKey } from '#domains/identity/api-keys/create-api-key.ts';
import { operatorScope } from '#domains/identity/machine-scopes.ts';
import { run as runCommand } from '#domains/run.ts';
import { withDatabase } from '../database.ts';
import { chooseWorkspace, print } from '../workspace.ts';

export const summary = 'Make an API key for scripts: printed once';

export const usage = `key create --name NAME [--for ACTION …] [--days 90] [--workspace SLUG] [--json]

  --for        what the key is for, repeatable: ${API_KEY_SCOPES.join(', ')}
               (default: uploadStatement)
  --days       how long it is good for
  --workspace  which company, where there are several`;

const options = {
  name: { type: 'string' },
  for: { type: 'string', multiple: true },
  days: { type: 'string', default: '90' },
  workspace: { type: 'string' },
  json: { type: 'boolean' },
} as const;

/** Creates an API key. 0, or a NexusError. */
export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options });
  await withDatabase(async () => {
    const workspace = await chooseWorkspace(values.workspace);
    const scopes = (values.for ?? ['uploadStatement']) as (typeof API_KEY_SCOPES)[number][];
    const created = await runCommand(operatorScope(workspace.id), createApiKey, {
      name: values.name ?? '',
      scopes,
      life_days: Number(values.days),
    });
    const document = { apiKey: created.apiKeyId, key: created.key, expiresAt: created.expiresAt };
    print(values.json, document, [
      `API key  ${created.key}`,
      `Good until ${created.expiresAt}. The key is not shown again.`,
    ]);
  });
  return 0;
}
