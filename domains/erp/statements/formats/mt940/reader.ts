import { isUtf8 } from 'node:buffer';
import { hasAtSigns, LineEnds } from '../line-ends.ts';
import { ProblemReporter } from '../problems.ts';
import type { FileHead, FileSummary, ReaderOptions, StatementReader, StatementSink } from '../reader.ts';
import { LIMITS } from '../reader.ts';
import { PieceDecoder } from '../text-encoding.ts';
import { Balances } from './balances.ts';
import { FieldSplitter, TAG } from './fields.ts';
import { Messages } from './messages.ts';
import { Rows } from './rows.ts';
import { Statements } from './statements.ts';
import { checkTotal, parseSummary, parseTotal } from './totals.ts';

/**
 * Reads MT940 and MT942 (SWIFT Standards MT, Category 9; DFÜ-Abkommen, Anlage 3, chapter 8) with or without their
 * envelope. Rows go to the sink as they come; kept are the open row and the statements whose pages are not complete.
 */
export function createMt940Reader(
  sink: StatementSink,
  options: ReaderOptions,
  head: FileHead,
): StatementReader {
  return new Mt940Reader(sink, options, head);
}

/** A line break between the bytes of one UTF-8 character. */
const CUT_CHARACTER = /([\u00c2-\u00f4][\u0080-\u00bf]*)\n(?=[\u0080-\u00bf])/g;

class Mt940Reader implements StatementReader {
  readonly #problems: ProblemReporter;
  readonly #statements: Statements;
  readonly #rows: Rows;
  readonly #messages: Messages;
  readonly #balances: Balances;
  readonly #decoder: PieceDecoder;
  readonly #declaredEncoding: string | null;
  readonly #splitter: FieldSplitter;

  constructor(sink: StatementSink, options: ReaderOptions, head: FileHead) {
    this.#problems = new ProblemReporter(sink);
    this.#statements = new Statements(sink, this.#problems);
    this.#rows = new Rows(sink, this.#problems, this.#statements);
    this.#messages = new Messages(this.#problems, this.#statements, this.#rows);
    this.#balances = new Balances(this.#problems, this.#statements, this.#messages, this.#rows);
    this.#declaredEncoding = head.encoding;
    this.#decoder = new PieceDecoder(options.encoding ?? (head.encoding === null ? null : 'utf-8'));
    this.#decoder.prime(head.text);
    this.#splitter = new FieldSplitter(this, new LineEnds(hasAtSigns(head.text)));
  }

  write(chunk: Uint8Array): void {
    this.#splitter.write(chunk);
  }

  end(): FileSummary {
    this.#splitter.end();
    this.#messages.finish(true);
    this.#statements.endAll();
    if (this.#splitter.droppedNul) this.#problems.nulBytes();
    return {
      format: this.#statements.firstKind === 'intraday' ? 'mt942' : 'mt940',
      formatVersion: null,
      encoding: this.#declaredEncoding ?? this.#decoder.encoding,
    };
  }

  tooLong(line: number): void {
    this.#problems.error(
      line,
      'field.tooLong',
      `A field is longer than ${LIMITS.recordBytes} bytes; the rest of it is left out.`,
    );
  }

  field(tag: number, letter: string, latin1: string, line: number, nonAscii: boolean, cut: boolean): void {
    const content = nonAscii ? this.#decode(latin1) : latin1;
    if (tag === 61) {
      this.#rows.flush(this.#messages.statement);
      if (this.#messages.open(line)) this.#rows.begin(content, line, cut);
    } else if (tag === 86) this.#information(content, line);
    else this.#otherField(tag, letter, content, line);
  }

  #otherField(tag: number, letter: string, content: string, line: number): void {
    if (tag === TAG.preamble) return;
    if (tag === TAG.end) this.#messages.textEnd(content);
    else if (tag === TAG.envelope) this.#messages.envelope(content);
    else if (tag === TAG.nonSwift) this.#nonSwift(content, line);
    else if (tag === 20) this.#messages.reference(content, line);
    else if (tag === 60) this.#balances.opening(letter, content, line);
    else if (tag === 62) this.#balances.closing(letter, content, line);
    else if (tag === 64 || tag === 65) this.#balances.available(tag, content, line);
    else if (tag === 90) this.#total(letter, content, line);
    else this.#messages.headerField(tag, content, line);
  }

  #nonSwift(content: string, line: number): void {
    if (this.#rows.isOpen) this.#rows.addNonSwift(content);
    else this.#messages.nonSwift(content, line);
  }

  /** Field 86 belongs to the row before it, and without one to the whole statement. */
  #information(content: string, line: number): void {
    if (this.#rows.isOpen) {
      this.#rows.addInformation(content);
      return;
    }
    const { statement } = this.#messages;
    const totals = statement?.currency ? parseSummary(content, statement.currency) : null;
    if (!statement || !totals) return;
    checkTotal(statement, 'debit', totals.debit, line, this.#problems);
    checkTotal(statement, 'credit', totals.credit, line, this.#problems);
  }

  /** Field 90D or 90C. */
  #total(letter: string, content: string, line: number): void {
    if (letter !== 'C' && letter !== 'D') return;
    this.#rows.flush(this.#messages.statement);
    const statement = this.#messages.openReport();
    if (!statement) return;
    statement.hasTotals = true;
    const total = parseTotal(content);
    if (!total) {
      const raw = `:90${letter}:${content}`;
      this.#problems.warn(line, 'total.invalid', 'This is no number and sum of entries.', raw);
      return;
    }
    statement.currency ??= total.currency;
    this.#rows.release(statement);
    checkTotal(statement, letter === 'C' ? 'credit' : 'debit', total, line, this.#problems);
  }

  /** Text of a field; where a bank cut UTF-8 inside a character, the line break in it goes. */
  #decode(latin1: string): string {
    if (latin1.includes('\n') && !isUtf8(Buffer.from(latin1, 'latin1'))) {
      const whole = latin1.replace(CUT_CHARACTER, '$1');
      if (whole !== latin1 && isUtf8(Buffer.from(whole, 'latin1'))) return this.#decoder.decode(whole);
    }
    return this.#decoder.decode(latin1);
  }
}
