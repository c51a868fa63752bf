import { and, eq, inArray, ne } from 'drizzle-orm';
import { users } from '#db/schema/identity.ts';
import { apiKeys, integrations } from '#db/schema/platform.ts';
import type { TenantTx } from '#db/tenancy.ts';
import { type Id, isId } from '#lib/ids.ts';

/** Who acted, as events and the audit trail keep it: the kind, and the id of the integration, key, job or person. */
export type ActorRef = { readonly kind: string; readonly id: string | null; readonly userId: Id };

/**
 * Tells who somebody is: a person's name (also where the system acted for a person who proved who they are), an integration, a key, "Nexus"
 * for what no person did.
 */
export async function nameActors(
  tx: TenantTx,
  actors: readonly ActorRef[],
): Promise<(actor: ActorRef) => string> {
  const { tenantId } = tx.scope;
  const ids = (kind: string) => idsOf(actors.filter((actor) => actor.kind === kind).map(({ id }) => id));
  const [people, senders, keys] = await Promise.all([
    tx
      .select({ id: users.id, name: users.name })
      .from(users)
      .where(
        and(
          eq(users.tenantId, tenantId),
          ne(users.status, 'system'),
          inArray(users.id, idsOf(actors.map(({ userId }) => userId))),
        ),
      ),
    tx
      .select({ id: integrations.id, name: integrations.name })
      .from(integrations)
      .where(and(eq(integrations.tenantId, tenantId), inArray(integrations.id, ids('integration')))),
    tx
      .select({ id: apiKeys.id, name: apiKeys.name })
      .from(apiKeys)
      .where(and(eq(apiKeys.tenantId, tenantId), inArray(apiKeys.id, ids('apiKey')))),
  ]);
  const names = new Map([...people, ...senders, ...keys].map(({ id, name }) => [id, name]));
  return ({ kind, id, userId }) => {
    switch (kind) {
      case 'user':
        return names.get(userId) ?? 'A person';
      case 'integration':
        return names.get(id ?? '') ?? 'An integration';
      case 'apiKey':
        return `API key ${names.get(id ?? '') ?? ''}`.trim();
      case 'operator':
        return 'Operator';
      default:
        return names.get(userId) ?? 'Nexus';
    }
  };
}

function idsOf(ids: readonly (string | null)[]): Id[] {
  return [...new Set(ids.filter((id) => id !== null && isId(id)))] as Id[];
}
