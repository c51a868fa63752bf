import { driverOf } from '#db/client.ts';
import { arrayLiteral } from '#db/insert.ts';
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
  const { statementId, bankAccountId, kind, statementNumber, fromDate, toDate } = coverage;
  const { bankReference, amount, direction, bookingDate } = row;
  return {
    ...{ statementId, bankAccountId, kind, fromDate, toDate },
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
  parts: readonly { statement: Coverage; candidates: readonly Candidate[] }[],
): Promise<LookAlike[]> {
  const asked = parts.flatMap(({ statement, candidates }) =>
    candidates.map(({ row, fingerprint }) => ({ account: statement.bankAccountId, row, fingerprint })),
  );
  if (asked.length === 0) return [];
  const referring = asked.filter(({ row }) => row.bankReference !== null);
  return driverOf(tx).unsafe<LookAlike[]>(
    `${lookUp('fingerprint', 2)} UNION ALL ${lookUp('bank_reference', 5)}`,
    [
      tx.scope.tenantId,
      ...columnsOf(asked, ({ fingerprint }) => fingerprint),
      ...columnsOf(referring, ({ row }) => row.bankReference),
    ],
  );
}

type Asked = { readonly account: Id; readonly row: ParsedRow; readonly fingerprint: string };

function columnsOf(asked: readonly Asked[], value: (one: Asked) => string | null): string[] {
  return [
    arrayLiteral(asked.map(({ account }) => account)),
    arrayLiteral(asked.map(({ row }) => row.bookingDate)),
    arrayLiteral(asked.map(value)),
  ];
}

/**
 * Rows by account, day and one column, each looked up by its index: OFFSET keeps the planner from walking through all rows of the day instead, of
 * which there may be a hundred thousand. `at` is the place of the first of three parameters.
 */
const lookUp = (column: 'fingerprint' | 'bank_reference', at: number) =>
  `SELECT r.id, r.bank_account_id AS "bankAccountId", r.fingerprint, r.occurrence, r.bank_reference AS "bankReference", r.amount, r.direction,
          r.transaction_date::text AS date, s.id AS "statementId", s.kind, s.statement_number AS number,
          s.from_date::text AS "fromDate", s.to_date::text AS "toDate"
     FROM (SELECT DISTINCT * FROM unnest($${at}::text::uuid[], $${at + 1}::text::date[], $${at + 2}::text::text[])) AS c(account, day, value)
    CROSS JOIN LATERAL (SELECT * FROM statement_rows
                         WHERE tenant_id = $1 AND bank_account_id = c.account AND ${column} = c.value OFFSET 0) AS r
    CROSS JOIN LATERAL (SELECT * FROM statements WHERE tenant_id = $1 AND id = r.statement_id OFFSET 0) AS s
    WHERE r.transaction_date = c.day`;

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
