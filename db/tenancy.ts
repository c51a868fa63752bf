import type { Id } from '#lib/ids.ts';
import { database, driverOf, type Transaction } from './client.ts';
import { allDone } from './errors.ts';

export type Role = 'owner' | 'admin' | 'treasurer' | 'analyst' | 'auditor' | 'system';

/** Who acts. A job, the command line and the migration of data have no person behind them. */
export type Actor =
  | { readonly kind: 'user'; readonly id: Id }
  | { readonly kind: 'integration'; readonly id: Id }
  | { readonly kind: 'apiKey'; readonly id: Id }
  | { readonly kind: 'system'; readonly job: string }
  | { readonly kind: 'operator' };

declare const minted: unique symbol;

/**
 * The right to work for one tenant. Only authentication makes one: requireSession, requireApiKey, requireIntegration,
 * systemScope and operatorScope are its only minters. Without a scope there is no connection.
 */
export type Scope = {
  readonly [minted]: true;
  readonly tenantId: Id;
  readonly actor: Actor;
  readonly role: Role;
  /** The entities whose rows may be read: all, or a list of codes. */
  readonly entities: 'all' | readonly string[];
  /** The person behind a row that this scope causes; for what no person did, the tenant's system user. */
  readonly userId: Id;
  readonly sessionId: Id | null;
  readonly requestId: string;
  readonly ip: string | null;
  readonly userAgent: string | null;
  /** Until when the session counts as freshly proved. */
  readonly stepUpUntil: string | null;
};

/** Makes a scope. Called by the minters alone; the arrows check names them. */
export function mintScope(fields: Omit<Scope, typeof minted>): Scope {
  return Object.freeze(fields) as Scope;
}

/** A transaction that sees one tenant. Queries name `tx.scope.tenantId` as well: two locks on one door. */
export type TenantTx = Transaction & { readonly scope: Scope };

/** Makes the rest of the transaction see only this tenant's rows. The one place where the tenant is set. */
export async function setTenant(tx: Transaction, tenantId: Id): Promise<void> {
  await driverOf(tx).unsafe("SELECT set_config('app.tenant_id', $1, true)", [tenantId]);
}

/** Runs `work` in a transaction that sees only the scope's tenant. */
export async function withTenant<T>(scope: Scope, work: (tx: TenantTx) => Promise<T>): Promise<T> {
  return database().drizzle.transaction(async (tx) => {
    // Sent in front of the first question, and not waited for before it.
    const [, result] = await allDone<[unknown, T]>([
      setTenant(tx, scope.tenantId),
      work(Object.assign(tx, { scope })),
    ]);
    return result;
  });
}

/** The tenants that exist, oldest first. */
export async function listTenants(): Promise<Id[]> {
  const rows = await database().sql<{ id: Id }[]>`SELECT id FROM tenants ORDER BY created_at, id`;
  return rows.map((row) => row.id);
}
