import { type statementBalances, statements } from '#db/schema/statements.ts';
import type { Instant } from '#lib/clock.ts';
import { derivedId, type Id } from '#lib/ids.ts';
import type { StatementSummary } from './parsed-statement.ts';
import type { DayBalance } from './record-balances.ts';

/** What of a statement tells its account's closing balance: a file may have a hundred thousand of them. */
export const closingColumns = {
  id: statements.id,
  bankAccountId: statements.bankAccountId,
  entityId: statements.entityId,
  kind: statements.kind,
  currency: statements.currency,
  closingBalance: statements.closingBalance,
  closingDate: statements.closingDate,
  toDate: statements.toDate,
  comparedWith: statements.comparedWith,
};

type Statement = Pick<typeof statements.$inferSelect, keyof typeof closingColumns>;

/** What the bank says of a statement as a whole, as the columns of its row. */
export function columnsOf(summary: StatementSummary) {
  return {
    statementNumber: summary.statementId,
    sequenceNumber: summary.sequenceNumber,
    openingBalance: summary.openingBalance?.amount ?? null,
    openingDate: summary.openingBalance?.date ?? null,
    closingBalance: summary.closingBalance?.amount ?? null,
    closingDate: summary.closingBalance?.date ?? null,
    balanceCheck: summary.balanceCheck,
    balanceDifference: summary.balanceDifference,
  };
}

/** Every balance that the bank gave with the statement. */
export function balanceRows(
  tenantId: Id,
  statementId: Id,
  { balances }: StatementSummary,
  recordedAt: Instant,
): (typeof statementBalances.$inferInsert)[] {
  return balances.map((balance, index) => ({
    tenantId,
    id: derivedId(tenantId, 'statement-balance', statementId, index),
    statementId,
    ...balance,
    createdAt: recordedAt,
    updatedAt: recordedAt,
  }));
}

/** The account's closing balance by the statement; none of one that moves no balance, or does not say it. */
export function closingBalances(statement: Statement, recordedAt: Instant): DayBalance[] {
  const { closingBalance, toDate } = statement;
  if (statement.kind !== 'endOfDay' || statement.comparedWith !== null) return [];
  if (closingBalance === null || toDate === null) return [];
  return [
    {
      bankAccountId: statement.bankAccountId,
      statementId: statement.id,
      entityId: statement.entityId,
      date: statement.closingDate ?? toDate,
      amount: closingBalance,
      currency: statement.currency,
      origin: 'statement',
      note: '',
      attachmentName: null,
      attachmentSha256: null,
      recordedAt,
    },
  ];
}
