import { isDeepStrictEqual } from 'node:util';
import { addDecimals, type Decimal, formatDecimal, parseDecimal, rescale } from '#lib/decimal.ts';
import { derivedId, type Id } from '#lib/ids.ts';
import { AMOUNT_SCALE } from '#lib/money.ts';
import { accountOr, findAccount, type KnownAccount } from './accounts-in-files.ts';
import { LIMITS, type StatementSink } from './formats/reader.ts';
import type {
  ParsedRow,
  StatementAccount,
  StatementProblem,
  StatementStart,
  StatementSummary,
} from './parsed-statement.ts';

type Side = { total: Decimal; count: number };

/** The account that a file means by what it writes of it. */
type Written = {
  readonly named: StatementAccount;
  readonly currency: string | null;
  readonly account: KnownAccount | null;
};

/** What one statement of a file is, without its rows. */
export type SurveyedStatement = Written & {
  readonly indexInFile: number;
  summary: StatementSummary | null;
  rowCount: number;
  fromDate: string | null;
  toDate: string | null;
  credit: Side;
  debit: Side;
};

const nothing = (): Side => ({ total: { coefficient: 0n, scale: 0 }, count: 0 });

/** The first pass over a file: its statements, sums and problems. Rows are counted, not kept, so memory stays flat. */
export class Survey implements StatementSink {
  readonly statements: SurveyedStatement[] = [];
  readonly problems: StatementProblem[] = [];
  readonly #accounts: readonly KnownAccount[];
  readonly #otherwise: string | undefined;
  /** Accounts by how the file writes them: it may have a hundred thousand statements of a few. */
  readonly #written = new Map<string, Written>();

  /** `otherwise` is the account of statements that name none. */
  constructor(accounts: readonly KnownAccount[], otherwise?: string) {
    this.#accounts = accounts;
    this.#otherwise = otherwise;
  }

  statement(start: StatementStart, index: number): void {
    this.statements[index] = {
      ...this.#writtenAs(start),
      indexInFile: index,
      summary: null,
      rowCount: 0,
      fromDate: null,
      toDate: null,
      credit: nothing(),
      debit: nothing(),
    };
  }

  row(row: ParsedRow, index: number): void {
    const statement = this.statements[index];
    if (!statement) return;
    statement.rowCount++;
    if (row.status !== 'booked') return;
    const side = row.direction === 'credit' ? statement.credit : statement.debit;
    side.total = addDecimals(side.total, parseDecimal(row.amount));
    side.count++;
    if (!statement.fromDate || row.bookingDate < statement.fromDate) statement.fromDate = row.bookingDate;
    if (!statement.toDate || row.bookingDate > statement.toDate) statement.toDate = row.bookingDate;
  }

  statementEnd(summary: StatementSummary, index: number): void {
    const statement = this.statements[index];
    if (!statement) return;
    const { account } = summary;
    // What says the same is kept once.
    const isSame = isDeepStrictEqual(account, statement.named);
    statement.summary = isSame ? { ...summary, account: statement.named } : summary;
    // The closing day is the statement's day, also when nothing was booked on it.
    const closing = summary.closingBalance?.date;
    if (closing && (!statement.toDate || closing > statement.toDate)) statement.toDate = closing;
    statement.fromDate ??= statement.toDate;
  }

  problem(problem: StatementProblem): void {
    this.problems.push(problem);
  }

  #writtenAs({ account, openingBalance }: StatementStart): Written {
    const currency = account.currency ?? openingBalance?.currency ?? null;
    const key = JSON.stringify([account, currency]);
    const known = this.#written.get(key);
    if (known) return known;
    const named = accountOr(account, this.#otherwise);
    const written = { named, currency, account: findAccount(this.#accounts, named, currency) };
    if (this.#written.size < LIMITS.openStatements) this.#written.set(key, written);
    return written;
  }
}

export const statementIdOf = (tenantId: Id, sha256: string, index: number): Id =>
  derivedId(tenantId, 'statement', sha256, index);

/** A surveyed statement as the event tells it, with its `format` where the file has several. The account must be known. */
export function toldStatement(tenantId: Id, sha256: string, statement: SurveyedStatement, format?: string) {
  const { account, summary } = statement;
  if (!account || !summary)
    throw new Error('A statement is told when its account is known and its end was read.');
  return {
    id: statementIdOf(tenantId, sha256, statement.indexInFile),
    indexInFile: statement.indexInFile,
    bankAccountId: account.id,
    entityId: account.entityId,
    currency: account.currency,
    summary,
    rowCount: statement.rowCount,
    fromDate: statement.fromDate,
    toDate: statement.toDate,
    creditTotal: sumText(statement.credit),
    creditCount: statement.credit.count,
    debitTotal: sumText(statement.debit),
    debitCount: statement.debit.count,
    ...(format && { format }),
  };
}

/** A sum as an amount is written. */
export function sumText({ total }: Side): string {
  return formatDecimal(rescale(total, Math.min(total.scale, AMOUNT_SCALE)) ?? total);
}
