import type {
  ParsedBalance,
  StatementAccount,
  StatementSummary,
  TypedBalance,
} from '../../parsed-statement.ts';
import { checkBalance } from '../amounts.ts';
import type { StatedBalances } from './balance-lines.ts';
import { QuickSum } from './quick-sum.ts';

/** The rows of one account in one currency, as they pass by. */
export class TableStatement {
  readonly index: number;
  readonly account: StatementAccount;
  readonly currency: string;
  readonly descending: boolean;
  rowCount = 0;
  gaps = 0;
  #balances = 0;
  #added = 0;
  readonly #rows = new QuickSum();
  #firstDate: string | null = null;
  #lastDate: string | null = null;
  /** What the next row's balance has to be (ascending), or that of the row before it in time (descending). */
  #expected: QuickSum | null = null;
  /** Rows since the beginning, until a balance came. */
  #before = new QuickSum();
  #opening: string | null = null;
  #closing: string | null = null;
  #statedOpening: ParsedBalance | null = null;
  #statedClosing: ParsedBalance | null = null;

  constructor(index: number, account: StatementAccount, currency: string, descending: boolean) {
    this.index = index;
    this.account = { ...account, currency };
    this.currency = currency;
    this.descending = descending;
  }

  /** Balances that the file states in lines of their own. */
  state({ opening, closing }: StatedBalances): void {
    if (opening?.currency === this.currency) this.#statedOpening = opening;
    if (closing?.currency === this.currency) this.#statedClosing = closing;
  }

  /** What the running balance said last, for rows whose sign only it tells; null before the first. */
  get lastBalance(): string | null {
    return this.#expected?.toString() ?? null;
  }

  /**
   * Takes a booked row: what it does to the account, the balance after it, or null. False when the balance does not follow
   * from the one before.
   */
  add(amount: string, isDebit: boolean, balance: string | null, date: string): boolean {
    this.#rows.add(amount, isDebit);
    this.#added++;
    if (this.#firstDate === null || date < this.#firstDate) this.#firstDate = date;
    if (this.#lastDate === null || date > this.#lastDate) this.#lastDate = date;
    return this.descending
      ? this.#addOlder(amount, isDebit, balance)
      : this.#addNewer(amount, isDebit, balance);
  }

  #addNewer(amount: string, isDebit: boolean, balance: string | null): boolean {
    this.#expected?.add(amount, isDebit);
    if (balance === null) {
      if (!this.#expected) this.#before.add(amount, isDebit);
      this.#closing = null;
      return true;
    }
    this.#balances++;
    this.#closing = balance;
    if (this.#expected) return this.#expected.meets(balance);
    const opening = new QuickSum();
    opening.add(balance);
    opening.add(amount, !isDebit);
    opening.add(this.#before.toString(), true);
    this.#opening = opening.toString();
    this.#expected = new QuickSum();
    this.#expected.set(balance);
    return true;
  }

  #addOlder(amount: string, isDebit: boolean, balance: string | null): boolean {
    let follows = true;
    if (balance !== null) {
      if (this.#added === 1) this.#closing = balance;
      this.#balances++;
      if (this.#expected) follows = this.#expected.meets(balance);
      else {
        this.#expected = new QuickSum();
        this.#expected.set(balance);
      }
    }
    this.#expected?.add(amount, !isDebit);
    return follows;
  }

  summary(): StatementSummary {
    const before = this.descending ? (this.#expected?.toString() ?? null) : this.#opening;
    const opening = this.#statedOpening ?? this.#balance(before, this.#firstDate);
    const closing = this.#statedClosing ?? this.#balance(this.#closing, this.#lastDate);
    const balances: TypedBalance[] = [];
    if (opening) balances.push({ type: 'openingBooked', code: null, ...opening });
    if (closing) balances.push({ type: 'closingBooked', code: null, ...closing });
    const check = checkBalance(opening, this.#rows.toString(), closing);
    // One balance alone proves nothing: the other was reckoned from it.
    const proved = this.#balances > 1 || (this.#statedOpening !== null && this.#statedClosing !== null);
    return {
      kind: 'endOfDay',
      account: this.account,
      statementId: null,
      sequenceNumber: null,
      asOf: null,
      openingBalance: opening,
      closingBalance: closing,
      balances,
      ...(proved || check.balanceCheck !== 'verified'
        ? check
        : { balanceCheck: 'unverifiable' as const, balanceDifference: null }),
    };
  }

  #balance(amount: string | null, date: string | null): ParsedBalance | null {
    return amount === null ? null : { amount, currency: this.currency, date };
  }
}
