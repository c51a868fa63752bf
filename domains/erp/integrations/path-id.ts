import type { Id } from '#lib/ids.ts';
import { packIds, unpackIds } from '../../identity/tokens.ts';

const PREFIX = 'in_';

/** The id of an integration in the address of its webhook: `in_` and 32 bytes, tenant ‖ integration, in base64url. */
export function pathIdOf(tenantId: Id, integrationId: Id): string {
  return PREFIX + Buffer.from(packIds(tenantId, integrationId)).toString('base64url');
}

export type PathId = { readonly tenantId: Id; readonly id: Id };

/** Reads a path id from outside; null when it has another shape. */
export function parsePathId(text: string): PathId | null {
  return text.startsWith(PREFIX) ? unpackIds(text.slice(PREFIX.length)) : null;
}
