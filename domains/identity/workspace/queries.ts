import { database } from '#db/client.ts';
import type { Id } from '#lib/ids.ts';

export type Workspace = { readonly id: Id; readonly slug: string; readonly name: string };

/** The companies on this database, oldest first. For the command line: nobody else sees more than one. */
export async function listWorkspaces(): Promise<Workspace[]> {
  return database().sql<Workspace[]>`SELECT id, slug, name FROM tenants ORDER BY created_at, id`;
}
