import { and, eq, isNull, lte, or, sql } from 'drizzle-orm';
import type { ProjectionTx } from '#db/event-store/projector.ts';
import { insertRows } from '#db/insert.ts';
import { accountBalances, bankAccounts } from '#db/schema/statements.ts';
import type { Instant } from '#lib/clock.ts';
import { derivedId, type Id } from '#lib/ids.ts';

/** The closing booked balance of one account on one day; signed. */
export type DayBalance = {
  readonly bankAccountId: Id;
  readonly statementId: Id | null;
  readonly entityId: string;
  readonly date: string;
  readonly amount: string;
  readonly currency: string;
  readonly origin: 'statement' | 'entered';
  /** Where it comes from, in the words of who entered it. */
  readonly note: string;
  readonly attachmentName: string | null;
  readonly attachmentSha256: string | null;
  readonly recordedAt: Instant;
};

/** Notes closing balances: the bank's word replaces what was entered by hand, and the latest day is the account's cash. */
export async function recordBalances(tx: ProjectionTx, balances: readonly DayBalance[]): Promise<void> {
  const latest = new Map<string, DayBalance & { firstRecordedAt: Instant }>();
  for (const balance of balances) {
    const key = `${balance.bankAccountId}/${balance.date}`;
    const firstRecordedAt = latest.get(key)?.firstRecordedAt ?? balance.recordedAt;
    latest.set(key, { ...balance, firstRecordedAt });
  }
  await insertRows(
    tx,
    accountBalances,
    [...latest.values()].map(({ recordedAt, firstRecordedAt, ...balance }) => ({
      tenantId: tx.tenantId,
      id: derivedId(tx.tenantId, 'account-balance', balance.bankAccountId, balance.date),
      ...balance,
      createdAt: firstRecordedAt,
      updatedAt: recordedAt,
    })),
    `ON CONFLICT (tenant_id, id) DO UPDATE SET statement_id = excluded.statement_id, amount = excluded.amount,
       currency = excluded.currency, origin = excluded.origin, note = excluded.note,
       attachment_name = excluded.attachment_name, attachment_sha256 = excluded.attachment_sha256, updated_at = excluded.updated_at
     WHERE excluded.origin = 'statement' OR account_balances.origin = 'entered'`,
  );
  for (const accountId of new Set(balances.map((balance) => balance.bankAccountId))) {
    const [last] = await tx
      .select({ date: accountBalances.date, amount: accountBalances.amount })
      .from(accountBalances)
      .where(and(eq(accountBalances.tenantId, tx.tenantId), eq(accountBalances.bankAccountId, accountId)))
      .orderBy(sql`${accountBalances.date} DESC`)
      .limit(1);
    if (!last) continue;
    await tx
      .update(bankAccounts)
      .set({ balance: last.amount, balanceDate: last.date })
      .where(
        and(
          eq(bankAccounts.tenantId, tx.tenantId),
          eq(bankAccounts.id, accountId),
          or(isNull(bankAccounts.balanceDate), lte(bankAccounts.balanceDate, last.date)),
        ),
      );
  }
}
