import { and, asc, eq } from 'drizzle-orm';
import { passkeys } from '#db/schema/identity.ts';
import type { TenantTx } from '#db/tenancy.ts';
import type { Instant } from '#lib/clock.ts';
import type { Id } from '#lib/ids.ts';

export type PasskeyRow = {
  readonly id: Id;
  readonly name: string;
  readonly credentialId: string;
  readonly transports: readonly string[];
  /** Whether the passkey is synchronised to the person's other devices. */
  readonly backedUp: boolean;
  readonly relyingPartyId: string;
  readonly createdAt: Instant;
  readonly lastUsedAt: Instant | null;
};

/** One person's passkeys, oldest first. */
export async function passkeysOf(tx: TenantTx, userId: Id): Promise<PasskeyRow[]> {
  return tx
    .select({
      id: passkeys.id,
      name: passkeys.name,
      credentialId: passkeys.credentialId,
      transports: passkeys.transports,
      backedUp: passkeys.backedUp,
      relyingPartyId: passkeys.relyingPartyId,
      createdAt: passkeys.createdAt,
      lastUsedAt: passkeys.lastUsedAt,
    })
    .from(passkeys)
    .where(and(eq(passkeys.tenantId, tx.scope.tenantId), eq(passkeys.userId, userId)))
    .orderBy(asc(passkeys.createdAt), asc(passkeys.id));
}
