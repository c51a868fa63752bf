import type { TypedBalance } from '../../parsed-statement.ts';
import type { ProblemReporter } from '../problems.ts';
import { parseBalance } from './header.ts';
import type { Messages } from './messages.ts';
import type { Rows } from './rows.ts';
import type { OpenStatement } from './statement.ts';
import type { Statements } from './statements.ts';

/** Takes the balances of messages (fields 60, 62, 64, 65) to their statements. */
export class Balances {
  readonly #problems: ProblemReporter;
  readonly #statements: Statements;
  readonly #messages: Messages;
  readonly #rows: Rows;

  constructor(problems: ProblemReporter, statements: Statements, messages: Messages, rows: Rows) {
    this.#problems = problems;
    this.#statements = statements;
    this.#messages = messages;
    this.#rows = rows;
  }

  /** Field 60F, or 60M on a page that is not the first. */
  opening(letter: string, content: string, line: number): void {
    const messages = this.#messages;
    this.#rows.flush(messages.statement);
    if (messages.statement?.closing) messages.next(line);
    const balance = this.#read(60, letter, content, line);
    if (letter === 'M' && !messages.statement && balance) {
      const resumed = this.#statements.continue(messages.header, balance, line);
      if (resumed) {
        messages.resume(resumed);
        return;
      }
    }
    const statement = messages.open(line, true);
    if (!statement || !balance) return;
    if (statement.opening) {
      this.#repeated('opening', content, line);
      return;
    }
    statement.opening = { amount: balance.amount, currency: balance.currency, date: balance.date };
    this.#keep(statement, balance, line);
    if (letter === 'M' && statement.kind === 'endOfDay' && !this.#statements.followsOn(statement)) {
      this.#problems.warn(
        line,
        'page.missing',
        'The statement begins with an intermediate balance (60M): an earlier page is not in this file.',
      );
    }
  }

  /** Field 62F, or 62M on a page that is not the last. */
  closing(letter: string, content: string, line: number): void {
    this.#rows.flush(this.#messages.statement);
    const balance = this.#read(62, letter, content, line);
    const statement = this.#messages.open(line);
    if (!statement || !balance) return;
    if (statement.closing) {
      this.#repeated('closing', content, line);
      return;
    }
    statement.closing = { amount: balance.amount, currency: balance.currency, date: balance.date };
    statement.closingKind = letter;
    this.#keep(statement, balance, line);
    if (statement.currency !== balance.currency) {
      this.#problems.error(
        line,
        'currency.mismatch',
        `The statement is in ${statement.currency} and closes in ${balance.currency}.`,
        content,
      );
    }
  }

  /** Field 64 or 65. */
  available(tag: 64 | 65, content: string, line: number): void {
    this.#rows.flush(this.#messages.statement);
    const balance = this.#read(tag, '', content, line);
    const statement = balance && this.#messages.open(line);
    if (statement) this.#keep(statement, balance, line);
  }

  #read(tag: number, letter: string, content: string, line: number): TypedBalance | null {
    const balance = parseBalance(content);
    const code = `${tag}${letter}`;
    if ('code' in balance) {
      this.#problems.error(line, balance.code, balance.message, `:${code}:${content}`);
      return null;
    }
    const { amount, currency, date, adjusted } = balance;
    if (adjusted) {
      this.#problems.warn(
        line,
        'date.adjusted',
        'The date of the balance does not exist.',
        `:${code}:${content}`,
      );
    }
    return { type: typeOf(tag, letter), code, amount, currency, date };
  }

  #keep(statement: OpenStatement, balance: TypedBalance, line: number): void {
    if (statement.kind === 'intraday' && balance.code !== '65') balance.type = interim(balance.type);
    statement.addBalance(balance);
    this.#statements.settleCurrency(statement, balance.currency, line);
    this.#rows.release(statement);
  }

  #repeated(which: 'opening' | 'closing', content: string, line: number): void {
    this.#problems.warn(
      line,
      'balance.repeated',
      `The statement has a second ${which} balance; the first one counts.`,
      content,
    );
  }
}

function typeOf(tag: number, letter: string): TypedBalance['type'] {
  if (tag === 64) return 'closingAvailable';
  if (tag === 65) return 'forwardAvailable';
  if (letter === 'M') return 'interimBooked';
  return tag === 60 ? 'openingBooked' : 'closingBooked';
}

/** What closes an interim report closes no day. */
function interim(type: TypedBalance['type']): TypedBalance['type'] {
  if (type === 'closingBooked') return 'interimBooked';
  return type === 'closingAvailable' ? 'interimAvailable' : type;
}
