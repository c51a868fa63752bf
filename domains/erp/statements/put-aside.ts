import { type Scope, withTenant } from '#db/tenancy.ts';
import type { Id } from '#lib/ids.ts';
import { isOnItsWay } from './file-status.ts';
import { loadFile } from './load-file.ts';

/** Somebody put the file aside while it was read: nothing is left to do. */
export class PutAside extends Error {}

/** Throws PutAside unless the file is still on its way in. */
export async function requireOnItsWay(scope: Scope, id: Id): Promise<void> {
  const { status } = await withTenant(scope, (tx) => loadFile(tx, id));
  if (!isOnItsWay(status)) throw new PutAside();
}
