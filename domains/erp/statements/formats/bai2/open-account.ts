import type {
  ParsedBalance,
  StatementAccount,
  StatementStart,
  StatementSummary,
  TypedBalance,
} from '../../parsed-statement.ts';
import { checkBalance, DecimalSum } from '../amounts.ts';
import type { Summary } from './account.ts';
import type { GroupHeader } from './header.ts';

/** An account (03) that is being read, up to its trailer (49). */
export class OpenAccount {
  /** The statement's index in the file; null when nothing of the account is taken in. */
  readonly index: number | null;
  readonly line: number;
  readonly raw: string;
  readonly account: StatementAccount;
  readonly currency: string;
  readonly decimals: number;
  readonly date: string;
  readonly summary: Summary;
  readonly #group: GroupHeader;
  readonly control = new DecimalSum();
  readonly credits: DecimalSum;
  readonly debits: DecimalSum;
  creditCount = 0;
  debitCount = 0;
  /** Physical records so far. */
  records = 0;
  rowCount = 0;
  unreadRows = 0;
  firstRaw = '';
  lastRaw = '';

  constructor(
    index: number | null,
    record: { line: number; raw: string },
    account: StatementAccount,
    currency: { code: string; decimals: number },
    group: GroupHeader,
    summary: Summary,
  ) {
    this.index = index;
    this.line = record.line;
    this.raw = record.raw;
    this.account = account;
    this.currency = currency.code;
    this.decimals = currency.decimals;
    this.credits = new DecimalSum(currency.decimals);
    this.debits = new DecimalSum(currency.decimals);
    this.date = group.date ?? '';
    this.#group = group;
    this.summary = summary;
    for (const minor of summary.minors) this.control.add(minor);
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

  start(): StatementStart {
    const { kind } = this;
    const opening = this.#balance('openingBooked');
    const closing = this.#balance('closingBooked');
    return {
      kind,
      account: this.account,
      statementId: null,
      sequenceNumber: null,
      asOf: kind === 'intraday' || closing === null ? this.#asOf(kind) : null,
      openingBalance: opening,
    };
  }

  end(): StatementSummary {
    const closing = this.#balance('closingBooked');
    const start = this.start();
    const rows = new DecimalSum();
    rows.add(this.credits.toString());
    rows.add(this.debits.toString(), true);
    return {
      ...start,
      closingBalance: closing,
      balances: this.summary.balances,
      ...checkBalance(start.openingBalance, rows.toString(), closing),
    };
  }

  /** By the as-of modifier; where there is none, a report of current balances alone is intraday. */
  get kind(): 'endOfDay' | 'intraday' {
    const { modifier } = this.#group;
    if (modifier === '1' || modifier === '3') return 'intraday';
    if (modifier === '2' || modifier === '4') return 'endOfDay';
    const has = (type: TypedBalance['type']) => this.summary.balances.some((b) => b.type === type);
    const isCurrent = has('interimBooked') || has('interimAvailable');
    return isCurrent && !has('closingBooked') && !has('closingAvailable') ? 'intraday' : 'endOfDay';
  }

  /** What two accounts of a file have in common only when one repeats the other. */
  identity(): string {
    return [
      this.account.iban ?? this.account.other,
      this.date,
      this.kind,
      JSON.stringify(this.summary.balances),
      this.rowCount,
      this.credits,
      this.debits,
      this.firstRaw,
      this.lastRaw,
    ].join('|');
  }

  #asOf(kind: 'endOfDay' | 'intraday'): string {
    const { time } = this.#group;
    return kind === 'endOfDay' || time === null ? this.date : `${this.date}T${time}:00`;
  }

  #balance(type: TypedBalance['type']): ParsedBalance | null {
    const balance = this.summary.balances.find((candidate) => candidate.type === type);
    return balance ? { amount: balance.amount, currency: balance.currency, date: balance.date } : null;
  }
}
