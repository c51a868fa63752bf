import type { Id } from '#lib/ids.ts';
import type { Coverage } from './known-rows.ts';
import type { StatementSummary } from './parsed-statement.ts';
import { type SurveyedStatement, statementIdOf } from './survey.ts';

/** What is kept of a statement that was told while its rows are taken in: a file may have a hundred thousand statements. */
export type ExpectedStatement = Coverage & {
  readonly indexInFile: number;
  readonly entityId: string;
  readonly kind: StatementSummary['kind'];
  readonly openingAmount: string | null;
  /** Where the file has several. */
  readonly format: string | undefined;
};

/** Its account must be known, and its end read. */
export function expectedStatement(
  tenantId: Id,
  sha256: string,
  { indexInFile, account, summary, fromDate, toDate }: SurveyedStatement,
  format: string | undefined,
): ExpectedStatement {
  if (!account || !summary) throw new Error('Rows are expected of a statement that was told.');
  return {
    statementId: statementIdOf(tenantId, sha256, indexInFile),
    bankAccountId: account.id,
    kind: summary.kind,
    statementNumber: summary.statementId,
    fromDate,
    toDate,
    indexInFile,
    entityId: account.entityId,
    openingAmount: summary.openingBalance?.amount ?? null,
    format,
  };
}
