import { parseArgs } from 'node:util';
import { API_KEY_SCOPES, createApiKey, MAX_LIFE_DAYS } from '#domains/identity/api-keys/create-api-key.ts';
import { operatorScope } from '#domains/identity/machine-scopes.ts';
import { run as runCommand } from '#domains/run.ts';
import { NexusError } from '#lib/errors.ts';
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
  const life_days = daysOf(values.days);
  const scopes = (values.for ?? ['uploadStatement']).map(actionOf);
  await withDatabase(async () => {
    const workspace = await chooseWorkspace(values.workspace);
    const created = await runCommand(operatorScope(workspace.id), createApiKey, {
      name: values.name ?? '',
      scopes,
      life_days,
    });
    const document = { apiKey: created.apiKeyId, key: created.key, expiresAt: created.expiresAt };
    print(values.json, document, [
      `API key  ${created.key}`,
      `Good until ${created.expiresAt}. The key is not shown again.`,
    ]);
  });
  return 0;
}

function daysOf(text: string): number {
  const days = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (days >= 1 && days <= MAX_LIFE_DAYS) return days;
  throw new NexusError('invalid', `--days "${text}" is not a whole number from 1 to ${MAX_LIFE_DAYS}.`);
}

function actionOf(text: string): (typeof API_KEY_SCOPES)[number] {
  const found = API_KEY_SCOPES.find((action) => action === text);
  if (found) return found;
  throw new NexusError('invalid', `--for "${text}" is none of ${API_KEY_SCOPES.join(', ')}.`);
}
