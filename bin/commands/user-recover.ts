import { parseArgs } from 'node:util';
import { operatorScope } from '#domains/identity/machine-scopes.ts';
import { findByEmail } from '#domains/identity/users/queries.ts';
import { recoverUser } from '#domains/identity/users/recover-user.ts';
import { listWorkspaces } from '#domains/identity/workspace/queries.ts';
import { read, run as runCommand } from '#domains/run.ts';
import { config } from '#lib/config.ts';
import { NexusError } from '#lib/errors.ts';
import type { Id } from '#lib/ids.ts';
import { withDatabase } from '../database.ts';
import { chooseWorkspace, print } from '../workspace.ts';

export const summary = 'Print a one-time link for somebody who lost every passkey';

export const usage = `user recover EMAIL [--workspace SLUG] [--json]

The link is good for 24 hours. Using it removes the lost passkeys and ends the person's sessions.`;

const options = { workspace: { type: 'string' }, json: { type: 'boolean' } } as const;

/** Makes the link. 0, or a NexusError. */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  const [email = ''] = positionals;
  if (positionals.length !== 1) throw new NexusError('invalid', 'Name one person by e-mail address.');
  await withDatabase(async () => {
    const { tenantId, userId } = await find(email, values.workspace);
    const { token, expiresAt } = await runCommand(operatorScope(tenantId), recoverUser, { userId });
    const url = `${config().url}/recover/${token}`;
    print(values.json, { url, expiresAt }, [url, `Good until ${expiresAt}, once.`]);
  });
  return 0;
}

async function find(email: string, workspace: string | undefined): Promise<{ tenantId: Id; userId: Id }> {
  const where = workspace ? [await chooseWorkspace(workspace)] : await listWorkspaces();
  const found: { tenantId: Id; userId: Id; slug: string }[] = [];
  for (const { id: tenantId, slug } of where) {
    const person = await read(operatorScope(tenantId), 'viewPeople', (tx) => findByEmail(tx, email));
    if (person) found.push({ tenantId, userId: person.id, slug });
  }
  const [only, ...others] = found;
  if (!only) throw new NexusError('notFound', `Nobody here has the address ${email}.`);
  if (others.length === 0) return only;
  const slugs = found.map(({ slug }) => slug).join(', ');
  throw new NexusError(
    'conflict',
    `${email} belongs to several workspaces (${slugs}): name one by --workspace.`,
  );
}
