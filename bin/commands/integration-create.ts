import { parseArgs } from 'node:util';
import { createIntegration } from '#domains/erp/integrations/create-integration.ts';
import { integrationSource } from '#domains/erp/integrations/events.ts';
import { operatorScope } from '#domains/identity/machine-scopes.ts';
import { run as runCommand } from '#domains/run.ts';
import { config } from '#lib/config.ts';
import { NexusError } from '#lib/errors.ts';
import { withDatabase } from '../database.ts';
import { chooseWorkspace, print } from '../workspace.ts';

export const summary = 'Let an ERP send invoices: prints the webhook and its signing secret, once';

export const usage = `integration create --name NAME [--source generic] [--workspace SLUG] [--json]

  --source     sap, oracle, netsuite, businesscentral, generic or einvoice
  --workspace  which company, where there are several`;

const options = {
  name: { type: 'string' },
  source: { type: 'string', default: 'generic' },
  workspace: { type: 'string' },
  json: { type: 'boolean' },
} as const;

/** Creates an integration. 0, or a NexusError. */
export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options });
  const source = integrationSource.safeParse(values.source).data;
  if (!source) {
    const known = integrationSource.options.join(', ');
    throw new NexusError('invalid', `--source "${values.source}" is none of ${known}.`);
  }
  await withDatabase(async () => {
    const workspace = await chooseWorkspace(values.workspace);
    const created = await runCommand(operatorScope(workspace.id), createIntegration, {
      name: values.name ?? '',
      source,
    });
    const webhook = `${config().url}/api/erp/${created.pathId}/invoices`;
    const document = { integration: created.integrationId, webhook, signingSecret: created.secret };
    print(values.json, document, [
      `Webhook         ${webhook}`,
      `Signing secret  ${created.secret}`,
      'The secret is not shown again.',
    ]);
  });
  return 0;
}
