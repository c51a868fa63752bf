import { and, desc, eq } from 'drizzle-orm';
import { auditLog, users } from '#db/schema/identity.ts';
import type { TenantTx } from '#db/tenancy.ts';
import type { Instant } from '#lib/clock.ts';
import type { Id } from '#lib/ids.ts';
import { dismissFile } from './resolve-file.ts';

/** Who put a file aside the last time, and when; null when nobody did. */
export async function dismissalOf(
  tx: TenantTx,
  statementFileId: Id,
): Promise<{ readonly by: string | null; readonly at: Instant } | null> {
  const [last] = await tx
    .select({ by: users.name, at: auditLog.createdAt })
    .from(auditLog)
    .leftJoin(users, and(eq(users.tenantId, auditLog.tenantId), eq(users.id, auditLog.userId)))
    .where(
      and(
        eq(auditLog.tenantId, tx.scope.tenantId),
        eq(auditLog.resourceId, statementFileId),
        eq(auditLog.action, dismissFile.type),
      ),
    )
    .orderBy(desc(auditLog.lastPosition))
    .limit(1);
  return last ?? null;
}
