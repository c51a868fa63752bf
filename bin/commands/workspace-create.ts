import { parseArgs } from 'node:util';
import { inviteUser } from '#domains/identity/invitations/invite-user.ts';
import { operatorScope } from '#domains/identity/machine-scopes.ts';
import { createWorkspace } from '#domains/identity/workspace/create-workspace.ts';
import { run as runCommand } from '#domains/run.ts';
import { config } from '#lib/config.ts';
import { NexusError } from '#lib/errors.ts';
import { newId } from '#lib/ids.ts';
import { withDatabase } from '../database.ts';
import { ownerOf, print } from '../workspace.ts';

export const summary = 'Begin a company, without a browser';

export const usage = `workspace create --name NAME --currency EUR --time-zone Europe/Berlin [options]

  --entity CODE=NAME[,CURRENCY]  a company of the group; repeatable (default: none)
  --owner-name NAME              with --owner-email: print an invitation for the owner
  --owner-email EMAIL
  --json                         print one JSON document`;

const options = {
  name: { type: 'string' },
  currency: { type: 'string' },
  'time-zone': { type: 'string' },
  entity: { type: 'string', multiple: true },
  'owner-name': { type: 'string' },
  'owner-email': { type: 'string' },
  json: { type: 'boolean' },
} as const;

/** Creates a workspace, and an invitation for its owner when one is named. 0, or a NexusError. */
export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options });
  const currency = values.currency ?? '';
  const owner = values['owner-email'] && ownerOf(values['owner-email'], values['owner-name']);
  await withDatabase(async () => {
    const scope = operatorScope(newId());
    const { tenantId } = await runCommand(scope, createWorkspace, {
      name: values.name ?? '',
      defaultCurrency: currency,
      timeZone: values['time-zone'] ?? '',
      entities: (values.entity ?? []).map((text) => entityOf(text, currency)),
    });
    const invitation = owner ? await runCommand(scope, inviteUser, owner) : null;
    const invitationUrl = invitation && `${config().url}/invite/${invitation.token}`;
    print(values.json, { workspace: tenantId, invitationUrl }, [
      `Workspace ${tenantId}`,
      ...(invitationUrl ? [`Invitation for the owner, good for 72 hours: ${invitationUrl}`] : []),
    ]);
  });
  return 0;
}

function entityOf(text: string, currency: string) {
  const [, code = '', name = '', own] = /^([^=]+)=([^,]+)(?:,([A-Z]{3}))?$/.exec(text) ?? [];
  if (!code) throw new NexusError('invalid', `--entity "${text}" is not CODE=NAME or CODE=NAME,CURRENCY.`);
  return { code, name, baseCurrency: own ?? currency };
}
