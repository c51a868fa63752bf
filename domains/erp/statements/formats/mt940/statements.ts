import { isCurrency } from '#lib/currency.ts';
import type {
  ParsedBalance,
  StatementAccount,
  StatementStart,
  TypedBalance,
} from '../../parsed-statement.ts';
import { looksLikeIban } from '../account-number.ts';
import { sameAmount } from '../amounts.ts';
import type { ProblemReporter } from '../problems.ts';
import { LIMITS, type StatementSink } from '../reader.ts';
import type { MessageHeader } from './header.ts';
import { OpenStatement } from './statement.ts';

const NO_ACCOUNT: StatementAccount = { iban: null, other: null, bic: null, currency: null, owner: null };

/** The statements of a file from their first page to their last, and what goes to the sink about them. */
export class Statements {
  readonly #sink: StatementSink;
  readonly #problems: ProblemReporter;
  /** Statements that end with an intermediate balance, by account: their next page may follow. */
  readonly #unfinished = new Map<string, OpenStatement>();
  readonly #identities = new Set<string>();
  /** What each account's statement before closed with. */
  readonly #closings = new Map<string, ParsedBalance>();
  #count = 0;
  #firstKind: StatementStart['kind'] | null = null;

  constructor(sink: StatementSink, problems: ProblemReporter) {
    this.#sink = sink;
    this.#problems = problems;
  }

  /** The kind of the file's first statement; null when there is none. */
  get firstKind(): StatementStart['kind'] | null {
    return this.#firstKind;
  }

  /** The first page of a statement. `bic` is the sending bank's, by the envelope. */
  open(header: MessageHeader, kind: StatementStart['kind'], bic: string | null): OpenStatement {
    const account: StatementAccount = { ...(header.account ?? NO_ACCOUNT), owner: header.owner };
    account.bic ??= bic;
    const id = header.statementNumber ?? header.reference;
    const statement = new OpenStatement(this.#count++, header.line, kind, account, id, header.sequenceNumber);
    this.#firstKind ??= kind;
    statement.asOf = header.asOf;
    statement.listsAllRows = header.floorLimit?.isZero ?? true;
    if (header.floorLimit?.currency) this.settleCurrency(statement, header.floorLimit.currency, header.line);
    if (account.iban === null && account.other === null) {
      this.#problems.warn(
        header.line,
        'account.missing',
        'The statement does not say of which account it is (field 25).',
      );
    } else if (account.other !== null && looksLikeIban(account.other)) {
      this.#problems.warn(
        header.line,
        'account.checkDigits',
        `“${account.other}” looks like an IBAN, but its check digits are wrong.`,
      );
    }
    return statement;
  }

  /** The first balance (or floor limit) says in which currency the statement is, however the account is named. */
  settleCurrency(statement: OpenStatement, currency: string, line: number): void {
    if (statement.currencyIsSettled) return;
    const named = statement.account.currency;
    if (named !== null && named !== currency) {
      this.#problems.warn(
        line,
        'currency.mismatch',
        `The account is named with ${named}, its balance is in ${currency}.`,
      );
    }
    if (!isCurrency(currency)) {
      this.#problems.warn(line, 'currency.unknown', `“${currency}” is not an ISO 4217 currency.`);
    }
    statement.currency = currency;
    statement.account.currency = currency;
    statement.currencyIsSettled = true;
  }

  /** The statement whose next page begins with this intermediate balance (60M); null when none is waiting. */
  continue(header: MessageHeader | null, balance: TypedBalance, line: number): OpenStatement | null {
    const key = accountKey(header?.account ?? null);
    const statement = this.#unfinished.get(key);
    if (!statement?.closing) return null;
    const { closing } = statement;
    const sameNumber = (header?.statementNumber ?? header?.reference ?? null) === statement.statementId;
    const sameBalance = closing.currency === balance.currency && sameAmount(closing.amount, balance.amount);
    if (!sameNumber && !sameBalance) return null;
    if (!sameBalance) {
      if (header?.sequenceNumber === statement.sequenceNumber) return null;
      statement.addBalance(balance);
      this.#problems.warn(
        line,
        'page.gap',
        `This page begins with ${balance.amount} ${balance.currency}, the page before ended with ${closing.amount} ${closing.currency}: a page is missing between them.`,
      );
    }
    this.#unfinished.delete(key);
    statement.closing = null;
    statement.closingKind = '';
    return statement;
  }

  /** Whether a statement opens with what the account's statement before closed with: then no page is between them. */
  followsOn({ account, opening }: OpenStatement): boolean {
    const before = this.#closings.get(accountKey(account));
    if (!before || !opening) return false;
    return before.currency === opening.currency && sameAmount(before.amount, opening.amount);
  }

  /** Tells the sink of a statement before its first row. */
  announce(statement: OpenStatement): void {
    if (statement.announced) return;
    statement.announced = true;
    const { kind, account, statementId, sequenceNumber, asOf, opening } = statement;
    this.#sink.statement(
      { kind, account, statementId, sequenceNumber, asOf, openingBalance: opening },
      statement.index,
    );
  }

  /** Keeps a statement that ends with an intermediate balance (62M) until its next page comes. */
  setAside(statement: OpenStatement): void {
    const key = accountKey(statement.account);
    const before = this.#unfinished.get(key);
    if (before) this.#endUnfinished(before);
    this.#unfinished.delete(key);
    this.#unfinished.set(key, statement);
    if (this.#unfinished.size > LIMITS.openStatements) {
      const [oldestKey, oldest] = this.#unfinished.entries().next().value as [string, OpenStatement];
      this.#unfinished.delete(oldestKey);
      this.#endUnfinished(oldest);
    }
  }

  /** The file has ended: no further page can come. */
  endAll(): void {
    for (const statement of this.#unfinished.values()) this.#endUnfinished(statement);
    this.#unfinished.clear();
  }

  #endUnfinished(statement: OpenStatement): void {
    this.#problems.warn(
      statement.line,
      'page.missing',
      'The statement ends with an intermediate balance (62M): a later page is not in this file.',
    );
    this.end(statement);
  }

  end(statement: OpenStatement): void {
    this.announce(statement);
    if (statement.opening === null && statement.kind === 'endOfDay') {
      this.#problems.warn(
        statement.line,
        'balance.missing',
        'The statement has no opening balance (field 60).',
      );
    }
    const summary = statement.summary();
    if (summary.balanceCheck === 'discrepancy') {
      const unread =
        statement.unreadRows > 0 ? ` ${statement.unreadRows} of its rows could not be read.` : '';
      this.#problems.warn(
        statement.line,
        'balance.discrepancy',
        `Opening balance and rows do not give the closing balance: they differ by ${summary.balanceDifference} ${summary.closingBalance?.currency}.${unread}`,
      );
    }
    this.#rememberClosing(statement);
    const identity = statement.identity();
    if (this.#identities.has(identity)) {
      this.#problems.warn(statement.line, 'statement.repeated', 'The file has this statement twice.');
    } else if (this.#identities.size < LIMITS.rowsPerFile) this.#identities.add(identity);
    this.#sink.statementEnd(summary, statement.index);
  }

  #rememberClosing({ kind, account, closing }: OpenStatement): void {
    if (kind !== 'endOfDay' || !closing) return;
    const key = accountKey(account);
    if (this.#closings.has(key) || this.#closings.size < LIMITS.openStatements)
      this.#closings.set(key, closing);
  }
}

function accountKey(account: StatementAccount | null): string {
  return account?.iban ?? account?.other ?? '';
}
