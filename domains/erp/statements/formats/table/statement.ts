import type {
  ParsedBalance,
  StatementAccount,
  StatementSummary,
  TypedBalance,
} from '../../parsed-statement.ts';
import { checkBalance, DecimalSum, sameAmount } from '../amounts.ts';
import type { StatedBalances } from './balance-lines.ts';

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
  readonly #rows = new DecimalSum();
  #firstDate: string | null = null;
  #lastDate: string | null = null;
  /** What the next row's balance has to be (ascending), or that of the row before it in time (descending). */
  #expected: DecimalSum | null = null;
  /** Rows since the beginning, until a balance came. */
  #before = new DecimalSum();
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
   * Takes a booked row; `amount` signed, `balance` the one after it, or null. False when the balance does not follow
   * from the one before.
   */
  add(amount: string, balance: string | null, date: string): boolean {
    this.#rows.add(amount);
    this.#added++;
    this.#firstDate = this.#firstDate === null || date < this.#firstDate ? date : this.#firstDate;
    this.#lastDate = this.#lastDate === null || date > this.#lastDate ? date : this.#lastDate;
    return this.descending ? this.#addOlder(amount, balance) : this.#addNewer(amount, balance);
  }

  #addNewer(amount: string, balance: string | null): boolean {
    this.#expected?.add(amount);
    if (balance === null) {
      if (!this.#expected) this.#before.add(amount);
      this.#closing = null;
      return true;
    }
    const follows = !this.#expected || sameAmount(this.#expected.toString(), balance);
    if (!this.#expected) {
      const opening = new DecimalSum();
      opening.add(balance);
      opening.add(amount, true);
      opening.add(this.#before.toString(), true);
      this.#opening = opening.toString();
    }
    this.#balances++;
    this.#expected = new DecimalSum();
    this.#expected.add(balance);
    this.#closing = balance;
    return follows;
  }

  #addOlder(amount: string, balance: string | null): boolean {
    let follows = true;
    if (balance !== null) {
      follows = !this.#expected || sameAmount(this.#expected.toString(), balance);
      if (this.#added === 1) this.#closing = balance;
      this.#balances++;
      this.#expected = new DecimalSum();
      this.#expected.add(balance);
    }
    this.#expected?.add(amount, true);
    this.#opening = this.#expected?.toString() ?? null;
    return follows;
  }

  summary(): StatementSummary {
    const opening = this.#statedOpening ?? this.#balance(this.#opening, this.#firstDate);
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
