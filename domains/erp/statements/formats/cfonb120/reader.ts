import type { ParsedBalance } from '../../parsed-statement.ts';
import { signed } from '../amounts.ts';
import { field } from '../fixed-fields.ts';
import { ProblemReporter } from '../problems.ts';
import {
  type FileHead,
  type FileSummary,
  LIMITS,
  type ReaderOptions,
  type StatementReader,
  type StatementSink,
} from '../reader.ts';
import { type OpenStatement, StatementWriter } from '../statement-writer.ts';
import { type TextLine, TextLines } from '../text-lines.ts';
import { frenchAccount } from './account.ts';
import { cfonbAmount } from './amount.ts';
import { Movement, readDate } from './movement.ts';
import { commonOf } from './record.ts';

/**
 * Reads CFONB 120 (CFONB, "Relevé de compte sur support informatique", July 2004, with the complements of August 2007):
 * records of 120 characters. A statement goes from the former balance (01) to the new one (07).
 */
export function createCfonb120Reader(
  sink: StatementSink,
  options: ReaderOptions,
  head: FileHead,
): StatementReader {
  return new Cfonb120Reader(sink, options, head);
}

const RECORD_LENGTH = 120;
const CODES = { opening: '01', closing: '07' };

class Cfonb120Reader implements StatementReader {
  readonly #problems: ProblemReporter;
  readonly #writer: StatementWriter;
  readonly #lines: TextLines;
  #account: { key: string; statement: OpenStatement } | null = null;
  /** The account whose currency cannot be read, which was said. */
  #skipped: string | null = null;
  #movement: Movement | null = null;
  #lastLine = 1;

  constructor(sink: StatementSink, options: ReaderOptions, head: FileHead) {
    this.#problems = new ProblemReporter(sink);
    this.#writer = new StatementWriter(sink, this.#problems);
    this.#lines = new TextLines(head, options, RECORD_LENGTH, (line) => this.#record(line));
  }

  write(chunk: Uint8Array): void {
    this.#lines.write(chunk);
  }

  end(): FileSummary {
    this.#lines.end();
    this.#closeUnfinished(this.#lastLine);
    if (this.#lines.hasNul) this.#problems.nulBytes();
    return { format: 'cfonb120', formatVersion: null, encoding: this.#lines.encoding };
  }

  #record(line: TextLine): void {
    const { text, number, overlong } = line;
    this.#lastLine = number;
    if (overlong) {
      const message = `The record is longer than ${LIMITS.recordBytes} bytes; the rest of it is left out.`;
      this.#problems.error(number, 'record.tooLong', message, text);
    }
    const code = text.slice(0, 2);
    if (code === '01') this.#open(line);
    else if (code === '04') this.#startMovement(line);
    else if (code === '05') this.#addToMovement(line);
    else if (code === '07') this.#close(line);
    else {
      this.#finishMovement();
      const message = 'This is no record of CFONB 120: it does not begin with 01, 04, 05 or 07.';
      this.#problems.error(number, 'record.unknown', message, text);
    }
  }

  #open(line: TextLine): void {
    this.#closeUnfinished(line.number);
    this.#begin(line, this.#balance(line));
  }

  /** The statement of this record's account; one without a former balance (01) is told of. */
  #begin({ text, number }: TextLine, openingBalance: ParsedBalance | null): void {
    const { bank, branch, number: account, currency, key } = commonOf(text);
    if (currency === null) {
      if (this.#skipped === key) return;
      this.#skipped = key;
      const message = `“${field(text, 17, 19)}” is no currency: nothing of this account is taken in.`;
      this.#problems.error(number, 'currency.invalid', message, text);
      return;
    }
    if (!text.startsWith('01')) {
      const message = 'The account has no former balance (01).';
      this.#problems.warn(number, 'balance.missing', message, text);
    }
    const start = {
      kind: 'endOfDay' as const,
      account: { ...frenchAccount(bank, branch, account), currency },
      statementId: null,
      sequenceNumber: null,
      asOf: null,
      openingBalance,
    };
    this.#account = { key, statement: this.#writer.open(start, currency, number) };
  }

  #startMovement(line: TextLine): void {
    this.#finishMovement();
    this.#enter(line);
    if (this.#account) this.#movement = new Movement(line);
  }

  #addToMovement({ text, number }: TextLine): void {
    if (!this.#movement) {
      if (this.#skipped === commonOf(text).key) return;
      const message = 'A complement (05) without its movement (04) is not read.';
      this.#problems.error(number, 'record.misplaced', message, text);
    } else if (!this.#movement.add(text)) {
      const message = 'The movement has too many complements; this one is left out.';
      this.#problems.error(number, 'record.tooMany', message, text);
    }
  }

  #close(line: TextLine): void {
    this.#finishMovement();
    this.#enter(line);
    const account = this.#account;
    this.#account = null;
    if (account) this.#writer.close(account.statement, CODES, this.#balance(line));
  }

  /** Goes on with the account of this record: another one than before begins a statement. */
  #enter(line: TextLine): void {
    if (this.#account?.key === commonOf(line.text).key) return;
    this.#closeUnfinished(line.number);
    this.#begin(line, null);
  }

  #balance({ text, number }: TextLine): ParsedBalance | null {
    const { currency, decimals } = commonOf(text);
    if (currency === null) return null;
    const amount = cfonbAmount(field(text, 91, 104), decimals, currency);
    if ('code' in amount) {
      this.#problems.error(number, 'balance.invalid', amount.message, text);
      return null;
    }
    const date = readDate(text.slice(34, 40), 'balance date', number, text, this.#problems, false);
    return { amount: signed(amount.amount, amount.negative), currency, date };
  }

  #finishMovement(): void {
    const movement = this.#movement;
    this.#movement = null;
    if (!movement || !this.#account) return;
    const { statement } = this.#account;
    const row = movement.read(statement.currency, this.#problems);
    if (row) this.#writer.row(statement, row, movement.raw);
    else statement.unreadRows++;
  }

  /** An account without its new balance (07): its end may be missing. */
  #closeUnfinished(line: number): void {
    this.#finishMovement();
    const account = this.#account;
    this.#account = null;
    if (!account) return;
    const message = 'The account has no new balance (07): rows may be missing.';
    this.#problems.error(line, 'statement.truncated', message);
    this.#writer.close(account.statement, CODES, null);
  }
}
