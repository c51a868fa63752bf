import { parseArgs } from 'node:util';
import { inviteUser } from '#domains/identity/invitations/invite-user.ts';
import { operatorScope } from '#domains/identity/machine-scopes.ts';
import { createWorkspace } from '#domains/identity/workspace/create-workspace.ts';
import { describeLoad } from '#domains/identity/workspace/load-progress.ts';
import { run as runCommand } from '#domains/run.ts';
import { config } from '#lib/config.ts';
import { type Id, newId } from '#lib/ids.ts';
import { GROUP_NAME } from '#sample/group.ts';
import { loadSample, type Report } from '#sample/load.ts';
import { withDatabase } from '../database.ts';
import { chooseWorkspace, ownerOf, print } from '../workspace.ts';

export const summary = 'Load the sample company by the webhook and the upload, without a browser';

export const usage = `sample load [--workspace SLUG] [--owner-email EMAIL] [--json]

  --workspace    go on with a sample company that was begun (default: begin a new one)
  --owner-email  print an invitation for the owner
  --json         print one JSON document`;

const options = {
  workspace: { type: 'string' },
  'owner-email': { type: 'string' },
  json: { type: 'boolean' },
} as const;

/** Loads the sample company, saying on standard error how far it is. 0, or a NexusError. */
export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options });
  const email = values['owner-email'];
  const owner = email ? ownerOf(email) : null;
  await withDatabase(async () => {
    const workspace = values.workspace ? (await chooseWorkspace(values.workspace)).id : await beginSample();
    const began = performance.now();
    await loadSample(workspace, new AbortController().signal, phaseTeller());
    const seconds = Math.round((performance.now() - began) / 100) / 10;
    const invitation = owner ? await runCommand(operatorScope(workspace), inviteUser, owner) : null;
    const invitationUrl = invitation && `${config().url}/invite/${invitation.token}`;
    print(values.json, { workspace, invitationUrl, seconds }, [
      `Workspace ${workspace}, loaded in ${seconds} s`,
      ...(invitationUrl ? [`Invitation for the owner, good for 72 hours: ${invitationUrl}`] : []),
    ]);
  });
  return 0;
}

/** Says each phase once, as it begins. */
function phaseTeller(): Report {
  let told: string | null = null;
  return async (phase, done, total) => {
    if (phase !== told) console.error(describeLoad(phase, done, total));
    told = phase;
  };
}

async function beginSample(): Promise<Id> {
  const { tenantId } = await runCommand(operatorScope(newId()), createWorkspace, {
    name: GROUP_NAME,
    defaultCurrency: 'EUR',
    timeZone: 'Europe/Berlin',
    isSample: true,
  });
  return tenantId;
}
