import { isUtf8 } from 'node:buffer';
import { isCurrency } from '#lib/currency.ts';
import type { TypedBalance } from '../../parsed-statement.ts';
import { ProblemReporter } from '../problems.ts';
import type { FileHead, FileSummary, ReaderOptions, StatementReader, StatementSink } from '../reader.ts';
import { LIMITS } from '../reader.ts';
import { PieceDecoder } from '../text-encoding.ts';
import { FieldSplitter, TAG } from './fields.ts';
import {
  emptyHeader,
  type MessageHeader,
  parseAccountField,
  parseAsOf,
  parseBalance,
  parseEnvelope,
  parseNumber,
} from './header.ts';
import { Rows } from './rows.ts';
import type { OpenStatement } from './statement.ts';
import { Statements } from './statements.ts';

/**
 * Reads MT940 (SWIFT Standards MT, Category 9; DFÜ-Abkommen, Anlage 3, chapter 8) with or without its envelope. Rows
 * go to the sink as they come; kept are the open row and the statements whose pages are not complete.
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
  readonly #decoder: PieceDecoder;
  readonly #declaredEncoding: string | null;
  readonly #splitter = new FieldSplitter(this);

  #bic: string | null = null;
  #otherType: string | null = null;
  #header: MessageHeader | null = null;
  #skipping = false;
  #statement: OpenStatement | null = null;
  #ended = false;

  constructor(sink: StatementSink, options: ReaderOptions, head: FileHead) {
    this.#problems = new ProblemReporter(sink);
    this.#statements = new Statements(sink, this.#problems);
    this.#rows = new Rows(sink, this.#problems, this.#statements);
    this.#declaredEncoding = head.encoding;
    this.#decoder = new PieceDecoder(options.encoding ?? (head.encoding === null ? null : 'utf-8'));
    this.#decoder.prime(head.text);
  }

  write(chunk: Uint8Array): void {
    this.#splitter.write(chunk);
  }

  end(): FileSummary {
    this.#ended = true;
    this.#splitter.end();
    this.#finishMessage();
    this.#statements.endAll();
    if (this.#splitter.droppedNul) {
      this.#problems.warn(null, 'bytes.nul', 'The file has NUL bytes; they were left out.');
    }
    return {
      format: 'mt940',
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
      this.#rows.flush(this.#statement);
      if (this.#begins(line)) this.#rows.begin(content, line, cut);
    } else if (tag === 86) this.#rows.addInformation(content);
    else this.#otherField(tag, letter, content, line);
  }

  #otherField(tag: number, letter: string, content: string, line: number): void {
    if (tag === TAG.preamble) return;
    if (tag === TAG.end) this.#finishMessage();
    else if (tag === TAG.envelope) this.#envelope(content);
    else if (tag === TAG.nonSwift) this.#nonSwift(content, line);
    else if (tag === 20) this.#reference(content, line);
    else if (tag === 60) this.#openingBalance(letter, content, line);
    else if (tag === 62) this.#closingBalance(letter, content, line);
    else if (tag === 64 || tag === 65) this.#otherBalance(tag, content, line);
    else if (tag === 90) this.#total(letter, content, line);
    else this.#headerField(tag, content, line);
  }

  #envelope(content: string): void {
    this.#finishMessage();
    if (!content.includes('{1:') && !content.includes('{2:')) return;
    const { messageType, bic } = parseEnvelope(content);
    this.#bic = bic;
    this.#otherType = messageType === '940' || messageType === '950' ? null : messageType;
  }

  #reference(content: string, line: number): void {
    this.#finishMessage();
    this.#header = emptyHeader(line);
    this.#header.reference = (content.split('\n', 1)[0] ?? '').trim() || null;
  }

  #headerField(tag: number, content: string, line: number): void {
    if (tag === 25 && this.#statement?.closing) this.#nextStatement(line);
    this.#header ??= emptyHeader(line);
    const header = this.#header;
    if (tag === 25) header.account = parseAccountField(content);
    else if (tag === 28) Object.assign(header, parseNumber(content));
    else if (tag === 13) header.asOf = parseAsOf(content);
    else if (tag === 34) header.hasFloorLimit = true;
  }

  /** Another statement, or page, under the same field 20. */
  #nextStatement(line: number): void {
    const before = this.#header;
    this.#finishMessage();
    this.#header = { ...(before ?? emptyHeader(line)), line };
  }

  #nonSwift(content: string, line: number): void {
    if (this.#rows.isOpen) {
      this.#rows.addNonSwift(content);
      return;
    }
    this.#header ??= emptyHeader(line);
    const owner = /(?:^|\n)22([^\n]+)/.exec(content)?.[1];
    if (owner) this.#header.owner = owner.trim() || null;
  }

  /** Makes sure that a statement is open; false when the message is none that we read. */
  #begins(line: number): boolean {
    if (this.#statement) return true;
    if (this.#skipping) return false;
    this.#header ??= emptyHeader(line);
    const header = this.#header;
    if (this.#otherType !== null || header.hasFloorLimit) {
      const type = this.#otherType ?? '942';
      this.#skipping = true;
      this.#problems.error(
        header.line,
        'message.notRead',
        `A SWIFT MT${type} message is in the file; it is not read here.`,
      );
      return false;
    }
    this.#statement = this.#statements.open(header, this.#bic);
    return true;
  }

  #openingBalance(letter: string, content: string, line: number): void {
    this.#rows.flush(this.#statement);
    if (this.#statement?.closing) this.#nextStatement(line);
    const balance = this.#readBalance(content, line, '60', letter);
    if (letter === 'M' && !this.#statement && balance) {
      this.#statement = this.#statements.continue(this.#header, balance, line);
      if (this.#statement) return;
    }
    if (!this.#begins(line) || !balance) return;
    const statement = this.#statement as OpenStatement;
    if (statement.opening) {
      this.#problems.warn(
        line,
        'balance.repeated',
        'The statement has a second opening balance; the first one counts.',
        content,
      );
      return;
    }
    statement.opening = { amount: balance.amount, currency: balance.currency, date: balance.date };
    statement.addBalance(balance);
    this.#setCurrency(statement, balance.currency, line);
    if (letter === 'M') {
      this.#problems.warn(
        line,
        'page.missing',
        'The statement begins with an intermediate balance (60M): an earlier page is not in this file.',
      );
    }
  }

  #closingBalance(letter: string, content: string, line: number): void {
    this.#rows.flush(this.#statement);
    const balance = this.#readBalance(content, line, '62', letter);
    if (!this.#begins(line) || !balance) return;
    const statement = this.#statement as OpenStatement;
    if (statement.closing) {
      this.#problems.warn(
        line,
        'balance.repeated',
        'The statement has a second closing balance; the first one counts.',
        content,
      );
      return;
    }
    this.#setCurrency(statement, balance.currency, line);
    statement.closing = { amount: balance.amount, currency: balance.currency, date: balance.date };
    statement.closingKind = letter;
    statement.addBalance(balance);
    if (statement.opening && statement.opening.currency !== balance.currency) {
      this.#problems.error(
        line,
        'currency.mismatch',
        `The statement opens in ${statement.opening.currency} and closes in ${balance.currency}.`,
        content,
      );
    }
  }

  #otherBalance(tag: number, content: string, line: number): void {
    this.#rows.flush(this.#statement);
    const balance = this.#readBalance(content, line, String(tag), '');
    if (this.#statement && balance) this.#statement.addBalance(balance);
  }

  #readBalance(content: string, line: number, tag: string, letter: string): TypedBalance | null {
    const balance = parseBalance(content);
    const code = tag + letter;
    if ('code' in balance) {
      this.#problems.error(line, balance.code, balance.message, `:${code}:${content}`);
      return null;
    }
    const { amount, currency, date, adjusted } = balance;
    if (adjusted)
      this.#problems.warn(
        line,
        'date.adjusted',
        'The date of the balance does not exist.',
        `:${code}:${content}`,
      );
    return { type: balanceType(tag, letter), code, amount, currency, date };
  }

  #setCurrency(statement: OpenStatement, currency: string, line: number): void {
    const known = statement.account.currency;
    if (known !== null && known !== currency && statement.opening === null) {
      this.#problems.warn(
        line,
        'currency.mismatch',
        `The account is named with ${known}, its balance is in ${currency}.`,
      );
    }
    if (statement.opening === null || statement.currency === null) statement.currency = currency;
    if (statement.opening?.currency === currency || known === null) statement.account.currency = currency;
    if (!isCurrency(currency)) {
      this.#problems.warn(line, 'currency.unknown', `“${currency}” is not an ISO 4217 currency.`);
    }
    this.#rows.release(statement);
  }

  /** Field 90D/90C: what the bank counted, compared with what was read. */
  #total(letter: string, content: string, line: number): void {
    this.#rows.flush(this.#statement);
    const statement = this.#statement;
    const count = /^\s*(\d+)[A-Z]{3}/.exec(content)?.[1];
    if (!statement || count === undefined || (letter !== 'C' && letter !== 'D')) return;
    const read = letter === 'C' ? statement.creditCount : statement.debitCount;
    if (Number(count) !== read) {
      const word = letter === 'C' ? 'credits' : 'debits';
      this.#problems.warn(
        line,
        'total.mismatch',
        `The bank counts ${count} ${word}, ${read} were read.`,
        content,
      );
    }
  }

  #finishMessage(): void {
    const header = this.#header;
    const hyphen = this.#rows.endWithHyphen();
    const statement = this.#statement;
    this.#rows.flush(statement);
    if (statement) this.#finishStatement(statement, this.#ended && !hyphen);
    else if (header && !this.#skipping) {
      if (this.#otherType !== null || header.hasFloorLimit) this.#begins(header.line);
      else
        this.#problems.error(header.line, 'statement.empty', 'This message has neither balances nor rows.');
    }
    this.#statement = null;
    this.#header = null;
    this.#skipping = false;
  }

  #finishStatement(statement: OpenStatement, truncated: boolean): void {
    this.#rows.release(statement);
    if (statement.closingKind === 'M') {
      this.#statements.setAside(statement);
      return;
    }
    if (statement.closing === null && truncated) {
      const rows = `${statement.rowCount} row${statement.rowCount === 1 ? '' : 's'}`;
      this.#problems.error(
        statement.line,
        'statement.truncated',
        `The file ends inside this statement, after ${rows}: its closing balance is missing.`,
      );
    } else if (statement.closing === null) {
      this.#problems.warn(
        statement.line,
        'balance.missing',
        'The statement has no closing balance (field 62).',
      );
    }
    this.#statements.end(statement);
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

function balanceType(tag: string, letter: string): TypedBalance['type'] {
  if (tag === '64') return 'closingAvailable';
  if (tag === '65') return 'forwardAvailable';
  if (letter === 'M') return 'interimBooked';
  return tag === '60' ? 'openingBooked' : 'closingBooked';
}
