import type { StatementStart } from '../../parsed-statement.ts';
import { looksLikeIban } from '../account-number.ts';
import type { ProblemReporter } from '../problems.ts';
import { LIMITS, type StatementSink } from '../reader.ts';
import { OpenStatement, type StatementHead } from './statement.ts';
import { totalsProblem } from './totals.ts';

/** The statements of a file from their first page to their last, and what goes to the sink about them. */
export class Statements {
  readonly #sink: StatementSink;
  readonly #problems: ProblemReporter;
  /** Statements whose next page may follow, by what their pages have in common. */
  readonly #unfinished = new Map<string, OpenStatement>();
  readonly #identities = new Set<string>();
  #count = 0;

  constructor(sink: StatementSink, problems: ProblemReporter) {
    this.#sink = sink;
    this.#problems = problems;
  }

  /** The statement that this page begins or goes on with. */
  open(kind: StatementStart['kind'], head: StatementHead): OpenStatement {
    const key = keyOf(kind, head);
    const before = this.#unfinished.get(key);
    if (before?.page && head.page && head.page.number > before.page.number) {
      this.#unfinished.delete(key);
      return this.#goOn(before, head);
    }
    const statement = new OpenStatement(this.#count++, kind, head);
    if (head.page && head.page.number > 1 && !head.page.isOfMessage)
      this.#problems.warn(
        head.line,
        'page.missing',
        `The statement begins with its page ${head.page.number}.`,
      );
    this.#checkAccount(statement);
    return statement;
  }

  #goOn(statement: OpenStatement, head: StatementHead): OpenStatement {
    const [last, next] = [statement.page?.number ?? 0, head.page?.number ?? 0];
    if (next !== last + 1)
      this.#problems.warn(
        head.line,
        'page.gap',
        `Page ${next} follows page ${last}: a page is missing between them.`,
      );
    statement.page = head.page;
    for (const balance of head.balances) statement.addBalance(balance);
    return statement;
  }

  #checkAccount({ account, line }: OpenStatement): void {
    if (account.iban === null && account.other === null) {
      const message = 'The statement does not say of which account it is.';
      this.#problems.warn(line, 'account.missing', message);
    } else if (account.other !== null && looksLikeIban(account.other)) {
      const message = `“${account.other}” looks like an IBAN, but its check digits are wrong.`;
      this.#problems.warn(line, 'account.checkDigits', message);
    }
  }

  /** Tells the sink of a statement before its first row. */
  announce(statement: OpenStatement): void {
    if (statement.announced) return;
    statement.announced = true;
    this.#sink.statement(statement.start(), statement.index);
  }

  /** The end of a page: of the statement, too, unless it says that another follows. */
  close(statement: OpenStatement, head: StatementHead): void {
    const { page } = statement;
    const isWhole =
      page === null || page.isLast || (page.isOfMessage && (statement.closing?.closing ?? 0) > 1);
    if (isWhole) this.end(statement);
    else this.#setAside(keyOf(statement.kind, head), statement);
  }

  #setAside(key: string, statement: OpenStatement): void {
    const before = this.#unfinished.get(key);
    if (before) this.#endUnfinished(before);
    this.#unfinished.delete(key);
    this.#unfinished.set(key, statement);
    if (this.#unfinished.size <= LIMITS.openStatements) return;
    const [oldestKey, oldest] = this.#unfinished.entries().next().value as [string, OpenStatement];
    this.#unfinished.delete(oldestKey);
    this.#endUnfinished(oldest);
  }

  /** The file has ended: no further page can come. */
  endAll(): void {
    for (const statement of this.#unfinished.values()) this.#endUnfinished(statement);
    this.#unfinished.clear();
  }

  #endUnfinished(statement: OpenStatement): void {
    const message = `Page ${statement.page?.number} of the statement is not its last: a later page is not in this file.`;
    this.#problems.warn(statement.line, 'page.missing', message);
    this.end(statement);
  }

  end(statement: OpenStatement): void {
    this.announce(statement);
    this.#checkDates(statement);
    const { totals, counts, sums, foreignRows } = statement;
    const total = totals && totalsProblem(totals, counts, foreignRows === 0 ? sums : null);
    if (total) this.#problems.warn(statement.line, 'total.mismatch', total);
    if (statement.kind === 'endOfDay') this.#checkBalances(statement);
    const identity = statement.identity();
    if (this.#identities.has(identity))
      this.#problems.warn(statement.line, 'statement.repeated', 'The file has this statement twice.');
    else if (this.#identities.size < LIMITS.openStatements) this.#identities.add(identity);
    this.#sink.statementEnd(statement.summary(), statement.index);
  }

  #checkDates({ undated: { count, line } }: OpenStatement): void {
    if (count === 0) return;
    const rows = count === 1 ? '1 entry has' : `${count} entries have`;
    const message = `${rows} no booking date; the value date or the statement’s day stands for it.`;
    this.#problems.warn(line, 'date.missing', message);
  }

  #checkBalances(statement: OpenStatement): void {
    const { opening, closing, line, foreignRows, unreadRows } = statement;
    if (opening === null)
      this.#problems.warn(line, 'balance.missing', 'The statement has no opening balance (OPBD or PRCD).');
    if (closing === null)
      this.#problems.warn(line, 'balance.missing', 'The statement has no closing balance (CLBD).');
    if (opening && closing && opening.currency !== closing.currency) {
      const message = `The statement opens in ${opening.currency} and closes in ${closing.currency}.`;
      this.#problems.error(line, 'currency.mismatch', message);
    } else if (foreignRows > 0) {
      const message = `${foreignRows} of its entries are in another currency than the account (${statement.account.currency}).`;
      this.#problems.warn(line, 'currency.mismatch', message);
    }
    const { balanceCheck, balanceDifference } = statement.summary();
    if (balanceCheck !== 'discrepancy') return;
    const unread = unreadRows > 0 ? ` ${unreadRows} of its entries could not be read.` : '';
    const message = `Opening balance and entries do not give the closing balance: they differ by ${balanceDifference} ${closing?.currency}.${unread}`;
    this.#problems.warn(line, 'balance.discrepancy', message);
  }
}

/** What the pages of one statement have in common. */
function keyOf(kind: string, { account, id, sequenceNumber }: StatementHead): string {
  return JSON.stringify([kind, account.iban ?? account.other, sequenceNumber ?? id]);
}
