import { hash } from 'node:crypto';
import type {
  ParsedBalance,
  StatementAccount,
  StatementStart,
  StatementSummary,
  TypedBalance,
} from '../../parsed-statement.ts';
import { checkBalance, DecimalSum, decimalsOf } from '../amounts.ts';
import { LIMITS } from '../reader.ts';
import { QuickSum } from '../table/quick-sum.ts';

/** How many rows of one direction there were, and what they come to. */
export class Tally {
  count = 0;
  readonly sum = new QuickSum();

  add(amount: string): void {
    this.count++;
    this.sum.add(amount);
  }
}

type Tallies = { readonly credit: Tally; readonly debit: Tally };

/** One statement that is being read, over all its pages. */
export class OpenStatement {
  readonly index: number;
  readonly line: number;
  readonly kind: StatementStart['kind'];
  readonly account: StatementAccount;
  readonly statementId: string | null;
  readonly sequenceNumber: string | null;
  asOf: string | null = null;
  #currency: string | null = null;
  /** How many decimals its amounts may have. */
  decimals = 18;
  currencyIsSettled = false;
  opening: ParsedBalance | null = null;
  closing: ParsedBalance | null = null;
  /** "F" final, "M" intermediate: another page follows; "" where the bank does not say. */
  closingKind = '';
  readonly balances: TypedBalance[] = [];
  rowCount = 0;
  unreadRows = 0;
  announced = false;
  readonly booked: Tallies = { credit: new Tally(), debit: new Tally() };
  /** Rows that are announced (EC, ED) and do not count in the balance. */
  readonly expected: Tallies = { credit: new Tally(), debit: new Tally() };
  /** The bank has said how many rows there were (90C, 90D), which ends them. */
  hasTotals = false;
  /** An interim report (MT942) does not list what is below its floor limit. */
  listsAllRows = true;
  firstRaw = '';
  lastRaw = '';

  constructor(
    index: number,
    line: number,
    kind: StatementStart['kind'],
    account: StatementAccount,
    statementId: string | null,
    sequenceNumber: string | null,
  ) {
    this.index = index;
    this.line = line;
    this.kind = kind;
    this.account = account;
    this.statementId = statementId;
    this.sequenceNumber = sequenceNumber;
    this.currency = account.currency;
  }

  /** Of its rows: at first as the account is named, then as a balance says. */
  get currency(): string | null {
    return this.#currency;
  }

  set currency(currency: string | null) {
    this.#currency = currency;
    this.decimals = currency === null ? 18 : decimalsOf(currency);
  }

  addBalance(balance: TypedBalance): void {
    if (this.balances.length < LIMITS.balancesPerStatement) this.balances.push(balance);
  }

  summary(): StatementSummary {
    const rows = new DecimalSum();
    rows.add(this.booked.credit.sum.toString());
    rows.add(this.booked.debit.sum.toString(), true);
    return {
      kind: this.kind,
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

  /** What two statements have in common only when one repeats the other; a digest, since a file may have very many. */
  identity(): string {
    const { iban, other } = this.account;
    const identity = [
      iban ?? other,
      this.statementId,
      this.sequenceNumber,
      this.asOf,
      ...partsOf(this.opening),
      ...partsOf(this.closing),
      this.rowCount,
      this.booked.credit.sum,
      this.booked.debit.sum,
      this.firstRaw,
      this.lastRaw,
    ];
    return hash('sha256', identity.join('|'), 'base64');
  }
}

function partsOf(balance: ParsedBalance | null): readonly (string | null | undefined)[] {
  return [balance?.amount, balance?.currency, balance?.date];
}
