import { and, eq, ne } from 'drizzle-orm';
import { passkeys, users } from '#db/schema/identity.ts';
import { listTenants, withTenant } from '#db/tenancy.ts';
import { config } from '#lib/config.ts';
import { systemScope } from '../machine-scopes.ts';

/** The name under which authenticators keep our passkeys: the host of the public origin (Web Authentication, section 5.1.2). */
export function relyingPartyId(): string {
  return new URL(config().url).hostname;
}

/** The one origin from which ceremonies are accepted. */
export function relyingPartyOrigin(): string {
  return config().url;
}

/** How many passkeys of active people the present origin makes useless, and the hosts they were made for. Empty when all fit. */
export async function orphanedPasskeys(): Promise<{ count: number; hosts: readonly string[] }> {
  const hosts: string[] = [];
  for (const tenantId of await listTenants()) {
    const rows = await withTenant(systemScope(tenantId, 'check-origin'), (tx) =>
      tx
        .select({ host: passkeys.relyingPartyId })
        .from(passkeys)
        .innerJoin(users, and(eq(users.tenantId, passkeys.tenantId), eq(users.id, passkeys.userId)))
        .where(
          and(
            eq(passkeys.tenantId, tenantId),
            eq(users.status, 'active'),
            ne(passkeys.relyingPartyId, relyingPartyId()),
          ),
        ),
    );
    hosts.push(...rows.map((row) => row.host));
  }
  return { count: hosts.length, hosts: [...new Set(hosts)].sort() };
}

/** The sentence that a start says when the present origin orphans passkeys; null when it does not. */
export async function originWarning(): Promise<string | null> {
  const { count, hosts } = await orphanedPasskeys();
  if (count === 0) return null;
  const which = count === 1 ? '1 passkey was' : `${count} passkeys were`;
  return `${which} made for ${hosts.join(', ')} and cannot sign in at ${relyingPartyOrigin()}. Set NEXUS_URL to the origin they were made for, or recover people with "nexus user recover EMAIL".`;
}
