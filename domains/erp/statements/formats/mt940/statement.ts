import type {
  ParsedBalance,
  StatementAccount,
  StatementSummary,
  TypedBalance,
} from '../../parsed-statement.ts';
import { checkBalance, DecimalSum, decimalsOf } from '../amounts.ts';
import { LIMITS } from '../reader.ts';

/** One statement that is being read, over all its pages. */
export class OpenStatement {
  readonly index: number;
  readonly line: number;
  readonly account: StatementAccount;
  readonly statementId: string | null;
  readonly sequenceNumber: string | null;
  asOf: string | null = null;
  currency: string | null;
  opening: ParsedBalance | null = null;
  closing: ParsedBalance | null = null;
  /** "F" final, "M" intermediate: another page follows; "" where the bank does not say. */
  closingKind = '';
  readonly balances: TypedBalance[] = [];
  rowCount = 0;
  unreadRows = 0;
  announced = false;
  readonly credits = new DecimalSum();
  readonly debits = new DecimalSum();
  creditCount = 0;
  debitCount = 0;
  firstRaw = '';
  lastRaw = '';

  constructor(
    index: number,
    line: number,
    account: StatementAccount,
    statementId: string | null,
    sequenceNumber: string | null,
  ) {
    this.index = index;
    this.line = line;
    this.account = account;
    this.statementId = statementId;
    this.sequenceNumber = sequenceNumber;
    this.currency = account.currency;
  }

  get decimals(): number {
    return this.currency === null ? 18 : decimalsOf(this.currency);
  }

  addBalance(balance: TypedBalance): void {
    if (this.balances.length < LIMITS.balancesPerStatement) this.balances.push(balance);
  }

  /** A booked row. */
  count(amount: string, direction: 'credit' | 'debit'): void {
    if (direction === 'credit') {
      this.credits.add(amount);
      this.creditCount++;
    } else {
      this.debits.add(amount);
      this.debitCount++;
    }
  }

  summary(): StatementSummary {
    const rows = new DecimalSum();
    rows.add(this.credits.toString());
    rows.add(this.debits.toString(), true);
    return {
      kind: 'endOfDay',
      account: this.account,
      statementId: this.statementId,
      sequenceNumber: this.sequenceNumber,
      asOf: this.asOf,
      openingBalance: this.opening,
      closingBalance: this.closing,
      balances: this.balances,
      ...checkBalance(this.opening, rows.toString(), this.closing),
    };
  }

  /** What two statements have in common only when one repeats the other. */
  identity(): string {
    const { iban, other } = this.account;
    return [
      iban ?? other,
      this.statementId,
      this.sequenceNumber,
      JSON.stringify(this.opening),
      JSON.stringify(this.closing),
      this.rowCount,
      this.credits,
      this.debits,
      this.firstRaw,
      this.lastRaw,
    ].join('|');
  }
}
