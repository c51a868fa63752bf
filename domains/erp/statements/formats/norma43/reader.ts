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
import { Movement } from './movement.ts';
import { type AccountHeader, readAccountHeader, readFinalRecord } from './statement.ts';

/**
 * Reads Norma 43 (Cuaderno 43 of AEB, CECA and UNACC, "Información normalizada de cuenta corriente", 2012): records of
 * 80 characters. An account (11 to 33) is a statement; kept are the open account and the open movement.
 */
export function createNorma43Reader(
  sink: StatementSink,
  options: ReaderOptions,
  head: FileHead,
): StatementReader {
  return new Norma43Reader(sink, options, head);
}

const RECORD_LENGTH = 80;
const CODES = { opening: '11', closing: '33' };

class Norma43Reader implements StatementReader {
  readonly #problems: ProblemReporter;
  readonly #writer: StatementWriter;
  readonly #lines: TextLines;
  #account: { header: AccountHeader; statement: OpenStatement } | null = null;
  /** The header could not be read: nothing up to the next is taken in, which was said. */
  #skipping = false;
  #movement: Movement | null = null;
  #records = 0;
  #hasEnd = false;
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
    if (!this.#hasEnd) {
      const message = 'The file has no final record (88): its end may be missing.';
      this.#problems.warn(this.#lastLine, 'file.truncated', message);
    }
    if (this.#lines.hasNul) this.#problems.nulBytes();
    return { format: 'norma43', formatVersion: null, encoding: this.#lines.encoding };
  }

  #record(line: TextLine): void {
    const { text, number, overlong } = line;
    this.#lastLine = number;
    this.#records++;
    if (overlong) {
      const message = `The record is longer than ${LIMITS.recordBytes} bytes; the rest of it is left out.`;
      this.#problems.error(number, 'record.tooLong', message, text);
    }
    const code = text.slice(0, 2);
    if (code === '00' && this.#records === 1) return;
    if (code === '11') this.#open(line);
    else if (code === '22') this.#startMovement(line);
    else if (code === '23' || code === '24') this.#addToMovement(line);
    else if (code === '33') this.#close(line);
    else if (code === '88') this.#checkEnd(line);
    else {
      this.#finishMovement();
      const message = 'This is no record of Norma 43: it does not begin with a record code.';
      this.#problems.error(number, 'record.unknown', message, text);
    }
  }

  #open(line: TextLine): void {
    this.#closeUnfinished(line.number);
    const header = readAccountHeader(line, this.#problems);
    this.#skipping = header === null;
    if (header === null) return;
    const statement = this.#writer.open(header.start, header.currency, line.number);
    this.#account = { header, statement };
  }

  #startMovement(line: TextLine): void {
    this.#finishMovement();
    if (this.#account) this.#movement = new Movement(line);
    else this.#misplaced(line);
  }

  #addToMovement(line: TextLine): void {
    if (!this.#movement) this.#misplaced(line);
    else if (!this.#movement.add(line.text)) {
      const message = 'The movement has too many records; this one is left out.';
      this.#problems.error(line.number, 'record.tooMany', message, line.text);
    }
  }

  #close(line: TextLine): void {
    this.#finishMovement();
    const account = this.#account;
    this.#account = null;
    if (!account) this.#misplaced(line);
    else {
      const closing = readFinalRecord(line, account.header, account.statement, this.#problems);
      this.#writer.close(account.statement, CODES, closing);
    }
    this.#skipping = false;
  }

  /** The file's final record (88) counts those before it; some banks count it too. */
  #checkEnd({ text, number }: TextLine): void {
    this.#closeUnfinished(number);
    this.#hasEnd = true;
    const before = this.#records - 1;
    const count = /^\d{6}/.exec(text.slice(20, 26))?.[0];
    const isRight = count !== undefined && (Number(count) === before || Number(count) === before + 1);
    if (isRight) return;
    const message = `The final record (88) counts ${count === undefined ? 'no' : Number(count)} records, ${before} were read.`;
    this.#problems.warn(number, 'control.records', message, text);
  }

  #finishMovement(): void {
    const movement = this.#movement;
    this.#movement = null;
    if (!movement || !this.#account) return;
    const { header, statement } = this.#account;
    const row = movement.read(header.currency, this.#problems);
    if (row) this.#writer.row(statement, row, movement.raw);
    else statement.unreadRows++;
  }

  /** An account without its final record (33): its end may be missing. */
  #closeUnfinished(line: number): void {
    this.#finishMovement();
    const account = this.#account;
    this.#account = null;
    if (!account) return;
    const message = 'The account has no final record (33): rows may be missing.';
    this.#problems.error(line, 'statement.truncated', message);
    this.#writer.close(account.statement, CODES, null);
  }

  #misplaced({ text, number }: TextLine): void {
    if (this.#skipping) return;
    const message = `A record ${text.slice(0, 2)} stands outside of its place and is not read.`;
    this.#problems.error(number, 'record.misplaced', message, text);
  }
}
