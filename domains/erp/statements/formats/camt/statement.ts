import { createHash } from 'node:crypto';
import type {
  ParsedRow,
  StatementAccount,
  StatementStart,
  StatementSummary,
  TypedBalance,
} from '../../parsed-statement.ts';
import { checkBalance, DecimalSum } from '../amounts.ts';
import { LIMITS } from '../reader.ts';
import { NO_ACCOUNT } from './account.ts';
import { type CamtBalance, plainBalance, typedBalance } from './balance.ts';
import type { Owner } from './party.ts';
import { noCounts, type Totals } from './totals.ts';

/** `StmtPgntn`, or `MsgPgntn` of the message around. */
export type Page = { number: number; isLast: boolean; isOfMessage: boolean };

/** What stands in a statement before its entries. */
export class StatementHead {
  readonly line: number;
  account: StatementAccount = NO_ACCOUNT;
  id: string | null = null;
  sequenceNumber: string | null = null;
  createdAt: string | null = null;
  from: string | null = null;
  to: string | null = null;
  page: Page | null = null;
  totals: Totals | null = null;
  readonly balances: CamtBalance[] = [];

  constructor(line: number) {
    this.line = line;
  }
}

/** One statement that is being read, over all its pages. */
export class OpenStatement {
  readonly index: number;
  readonly kind: StatementStart['kind'];
  readonly line: number;
  readonly account: StatementAccount;
  readonly id: string | null;
  readonly sequenceNumber: string | null;
  readonly #asOf: string | null;
  readonly #day: string | null;
  readonly #balances: TypedBalance[] = [];
  page: Page | null;
  opening: CamtBalance | null = null;
  closing: CamtBalance | null = null;
  announced = false;
  rowCount = 0;
  unreadRows = 0;
  foreignRows = 0;
  /** What the bank counts, of a statement that is on one page. */
  readonly totals: Totals | null;
  readonly counts = noCounts();
  /** Booked rows without a booking date, and where the first of them is. */
  undated = { count: 0, line: 0 };
  readonly #credits = new DecimalSum();
  readonly #debits = new DecimalSum();
  #firstRaw = '';
  #lastRaw = '';

  constructor(index: number, kind: StatementStart['kind'], head: StatementHead) {
    this.index = index;
    this.kind = kind;
    this.line = head.line;
    this.account = { ...head.account };
    this.id = head.id;
    this.sequenceNumber = head.sequenceNumber;
    this.page = head.page;
    this.totals = head.page === null ? head.totals : null;
    this.#asOf = head.to ?? (kind === 'endOfDay' ? null : head.createdAt);
    this.#day = (head.to ?? head.createdAt)?.slice(0, 10) ?? null;
    for (const balance of head.balances) this.addBalance(balance);
  }

  addBalance(balance: CamtBalance): void {
    this.account.currency ??= balance.currency;
    if (this.#balances.length < LIMITS.balancesPerStatement) this.#balances.push(typedBalance(balance));
    if (balance.opening > (this.opening?.opening ?? 0)) this.opening = balance;
    if (balance.closing > 0 && balance.closing >= (this.closing?.closing ?? 0)) this.closing = balance;
  }

  get owner(): Owner {
    const { iban, other, owner } = this.account;
    return { account: iban ?? other, name: owner };
  }

  /** For an entry that has neither booking nor value date. */
  get day(): string | null {
    return this.closing?.date ?? this.#day ?? this.opening?.date ?? null;
  }

  count(row: ParsedRow, raw: string): void {
    if (this.#firstRaw === '') this.#firstRaw = raw;
    this.#lastRaw = raw;
    if (row.currency !== this.account.currency) this.foreignRows++;
    this.counts.all[row.direction]++;
    if (row.status !== 'booked') return;
    this.counts.booked[row.direction]++;
    if (row.direction === 'credit') this.#credits.add(row.amount);
    else this.#debits.add(row.amount);
  }

  /** Of the booked rows. */
  get sums(): { credit: string; debit: string } {
    return { credit: this.#credits.toString(), debit: this.#debits.toString() };
  }

  start(): StatementStart {
    const closingDay = this.closing?.date ?? null;
    const isSameDay = closingDay !== null && this.#asOf?.slice(0, 10) === closingDay;
    return {
      kind: this.kind,
      account: this.account,
      statementId: this.id,
      sequenceNumber: this.sequenceNumber,
      asOf: isSameDay ? null : this.#asOf,
      openingBalance: this.opening && plainBalance(this.opening),
    };
  }

  /** Rows in several currencies prove nothing. */
  summary(): StatementSummary {
    const start = this.start();
    const closingBalance = this.closing && plainBalance(this.closing);
    const rows = new DecimalSum();
    rows.add(this.#credits.toString());
    rows.add(this.#debits.toString(), true);
    const opening = this.foreignRows > 0 ? null : start.openingBalance;
    const check = checkBalance(opening, rows.toString(), closingBalance);
    return { ...start, closingBalance, balances: this.#balances, ...check };
  }

  /** What two statements have in common only when one repeats the other, as a hash. */
  identity(): string {
    const { kind, account, id, sequenceNumber, opening, closing, rowCount } = this;
    const amounts = [opening, closing].map((balance) => balance && plainBalance(balance));
    const sums = [this.#credits.toString(), this.#debits.toString()];
    const number = account.iban ?? account.other;
    const raws = [this.#firstRaw, this.#lastRaw];
    const identity = [kind, number, id, sequenceNumber, amounts, rowCount, sums, raws];
    return createHash('sha256').update(JSON.stringify(identity)).digest('base64');
  }
}
