import type { StatementStart } from '../../parsed-statement.ts';
import type { ProblemReporter } from '../problems.ts';
import {
  emptyHeader,
  type MessageHeader,
  parseAccountField,
  parseAsOf,
  parseEnvelope,
  parseFloorLimit,
  parseNumber,
} from './header.ts';
import type { Rows } from './rows.ts';
import type { OpenStatement } from './statement.ts';
import type { Statements } from './statements.ts';

/** MT950 is an MT940 without field 86, as banks send it to each other. */
const READ_TYPES: ReadonlySet<string> = new Set(['940', '942', '950']);

/** The messages of a file from their first field to their last: what each says of itself, and the statement it opens. */
export class Messages {
  readonly #problems: ProblemReporter;
  readonly #statements: Statements;
  readonly #rows: Rows;
  /** Of the envelope; null without one. */
  #type: string | null = null;
  #bic: string | null = null;
  /** The envelope's text block is open; it ends with "-}". */
  #textIsOpen = false;
  #header: MessageHeader | null = null;
  #statement: OpenStatement | null = null;
  #isSkipped = false;

  constructor(problems: ProblemReporter, statements: Statements, rows: Rows) {
    this.#problems = problems;
    this.#statements = statements;
    this.#rows = rows;
  }

  get header(): MessageHeader | null {
    return this.#header;
  }

  /** The statement that the message is about, once it has said anything about it. */
  get statement(): OpenStatement | null {
    return this.#statement;
  }

  envelope(content: string): void {
    this.finish();
    this.#textIsOpen = content.includes('{4:');
    const { messageType, bic } = parseEnvelope(content);
    const isFirst = content.includes('{1:');
    this.#type = messageType ?? (isFirst ? null : this.#type);
    this.#bic = bic ?? (isFirst ? null : this.#bic);
  }

  /** "-}" ends what the envelope is about, a hyphen alone may part messages within it. */
  textEnd(content: string): void {
    this.finish();
    this.#textIsOpen = false;
    if (!content.startsWith('}')) return;
    this.#type = null;
    this.#bic = null;
  }

  reference(content: string, line: number): void {
    this.finish();
    this.#header = emptyHeader(line);
    this.#header.reference = (content.split('\n', 1)[0] ?? '').trim() || null;
  }

  headerField(tag: number, content: string, line: number): void {
    if (tag === 25 && (this.#statement?.closing || this.#statement?.hasTotals)) this.next(line);
    this.#header ??= emptyHeader(line);
    const header = this.#header;
    if (tag === 25) header.account = parseAccountField(content);
    else if (tag === 28) Object.assign(header, parseNumber(content));
    else if (tag === 13) header.asOf = parseAsOf(content);
    else if (tag === 34) this.#floorLimit(header, content, line);
  }

  #floorLimit(header: MessageHeader, content: string, line: number): void {
    const before = header.floorLimit;
    const limit = parseFloorLimit(content);
    if (!limit) {
      this.#problems.warn(
        line,
        'floorLimit.invalid',
        'The floor limit is not written as currency, mark and amount.',
        `:34F:${content}`,
      );
    }
    header.floorLimit = {
      currency: before?.currency ?? limit?.currency ?? null,
      isZero: (before?.isZero ?? true) && (limit?.isZero ?? false),
    };
  }

  /** Another statement, or page, under the same field 20. */
  next(line: number): void {
    const before = this.#header;
    this.finish();
    this.#header = { ...(before ?? emptyHeader(line)), line };
  }

  /** Field NS (DFÜ-Abkommen, Anlage 3, 8.2.3) before the rows: its line 22 is the account's owner. */
  nonSwift(content: string, line: number): void {
    this.#header ??= emptyHeader(line);
    const owner = /(?:^|\n)22([^\n]+)/.exec(content)?.[1]?.trim();
    if (owner) this.#header.owner = owner;
  }

  /** Goes on with a statement whose next page this message is. */
  resume(statement: OpenStatement): void {
    this.#statement = statement;
  }

  /** The statement that the field at `line` belongs to; null when the message is none that we read. */
  open(line: number, byOpeningBalance = false): OpenStatement | null {
    if (this.#statement) return this.#statement;
    if (this.#isSkipped) return null;
    this.#header ??= emptyHeader(line);
    if (this.#type !== null && !READ_TYPES.has(this.#type)) {
      this.#isSkipped = true;
      this.#problems.error(
        this.#header.line,
        'message.notRead',
        `A SWIFT MT${this.#type} message is in the file; it is not read here.`,
      );
      return null;
    }
    this.#statement = this.#statements.open(
      this.#header,
      this.#kind(this.#header, byOpeningBalance),
      this.#bic,
    );
    return this.#statement;
  }

  /** As `open`, where totals or nothing at all may be all that an interim report has to say. */
  openReport(): OpenStatement | null {
    const header = this.#header;
    if (this.#statement || !header || this.#isSkipped) return this.#statement;
    const isRead = this.#type === null || READ_TYPES.has(this.#type);
    return !isRead || this.#kind(header, false) === 'intraday' ? this.open(header.line) : null;
  }

  /** Without an envelope: of the two messages only MT942 has a floor limit, or a time and no opening balance. */
  #kind({ floorLimit, asOf }: MessageHeader, byOpeningBalance: boolean): StatementStart['kind'] {
    const isInterim =
      this.#type === null
        ? floorLimit !== null || (asOf !== null && !byOpeningBalance)
        : this.#type === '942';
    return isInterim ? 'intraday' : 'endOfDay';
  }

  /** `fileEnded`: no field follows in the file. */
  finish(fileEnded = false): void {
    const header = this.#header;
    const hasHyphen = this.#rows.endWithHyphen();
    this.#rows.flush(this.#statement);
    const statement = this.openReport();
    if (statement) this.#end(statement, fileEnded && !hasHyphen);
    else if (header && !this.#isSkipped) {
      this.#problems.error(header.line, 'statement.empty', 'This message has neither balances nor rows.');
    }
    this.#statement = null;
    this.#header = null;
    this.#isSkipped = false;
  }

  #end(statement: OpenStatement, isLast: boolean): void {
    this.#rows.release(statement);
    const isInterim = statement.kind === 'intraday';
    if (isLast && (isInterim ? this.#textIsOpen : statement.closing === null)) {
      const rows = `${statement.rowCount} row${statement.rowCount === 1 ? '' : 's'}`;
      this.#problems.error(
        statement.line,
        'statement.truncated',
        `The file ends inside this statement, after ${rows}: its ${isInterim ? 'end' : 'closing balance'} is missing.`,
      );
    } else if (!isInterim && statement.closing === null) {
      this.#problems.warn(
        statement.line,
        'balance.missing',
        'The statement has no closing balance (field 62).',
      );
    }
    if (!isInterim && statement.closingKind === 'M') this.#statements.setAside(statement);
    else this.#statements.end(statement);
  }
}
