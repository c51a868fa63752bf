import { type AnyColumn, and, eq, or, type SQL, sql } from 'drizzle-orm';
import { arrayLiteral } from '#db/insert.ts';
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
  /** What an intraday report or an advice announced is not known to be booked: only rows of one kind are compared. */
  readonly kind: string;
  readonly statementNumber: string | null;
  readonly fromDate: string | null;
  readonly toDate: string | null;
};

/** A row that is here already, or comes earlier in the same step, and the statement that it came with. */
export type LookAlike = Omit<Coverage, 'statementNumber'> & {
  readonly id: Id;
  readonly fingerprint: string;
  readonly occurrence: number;
  readonly bankReference: string | null;
  readonly amount: string;
  readonly direction: string;
  readonly date: string;
  readonly number: string | null;
};

/** A row that is about to be imported, as those after it will meet it. */
export function lookAlike(
  { id, row, fingerprint, occurrence }: Candidate & { id: Id },
  coverage: Coverage,
): LookAlike {
  const { statementNumber, ...rest } = coverage;
  const { bankReference, amount, direction, bookingDate } = row;
  return {
    ...rest,
    id,
    fingerprint,
    occurrence,
    bankReference,
    amount,
    direction,
    date: bookingDate,
    number: statementNumber,
  };
}

/** The stored rows that any of these could be: of the same account and day, with the same fingerprint or reference of the bank. */
export async function loadLookAlikes(
  tx: TenantTx,
  parts: readonly { coverage: Coverage; candidates: readonly Candidate[] }[],
): Promise<LookAlike[]> {
  const candidates = parts.flatMap((part) => part.candidates);
  if (candidates.length === 0) return [];
  const references = candidates.flatMap(({ row }) => row.bankReference ?? []);
  return tx
    .select({
      id: statementRows.id,
      bankAccountId: statementRows.bankAccountId,
      fingerprint: statementRows.fingerprint,
      occurrence: statementRows.occurrence,
      bankReference: statementRows.bankReference,
      amount: statementRows.amount,
      direction: statementRows.direction,
      date: statementRows.transactionDate,
      statementId: statements.id,
      kind: statements.kind,
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
        oneOf(
          statementRows.bankAccountId,
          parts.map(({ coverage }) => coverage.bankAccountId),
          'uuid',
        ),
        oneOf(
          statementRows.transactionDate,
          candidates.map(({ row }) => row.bookingDate),
          'date',
        ),
        or(
          oneOf(
            statementRows.fingerprint,
            candidates.map(({ fingerprint }) => fingerprint),
            'text',
          ),
          references.length > 0 ? oneOf(statementRows.bankReference, references, 'text') : undefined,
        ),
      ),
    );
}

/** One parameter for the whole list, however long it is. */
function oneOf(column: AnyColumn, values: readonly string[], type: 'uuid' | 'date' | 'text'): SQL {
  return sql`${column} = ANY (${arrayLiteral([...new Set(values)])}::text::${sql.raw(type)}[])`;
}

/**
 * Which of these rows are here already, by row number: the bank's own reference matches, or fingerprint and occurrence match and the statement's number
 * or period overlaps the one that the row came with.
 */
export function knownRows(
  lookAlikes: readonly LookAlike[],
  coverage: Coverage,
  candidates: readonly Candidate[],
): Map<number, Id> {
  const others = lookAlikes.filter(
    (other) =>
      other.bankAccountId === coverage.bankAccountId &&
      other.kind === coverage.kind &&
      other.statementId !== coverage.statementId,
  );
  const byDate = Map.groupBy(others, (other) => other.date);
  const known = new Map<number, Id>();
  for (const { row, fingerprint, occurrence } of candidates) {
    const same = byDate
      .get(row.bookingDate)
      ?.find(
        (other) =>
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
