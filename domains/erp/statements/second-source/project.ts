import { and, between, eq, inArray, isNull } from 'drizzle-orm';
import type { ProjectionTx } from '#db/event-store/projector.ts';
import { insertRows } from '#db/insert.ts';
import { bankAccounts, statementDifferences, statements } from '#db/schema/statements.ts';
import { derivedId } from '#lib/ids.ts';
import type { Recorded } from '../project-file.ts';

/** What a second source tells otherwise than the leading one; of each day the last comparison counts. */
export async function projectComparison(
  tx: ProjectionTx,
  { tenantId, data, recordedAt }: Recorded<'StatementCompared'>,
): Promise<void> {
  const { statementId, leadingFormat, differences, from, to, isSuperseded } = data;
  if (isSuperseded)
    await tx
      .update(statements)
      .set({ comparedWith: leadingFormat, updatedAt: recordedAt })
      .where(and(eq(statements.tenantId, tenantId), eq(statements.id, statementId)));
  await tx
    .delete(statementDifferences)
    .where(
      and(
        eq(statementDifferences.tenantId, tenantId),
        eq(statementDifferences.statementId, statementId),
        between(statementDifferences.date, from, to),
      ),
    );
  await insertRows(
    tx,
    statementDifferences,
    differences.map((difference, index) => ({
      tenantId,
      id: derivedId(tenantId, 'statement-difference', statementId, from, index),
      statementId,
      ...difference,
      createdAt: recordedAt,
      updatedAt: recordedAt,
    })),
  );
}

/** The format of an account's first statement leads, until a person chooses another. */
export async function chooseLeadingFormats(
  tx: ProjectionTx,
  imported: readonly { bankAccountId: string; kind: string; format: string }[],
): Promise<void> {
  const told = imported.filter(({ kind }) => kind === 'endOfDay');
  for (const format of new Set(told.map((statement) => statement.format))) {
    const ids = told
      .filter((statement) => statement.format === format)
      .map((statement) => statement.bankAccountId);
    await tx
      .update(bankAccounts)
      .set({ leadingFormat: format })
      .where(
        and(
          eq(bankAccounts.tenantId, tx.tenantId),
          inArray(bankAccounts.id, [...new Set(ids)]),
          isNull(bankAccounts.leadingFormat),
        ),
      );
  }
}
