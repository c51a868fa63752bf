import { randomBytes } from 'node:crypto';
import { and, asc, eq, gt, isNotNull, isNull, or } from 'drizzle-orm';
import { secrets } from '#db/schema/platform.ts';
import type { TenantTx } from '#db/tenancy.ts';
import type { Instant } from '#lib/clock.ts';
import { config } from '#lib/config.ts';
import type { Id } from '#lib/ids.ts';
import { open, seal } from '#lib/seal.ts';

const SECRET_BYTES = 32;

/** A new signing secret: the bytes that sign, and the form that a sender types in (Standard Webhooks, "Symmetric signatures"). */
export function newSigningSecret(): { bytes: Uint8Array; text: string } {
  const bytes = randomBytes(SECRET_BYTES);
  return { bytes, text: `whsec_${bytes.toString('base64')}` };
}

/** Keeps the secret, sealed with the master key, and lets the others of its integration live until `othersRetireAt`. */
export async function keepSigningSecret(
  tx: TenantTx,
  secret: { id: Id; integrationId: Id; bytes: Uint8Array; now: Instant; othersRetireAt: Instant },
): Promise<void> {
  const { tenantId } = tx.scope;
  const others = and(eq(secrets.tenantId, tenantId), eq(secrets.ownerId, secret.integrationId));
  // Two live at most: one that was already on its way out goes now.
  await tx.delete(secrets).where(and(others, isNotNull(secrets.retiresAt)));
  await tx.update(secrets).set({ retiresAt: secret.othersRetireAt }).where(others);
  await tx.insert(secrets).values({
    tenantId,
    id: secret.id,
    ownerId: secret.integrationId,
    wrapped: seal(config().masterKey, secret.bytes),
    createdAt: secret.now,
  });
}

/** The secrets that a signature may be made with at `now`: one, or two while they are rotated. */
export async function liveSigningSecrets(
  tx: TenantTx,
  integrationId: Id,
  now: Instant,
): Promise<Uint8Array[]> {
  const rows = await tx
    .select({ wrapped: secrets.wrapped })
    .from(secrets)
    .where(
      and(
        eq(secrets.tenantId, tx.scope.tenantId),
        eq(secrets.ownerId, integrationId),
        or(isNull(secrets.retiresAt), gt(secrets.retiresAt, now)),
      ),
    )
    .orderBy(asc(secrets.createdAt));
  return rows.map((row) => open(config().masterKey, row.wrapped));
}
