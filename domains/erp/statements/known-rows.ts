import { and, eq, inArray, or } from 'drizzle-orm';
import { statementRows, statements } from '#db/schema/statements.ts';
import type { TenantTx } from '#db/tenancy.ts';
import { compareDecimals, parseDecimal } from '#lib/decimal.ts';
import type { Id } from '#lib/ids.ts';
import type { ParsedRow } from './parsed-statement.ts';

/** A row of a file with what tells it apart from others. */
export type Candidate = {
  readonly row: ParsedRow;
  readonly fingerprint: string;
  /** The nth identical row of that day in this file. */
  readonly occurrence: number;
};

/** The statement that the rows came with, as far as it decides what is known. */
export type Coverage = {
  readonly statementId: Id;
  readonly bankAccountId: Id;
  readonly statementNumber: string | null;
  readonly fromDate: string | null;
  readonly toDate: string | null;
};

/**
 * Which of these rows are here already, by row number: the bank's own reference matches, or fingerprint and occurrence match and the statement's number
 * or period overlaps the one that the row came with.
 */
export async function findKnownRows(
  tx: TenantTx,
  coverage: Coverage,
  candidates: readonly Candidate[],
): Promise<Map<number, Id>> {
  if (candidates.length === 0) return new Map();
  const references = candidates.flatMap(({ row }) => row.bankReference ?? []);
  const found = await tx
    .select({
      id: statementRows.id,
      fingerprint: statementRows.fingerprint,
      occurrence: statementRows.occurrence,
      bankReference: statementRows.bankReference,
      amount: statementRows.amount,
      direction: statementRows.direction,
      date: statementRows.transactionDate,
      statementId: statements.id,
      number: statements.statementNumber,
      fromDate: statements.fromDate,
      toDate: statements.toDate,
    })
    .from(statementRows)
    .innerJoin(
      statements,
      and(eq(statements.tenantId, statementRows.tenantId), eq(statements.id, statementRows.statementId)),
    )
    .where(
      and(
        eq(statementRows.tenantId, tx.scope.tenantId),
        eq(statementRows.bankAccountId, coverage.bankAccountId),
        inArray(statementRows.transactionDate, [...new Set(candidates.map(({ row }) => row.bookingDate))]),
        or(
          inArray(statementRows.fingerprint, [...new Set(candidates.map((c) => c.fingerprint))]),
          references.length > 0 ? inArray(statementRows.bankReference, [...new Set(references)]) : undefined,
        ),
      ),
    );
  const known = new Map<number, Id>();
  for (const { row, fingerprint, occurrence } of candidates) {
    const same = found.find(
      (other) =>
        other.statementId !== coverage.statementId &&
        other.occurrence === occurrence &&
        (sameReference(other, row) || (other.fingerprint === fingerprint && overlaps(other, coverage))),
    );
    if (same) known.set(row.rowNumber, same.id);
  }
  return known;
}

function sameReference(
  other: { bankReference: string | null; amount: string; direction: string; date: string },
  row: ParsedRow,
): boolean {
  return (
    row.bankReference !== null &&
    other.bankReference === row.bankReference &&
    other.direction === row.direction &&
    other.date === row.bookingDate &&
    compareDecimals(parseDecimal(other.amount), parseDecimal(row.amount)) === 0
  );
}

function overlaps(
  other: { number: string | null; fromDate: string | null; toDate: string | null },
  coverage: Coverage,
): boolean {
  if (!other.fromDate || !other.toDate || !coverage.fromDate || !coverage.toDate) {
    return other.number !== null && other.number === coverage.statementNumber;
  }
  return other.fromDate <= coverage.toDate && coverage.fromDate <= other.toDate;
}
