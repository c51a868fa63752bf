import { eq } from 'drizzle-orm';
import { heads } from '#db/schema/event-store.ts';
import type { TenantTx } from '#db/tenancy.ts';
import { lastVerification, type StoredVerification } from '../../replay/queries.ts';

/** Up to where the record goes: the position and hash (hexadecimal) of its last event, null before the first one. */
export async function recordState(tx: TenantTx): Promise<{
  readonly events: number;
  readonly head: string | null;
  readonly verification: StoredVerification | null;
}> {
  const [head] = await tx.select().from(heads).where(eq(heads.tenantId, tx.scope.tenantId));
  const verification = await lastVerification(tx);
  return {
    events: head?.position ?? 0,
    head: head && head.position > 0 ? Buffer.from(head.hash).toString('hex') : null,
    verification,
  };
}
