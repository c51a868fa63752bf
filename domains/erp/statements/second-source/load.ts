import { driverOf } from '#db/client.ts';
import { arrayLiteral } from '#db/insert.ts';
import type { TenantTx } from '#db/tenancy.ts';
import { addDays, type CalendarDate } from '#lib/dates.ts';
import type { Id } from '#lib/ids.ts';
import { type DayAmount, joinPeriods, type Period } from './compare.ts';

/** The statement that is being taken in, as far as other sources are held against it. */
export type Compared = {
  readonly statementId: Id;
  readonly bankAccountId: Id;
  readonly fromDate: CalendarDate | null;
  readonly toDate: CalendarDate | null;
};

/** Statements of the same days that came in other formats. */
export type OtherSource = {
  /** Whether the statement's own format is the account's leading one: then its rows hold. */
  readonly leads: boolean;
  /** The account's leading format. */
  readonly leadingFormat: string;
  readonly format: string;
  readonly statements: readonly (Period & { readonly id: Id; readonly format: string })[];
  /** The days that the others tell of. */
  readonly covered: readonly Period[];
};

/** The accounts of a file of which statements in another format are here, or in the file as well. */
export async function accountsWithOtherSources(tx: TenantTx, statementFileId: Id): Promise<Set<Id>> {
  const rows = await driverOf(tx).unsafe<{ id: Id }[]>(
    `SELECT a.id FROM (SELECT DISTINCT bank_account_id AS id, format FROM statements
                        WHERE tenant_id = $1 AND statement_file_id = $2 AND kind = 'endOfDay') AS a
      WHERE EXISTS (SELECT 1 FROM statements s WHERE s.tenant_id = $1 AND s.bank_account_id = a.id AND s.kind = 'endOfDay'
                      AND s.format <> a.format)`,
    [tx.scope.tenantId, statementFileId],
  );
  return new Set(rows.map(({ id }) => id));
}

/** Null when no other source tells of the statement's days: no other file, nor what comes before it in its own. */
export async function loadOtherSource(tx: TenantTx, statement: Compared): Promise<OtherSource | null> {
  const { statementId, bankAccountId, fromDate, toDate } = statement;
  if (!fromDate || !toDate) return null;
  const found = await driverOf(tx).unsafe<
    { id: Id; from: CalendarDate; to: CalendarDate; format: string; own: string; leading: string | null }[]
  >(
    `SELECT s.id, s.from_date::text AS from, s.to_date::text AS to, s.format, own.format AS own, a.leading_format AS leading
       FROM statements own
       JOIN bank_accounts a ON a.tenant_id = own.tenant_id AND a.id = own.bank_account_id
       JOIN statements s ON s.tenant_id = own.tenant_id AND s.bank_account_id = own.bank_account_id
        AND s.format <> own.format AND s.kind = 'endOfDay' AND s.from_date <= $5 AND s.to_date >= $4
        AND CASE WHEN s.statement_file_id = own.statement_file_id THEN s.index_in_file < own.index_in_file
                 ELSE s.status = 'imported' END
      WHERE own.tenant_id = $1 AND own.id = $2 AND own.bank_account_id = $3 AND own.kind = 'endOfDay'
      ORDER BY s.from_date, s.id`,
    [tx.scope.tenantId, statementId, bankAccountId, fromDate, toDate],
  );
  const [first] = found;
  if (!first) return null;
  const leadingFormat = first.leading ?? first.format;
  return {
    leads: leadingFormat === first.own,
    leadingFormat,
    format: first.own,
    statements: found.map(({ id, from, to, format }) => ({ id, from, to, format })),
    covered: joinPeriods(found, (day) => addDays(day, 1)),
  };
}

/** A booked row of another source: the nth of its day, direction and amount there. */
export type OtherRow = DayAmount & {
  readonly id: Id;
  readonly statementId: Id;
  readonly rowNumber: number;
  readonly currency: string;
  readonly nth: number;
  readonly description: string;
};

/** The booked rows of the other source on these days. */
export async function loadOtherRows(
  tx: TenantTx,
  statement: Compared,
  { statements }: OtherSource,
  days: readonly CalendarDate[],
): Promise<OtherRow[]> {
  return driverOf(tx).unsafe<OtherRow[]>(
    `SELECT r.id, r.statement_id AS "statementId", r.row_number AS "rowNumber", r.transaction_date::text AS "bookingDate", r.direction, r.amount, r.currency,
            r.description,
            (row_number() OVER (PARTITION BY r.transaction_date, r.direction, r.amount ORDER BY r.created_at, r.statement_id, r.row_number))::int AS nth
       FROM statement_rows r
      WHERE r.tenant_id = $1 AND r.bank_account_id = $2 AND r.transaction_date = ANY ($3::text::date[])
        AND r.statement_id = ANY ($4::text::uuid[]) AND r.status = 'booked'`,
    [
      tx.scope.tenantId,
      statement.bankAccountId,
      arrayLiteral([...new Set(days)]),
      arrayLiteral(statements.map(({ id }) => id)),
    ],
  );
}

/** Closing balances of one day that the two sources give differently; signed. */
type UnlikeBalance = {
  readonly otherId: Id;
  readonly date: CalendarDate;
  readonly own: string;
  readonly other: string;
  readonly currency: string;
};

export async function loadUnlikeBalances(
  tx: TenantTx,
  { statementId }: Compared,
  { statements }: OtherSource,
): Promise<UnlikeBalance[]> {
  return driverOf(tx).unsafe<UnlikeBalance[]>(
    `SELECT DISTINCT ON (own.id) other.id AS "otherId", own.closing_date::text AS date, own.closing_balance AS own, other.closing_balance AS other, own.currency
       FROM statements own JOIN statements other ON other.tenant_id = own.tenant_id AND other.id = ANY ($3::text::uuid[])
        AND other.closing_date = own.closing_date
      WHERE own.tenant_id = $1 AND own.id = $2 AND other.closing_balance <> own.closing_balance
        AND NOT EXISTS (SELECT 1 FROM statements same WHERE same.tenant_id = own.tenant_id AND same.id = ANY ($3::text::uuid[])
                          AND same.closing_date = own.closing_date AND same.closing_balance = own.closing_balance)
      ORDER BY own.id, other.id`,
    [tx.scope.tenantId, statementId, arrayLiteral(statements.map(({ id }) => id))],
  );
}
