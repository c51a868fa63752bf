import { and, desc, eq } from 'drizzle-orm';
import { verifications } from '#db/schema/platform.ts';
import type { TenantTx } from '#db/tenancy.ts';
import type { Instant } from '#lib/clock.ts';
import { type Finding, findingsSchema } from './findings.ts';

/** When the record was verified, with which head (hash in hexadecimal), and what came out. Cells carry no values. */
export type StoredVerification = {
  readonly position: number;
  readonly hash: string;
  readonly clean: boolean;
  readonly findings: { readonly count: number; readonly first: readonly Finding[] };
  readonly verifiedAt: Instant;
};

/** The newest verification, or with `clean` the newest that found nothing. Null when there is none. */
export async function lastVerification(
  tx: TenantTx,
  { clean }: { clean?: true } = {},
): Promise<StoredVerification | null> {
  const [row] = await tx
    .select()
    .from(verifications)
    .where(
      and(eq(verifications.tenantId, tx.scope.tenantId), clean ? eq(verifications.clean, true) : undefined),
    )
    .orderBy(desc(verifications.verifiedAt))
    .limit(1);
  if (!row) return null;
  const { position, hash, verifiedAt } = row;
  return { position, hash, clean: row.clean, findings: findingsSchema.parse(row.findings), verifiedAt };
}
