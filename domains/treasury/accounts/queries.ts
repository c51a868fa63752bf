import { and, asc, desc, eq } from 'drizzle-orm';
import { accountBalances, bankAccounts } from '#db/schema/statements.ts';
import type { TenantTx } from '#db/tenancy.ts';
import { type CalendarDate, isCalendarDate } from '#lib/dates.ts';
import { NexusError } from '#lib/errors.ts';
import { type Id, isId } from '#lib/ids.ts';
import { type EntityView, inView } from '../../identity/workspace/entity-view.ts';

export type AccountRow = typeof bankAccounts.$inferSelect;

/** The accounts of the view by their short names; closed ones come last. */
export async function listAccounts(
  tx: TenantTx,
  view: EntityView = tx.scope.entities,
): Promise<AccountRow[]> {
  const rows = await tx
    .select()
    .from(bankAccounts)
    .where(and(eq(bankAccounts.tenantId, tx.scope.tenantId), inView(bankAccounts.entityId, view)))
    .orderBy(asc(bankAccounts.shortName), asc(bankAccounts.id));
  return [...rows.filter((row) => row.closedOn === null), ...rows.filter((row) => row.closedOn !== null)];
}

/** One account that the scope may see. Throws a NexusError `notFound`. */
export async function accountDetail(tx: TenantTx, id: Id): Promise<AccountRow> {
  const { tenantId, entities } = tx.scope;
  const [account] = isId(id)
    ? await tx
        .select()
        .from(bankAccounts)
        .where(
          and(
            eq(bankAccounts.tenantId, tenantId),
            eq(bankAccounts.id, id),
            inView(bankAccounts.entityId, entities),
          ),
        )
    : [];
  if (!account) throw new NexusError('notFound', 'There is no such account.');
  return account;
}

/** The closing balance of one day; signed. `origin` says whether the bank's statement or a person gave it. */
export type DayOfAccount = Pick<
  typeof accountBalances.$inferSelect,
  'date' | 'amount' | 'currency' | 'statementId' | 'note' | 'attachmentName'
> & { readonly origin: 'statement' | 'entered' };

/** The account's last closing balances, newest first. */
export async function lastBalances(tx: TenantTx, accountId: Id, limit: number): Promise<DayOfAccount[]> {
  const rows = await tx
    .select({
      date: accountBalances.date,
      amount: accountBalances.amount,
      currency: accountBalances.currency,
      statementId: accountBalances.statementId,
      origin: accountBalances.origin,
      note: accountBalances.note,
      attachmentName: accountBalances.attachmentName,
    })
    .from(accountBalances)
    .where(
      and(
        eq(accountBalances.tenantId, tx.scope.tenantId),
        eq(accountBalances.bankAccountId, accountId),
        inView(accountBalances.entityId, tx.scope.entities),
      ),
    )
    .orderBy(desc(accountBalances.date))
    .limit(limit);
  return rows as DayOfAccount[];
}

/** The file that proves the balance of a day. Throws a NexusError `notFound` where nobody laid one beside it. */
export async function proofOfBalance(
  tx: TenantTx,
  accountId: Id,
  date: CalendarDate,
): Promise<{ name: string; sha256: string }> {
  const [found] =
    isId(accountId) && isCalendarDate(date)
      ? await tx
          .select({ name: accountBalances.attachmentName, sha256: accountBalances.attachmentSha256 })
          .from(accountBalances)
          .where(
            and(
              eq(accountBalances.tenantId, tx.scope.tenantId),
              eq(accountBalances.bankAccountId, accountId),
              eq(accountBalances.date, date),
              inView(accountBalances.entityId, tx.scope.entities),
            ),
          )
      : [];
  if (!found?.name || !found.sha256) throw new NexusError('notFound', 'No file proves this balance.');
  return { name: found.name, sha256: found.sha256 };
}
