import type { z } from 'zod';
import { inviteUser } from '#domains/identity/invitations/invite-user.ts';
import { listWorkspaces, type Workspace } from '#domains/identity/workspace/queries.ts';
import { NexusError } from '#lib/errors.ts';

/** The workspace that `--workspace` names by id or slug; without it, the only one. Throws a NexusError that lists what there is. */
export async function chooseWorkspace(wanted: string | undefined): Promise<Workspace> {
  const workspaces = await listWorkspaces();
  const found = wanted
    ? workspaces.find(({ id, slug }) => wanted === id || wanted === slug)
    : workspaces.length === 1 && workspaces[0];
  if (found) return found;
  if (workspaces.length === 0) throw new NexusError('notFound', 'There is no workspace yet.');
  const list = workspaces.map(({ slug, name }) => `  ${slug}  ${name}`).join('\n');
  const why = wanted
    ? `No workspace is called "${wanted}".`
    : 'There are several workspaces: name one by --workspace.';
  throw new NexusError('notFound', `${why}\n${list}`);
}

/**
 * The invitation of the owner that `--owner-email` names. Read before anything is made: a company without the owner that was meant would be
 * left behind. Throws a NexusError that says what is wrong.
 */
export function ownerOf(email: string, name = email): z.output<typeof inviteUser.input> {
  const owner = inviteUser.input.safeParse({ name, email, role: 'owner' });
  if (owner.success) return owner.data;
  throw new NexusError('invalid', owner.error.issues.map(({ message }) => message).join(' '));
}

/** Writes one JSON document, or the lines for a person. */
export function print(asJson: boolean | undefined, document: object, lines: readonly string[]): void {
  console.log(asJson ? JSON.stringify(document, null, 2) : lines.join('\n'));
}
