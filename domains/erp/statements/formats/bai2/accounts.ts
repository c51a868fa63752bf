import { isCurrency } from '#lib/currency.ts';
import { asBic, looksLikeIban, parseAccount } from '../account-number.ts';
import { decimalsOf } from '../amounts.ts';
import type { ProblemReporter } from '../problems.ts';
import { LIMITS, type StatementSink } from '../reader.ts';
import { readSummary } from './account.ts';
import { checkBankTotals } from './control.ts';
import type { GroupHeader } from './header.ts';
import type { LogicalRecord } from './logical-record.ts';
import { OpenAccount } from './open-account.ts';

/** The standard's currency where neither account nor group names one. */
const DEFAULT_CURRENCY = 'USD';
const DEFAULT_DECIMALS = 2;
/** Stands for the date of a group that is not taken in. */
const NO_DATE = '0001-01-01';

/** The accounts of a file, each a statement, and what goes to the sink about them. */
export class Accounts {
  readonly #sink: StatementSink;
  readonly #problems: ProblemReporter;
  readonly #identities = new Set<string>();
  #count = 0;

  constructor(sink: StatementSink, problems: ProblemReporter) {
    this.#sink = sink;
    this.#problems = problems;
  }

  /** An account identifier (03). `taken` is false in a group of which nothing is taken in. */
  open(
    record: LogicalRecord,
    group: GroupHeader,
    taken: boolean,
    decode: (latin1: string) => string,
  ): OpenAccount {
    const number = decode(record.next() ?? '');
    const currency = this.#currency(
      record,
      (record.next() || group.currency || DEFAULT_CURRENCY).toUpperCase(),
    );
    const summary = readSummary(record, currency.code, currency.decimals, group.date ?? NO_DATE);
    const account = { ...parseAccount(number), currency: currency.code };
    account.bic ??= asBic(group.originator);
    const index = taken && currency.isKnown ? this.#count++ : null;
    const open = new OpenAccount(index, record, account, currency, group, summary);
    if (index === null) return open;
    if (record.overlong) {
      this.#problems.error(record.line, 'record.tooLong', tooLong(), record.raw);
    }
    for (const { code, message } of summary.problems) {
      this.#problems.error(record.line, code, message, record.raw);
    }
    this.#checkNumber(open, number);
    this.#sink.statement(open.start(), index);
    return open;
  }

  /** The account is complete. */
  close(open: OpenAccount): void {
    if (open.index === null) return;
    checkBankTotals(this.#problems, open);
    const summary = open.end();
    if (summary.balanceCheck === 'discrepancy') {
      const unread = open.unreadRows > 0 ? ` ${open.unreadRows} of its rows could not be read.` : '';
      this.#problems.warn(
        open.line,
        'balance.discrepancy',
        `Opening balance and rows do not give the closing balance: they differ by ${summary.balanceDifference} ${open.currency}.${unread}`,
      );
    } else if (summary.balanceCheck === 'unverifiable' && summary.kind === 'endOfDay') {
      const missing = summary.openingBalance === null ? 'opening ledger balance (010)' : null;
      const closing = summary.closingBalance === null ? 'closing ledger balance (015)' : null;
      const what = [missing, closing].filter((name) => name !== null).join(' and no ');
      this.#problems.warn(open.line, 'balance.missing', `The account has no ${what}.`);
    }
    const identity = open.identity();
    if (this.#identities.has(identity)) {
      this.#problems.warn(open.line, 'statement.repeated', 'The file has this statement twice.');
    } else if (this.#identities.size < LIMITS.openStatements) this.#identities.add(identity);
    this.#sink.statementEnd(summary, open.index);
  }

  #currency(record: LogicalRecord, code: string): { code: string; decimals: number; isKnown: boolean } {
    if (isCurrency(code)) return { code, decimals: decimalsOf(code), isKnown: true };
    if (/^[A-Z]{3}$/.test(code)) {
      const message = `“${code}” is not an ISO 4217 currency; its amounts are read with two decimals.`;
      this.#problems.warn(record.line, 'currency.unknown', message, record.raw);
      return { code, decimals: DEFAULT_DECIMALS, isKnown: true };
    }
    const message = `“${code}” is no currency: nothing of this account is taken in.`;
    this.#problems.error(record.line, 'currency.invalid', message, record.raw);
    return { code, decimals: DEFAULT_DECIMALS, isKnown: false };
  }

  #checkNumber({ account, line }: OpenAccount, number: string): void {
    if (number === '') {
      this.#problems.warn(line, 'account.missing', 'The account identifier (03) has no account number.');
    } else if (account.other !== null && looksLikeIban(account.other)) {
      this.#problems.warn(
        line,
        'account.checkDigits',
        `“${account.other}” looks like an IBAN, but its check digits are wrong.`,
      );
    }
  }
}

export function tooLong(): string {
  return `A record is longer than ${LIMITS.recordBytes} bytes; the rest of it is left out.`;
}
