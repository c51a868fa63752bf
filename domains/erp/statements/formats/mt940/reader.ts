import { isUtf8 } from 'node:buffer';
import { isCurrency } from '#lib/currency.ts';
import type { StatementAccount, TypedBalance } from '../../parsed-statement.ts';
import { looksLikeIban } from '../account-number.ts';
import { sameAmount } from '../amounts.ts';
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
import { makeRow } from './row.ts';
import { OpenStatement } from './statement.ts';
import { parseStatementLine } from './statement-line.ts';

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

/** The fields of a row, as read. */
type RowFields = { entry: string; information: string; nonSwift: string; line: number; cut: boolean };

const NO_ACCOUNT: StatementAccount = { iban: null, other: null, bic: null, currency: null, owner: null };

class Mt940Reader implements StatementReader {
  readonly #sink: StatementSink;
  readonly #decoder: PieceDecoder;
  readonly #declaredEncoding: string | null;
  readonly #splitter = new FieldSplitter(this);

  #bic: string | null = null;
  #otherType: string | null = null;
  #header: MessageHeader | null = null;
  #skipping = false;
  #statement: OpenStatement | null = null;
  #row: RowFields | null = null;
  /** Rows that came before their currency was known. */
  #held: RowFields[] = [];
  /** Statements that end with an intermediate balance, by account: their next page may follow. */
  readonly #unfinished = new Map<string, OpenStatement>();
  readonly #identities = new Set<string>();
  #statementCount = 0;
  #ended = false;

  constructor(sink: StatementSink, options: ReaderOptions, head: FileHead) {
    this.#sink = sink;
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
    for (const statement of this.#unfinished.values()) this.#endUnfinished(statement);
    this.#unfinished.clear();
    if (this.#splitter.droppedNul) {
      this.#warn(null, 'bytes.nul', 'The file has NUL bytes; they were left out.');
    }
    return {
      format: 'mt940',
      formatVersion: null,
      encoding: this.#declaredEncoding ?? this.#decoder.encoding,
    };
  }

  tooLong(line: number): void {
    this.#error(
      line,
      'field.tooLong',
      `A field is longer than ${LIMITS.recordBytes} bytes; the rest of it is left out.`,
    );
  }

  field(tag: number, letter: string, latin1: string, line: number, nonAscii: boolean, cut: boolean): void {
    const content = nonAscii ? this.#decode(latin1) : latin1;
    if (tag === 61) {
      this.#flushRow();
      if (!this.#begins(line)) return;
      this.#row = { entry: content, information: '', nonSwift: '', line, cut };
      return;
    }
    if (tag === 86) {
      const row = this.#row;
      if (row) row.information = row.information === '' ? content : `${row.information}\n${content}`;
      return;
    }
    this.#otherField(tag, letter, content, line);
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
    if (this.#row) {
      this.#row.nonSwift = this.#row.nonSwift === '' ? content : `${this.#row.nonSwift}\n${content}`;
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
      this.#error(
        header.line,
        'message.notRead',
        `A SWIFT MT${type} message is in the file; it is not read here.`,
      );
      return false;
    }
    this.#statement = this.#newStatement(header);
    return true;
  }

  #newStatement(header: MessageHeader): OpenStatement {
    const account: StatementAccount = { ...(header.account ?? NO_ACCOUNT) };
    account.bic ??= this.#bic;
    account.owner = header.owner;
    const id = header.statementNumber ?? header.reference;
    const statement = new OpenStatement(
      this.#statementCount++,
      header.line,
      account,
      id,
      header.sequenceNumber,
    );
    statement.asOf = header.asOf;
    if (account.iban === null && account.other === null) {
      this.#warn(
        header.line,
        'account.missing',
        'The statement does not say of which account it is (field 25).',
      );
    } else if (account.other !== null && looksLikeIban(account.other)) {
      this.#warn(
        header.line,
        'account.checkDigits',
        `“${account.other}” looks like an IBAN, but its check digits are wrong.`,
      );
    }
    return statement;
  }

  #openingBalance(letter: string, content: string, line: number): void {
    this.#flushRow();
    if (this.#statement?.closing) this.#nextStatement(line);
    const balance = this.#readBalance(content, line, '60', letter);
    if (letter === 'M' && !this.#statement && balance && this.#continuePage(balance, line)) return;
    if (!this.#begins(line) || !balance) return;
    const statement = this.#statement as OpenStatement;
    if (statement.opening) {
      this.#warn(
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
      this.#warn(
        line,
        'page.missing',
        'The statement begins with an intermediate balance (60M): an earlier page is not in this file.',
      );
    }
  }

  /** Goes on with the statement whose next page this is. */
  #continuePage(balance: TypedBalance, line: number): boolean {
    const header = this.#header;
    const key = accountKey(header?.account ?? null);
    const statement = this.#unfinished.get(key);
    if (!statement?.closing) return false;
    const sameNumber = (header?.statementNumber ?? header?.reference ?? null) === statement.statementId;
    const sameBalance =
      statement.closing.currency === balance.currency && sameAmount(statement.closing.amount, balance.amount);
    if (!sameNumber && !sameBalance) return false;
    if (sameNumber && !sameBalance && header?.sequenceNumber === statement.sequenceNumber) return false;
    if (!sameBalance) {
      statement.addBalance(balance);
      this.#warn(
        line,
        'page.gap',
        `This page begins with ${balance.amount} ${balance.currency}, the page before ended with ${statement.closing.amount} ${statement.closing.currency}: a page is missing between them.`,
      );
    }
    this.#unfinished.delete(key);
    statement.closing = null;
    statement.closingKind = '';
    this.#statement = statement;
    return true;
  }

  #closingBalance(letter: string, content: string, line: number): void {
    this.#flushRow();
    const balance = this.#readBalance(content, line, '62', letter);
    if (!this.#begins(line) || !balance) return;
    const statement = this.#statement as OpenStatement;
    if (statement.closing) {
      this.#warn(
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
      this.#error(
        line,
        'currency.mismatch',
        `The statement opens in ${statement.opening.currency} and closes in ${balance.currency}.`,
        content,
      );
    }
  }

  #otherBalance(tag: number, content: string, line: number): void {
    this.#flushRow();
    const balance = this.#readBalance(content, line, String(tag), '');
    if (this.#statement && balance) this.#statement.addBalance(balance);
  }

  #readBalance(content: string, line: number, tag: string, letter: string): TypedBalance | null {
    const balance = parseBalance(content);
    const code = tag + letter;
    if ('code' in balance) {
      this.#error(line, balance.code, balance.message, `:${code}:${content}`);
      return null;
    }
    const { amount, currency, date, adjusted } = balance;
    if (adjusted)
      this.#warn(line, 'date.adjusted', 'The date of the balance does not exist.', `:${code}:${content}`);
    return { type: balanceType(tag, letter), code, amount, currency, date };
  }

  #setCurrency(statement: OpenStatement, currency: string, line: number): void {
    const known = statement.account.currency;
    if (known !== null && known !== currency && statement.opening === null) {
      this.#warn(
        line,
        'currency.mismatch',
        `The account is named with ${known}, its balance is in ${currency}.`,
      );
    }
    if (statement.opening === null || statement.currency === null) statement.currency = currency;
    if (statement.opening?.currency === currency || known === null) statement.account.currency = currency;
    if (!isCurrency(currency)) {
      this.#warn(line, 'currency.unknown', `“${currency}” is not an ISO 4217 currency.`);
    }
    for (const held of this.#held.splice(0)) this.#emitRow(statement, held);
  }

  /** Field 90D/90C: what the bank counted, compared with what was read. */
  #total(letter: string, content: string, line: number): void {
    this.#flushRow();
    const statement = this.#statement;
    const count = /^\s*(\d+)[A-Z]{3}/.exec(content)?.[1];
    if (!statement || count === undefined || (letter !== 'C' && letter !== 'D')) return;
    const read = letter === 'C' ? statement.creditCount : statement.debitCount;
    if (Number(count) !== read) {
      const word = letter === 'C' ? 'credits' : 'debits';
      this.#warn(line, 'total.mismatch', `The bank counts ${count} ${word}, ${read} were read.`, content);
    }
  }

  /** The row's fields are complete. */
  #flushRow(): void {
    const fields = this.#row;
    if (!fields) return;
    this.#row = null;
    const statement = this.#statement as OpenStatement;
    if (statement.currency !== null) this.#emitRow(statement, fields);
    else if (this.#held.length < LIMITS.openStatements) this.#held.push(fields);
    else this.#unreadRow(statement, fields, 'currency.missing', 'The currency of the row is not known.');
  }

  #emitRow(statement: OpenStatement, fields: RowFields): void {
    const entry = parseStatementLine(fields.entry, statement.decimals);
    if ('code' in entry) {
      this.#unreadRow(statement, fields, entry.code, entry.message);
      return;
    }
    if (fields.cut && entry.transactionCode === null) {
      this.#unreadRow(statement, fields, 'row.truncated', 'The file ends inside this row.');
      return;
    }
    const raw = rawText(fields);
    if (entry.adjustedDate) {
      this.#warn(
        fields.line,
        'date.adjusted',
        'A date of the row does not exist; the last day of its month stands for it.',
        raw,
      );
    }
    if (!statement.announced) this.#announce(statement);
    statement.rowCount++;
    if (statement.firstRaw === '') statement.firstRaw = fields.entry;
    statement.lastRaw = fields.entry;
    const currency = statement.currency as string;
    const row = makeRow(
      entry,
      fields.information,
      fields.nonSwift,
      statement.rowCount,
      currency,
      fields.line,
    );
    if (row.status === 'booked') statement.count(row.amount, row.direction);
    this.#sink.row(row, statement.index, raw);
  }

  #unreadRow(statement: OpenStatement, fields: RowFields, code: string, message: string): void {
    statement.unreadRows++;
    this.#error(fields.line, code, message, rawText(fields));
  }

  #announce(statement: OpenStatement): void {
    statement.announced = true;
    const { account, statementId, sequenceNumber, asOf, opening } = statement;
    this.#sink.statement(
      { kind: 'endOfDay', account, statementId, sequenceNumber, asOf, openingBalance: opening },
      statement.index,
    );
  }

  #finishMessage(): void {
    const header = this.#header;
    const row = this.#row;
    const dash = row?.information.endsWith('\n-') === true;
    if (row && dash) row.information = row.information.slice(0, -2);
    this.#flushRow();
    const statement = this.#statement;
    if (statement) {
      if (statement.closingKind === 'M') this.#setAside();
      else {
        if (statement.closing === null) this.#withoutClosing(statement, this.#ended && !dash);
        this.#endStatement(statement);
      }
    } else if (header && !this.#skipping) {
      if (this.#otherType !== null || header.hasFloorLimit) this.#begins(header.line);
      else this.#error(header.line, 'statement.empty', 'This message has neither balances nor rows.');
    }
    this.#statement = null;
    this.#header = null;
    this.#skipping = false;
  }

  #withoutClosing(statement: OpenStatement, truncated: boolean): void {
    const rows = `${statement.rowCount} row${statement.rowCount === 1 ? '' : 's'}`;
    if (truncated) {
      this.#error(
        statement.line,
        'statement.truncated',
        `The file ends inside this statement, after ${rows}: its closing balance is missing.`,
      );
    } else {
      this.#warn(statement.line, 'balance.missing', 'The statement has no closing balance (field 62).');
    }
  }

  /** Keeps the open statement until its next page comes. */
  #setAside(): void {
    const statement = this.#statement;
    if (!statement) return;
    this.#statement = null;
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

  #endUnfinished(statement: OpenStatement): void {
    this.#warn(
      statement.line,
      'page.missing',
      'The statement ends with an intermediate balance (62M): a later page is not in this file.',
    );
    this.#endStatement(statement);
  }

  #endStatement(statement: OpenStatement): void {
    if (this.#held.length > 0) {
      for (const held of this.#held.splice(0)) {
        this.#unreadRow(statement, held, 'currency.missing', 'No balance says in which currency the row is.');
      }
    }
    if (!statement.announced) this.#announce(statement);
    if (statement.opening === null) {
      this.#warn(statement.line, 'balance.missing', 'The statement has no opening balance (field 60).');
    }
    const summary = statement.summary();
    if (summary.balanceCheck === 'discrepancy') {
      const unread =
        statement.unreadRows > 0 ? ` ${statement.unreadRows} of its rows could not be read.` : '';
      this.#warn(
        statement.line,
        'balance.discrepancy',
        `Opening balance and rows do not give the closing balance: they differ by ${summary.balanceDifference} ${summary.closingBalance?.currency}.${unread}`,
      );
    }
    const identity = statement.identity();
    if (this.#identities.has(identity)) {
      this.#warn(statement.line, 'statement.repeated', 'The file has this statement twice.');
    } else if (this.#identities.size < LIMITS.rowsPerFile) this.#identities.add(identity);
    this.#sink.statementEnd(summary, statement.index);
  }

  /** Text of a field; where a bank cut UTF-8 inside a character, the line break in it goes. */
  #decode(latin1: string): string {
    if (latin1.includes('\n') && !isUtf8(Buffer.from(latin1, 'latin1'))) {
      const whole = latin1.replace(CUT_CHARACTER, '$1');
      if (whole !== latin1 && isUtf8(Buffer.from(whole, 'latin1'))) return this.#decoder.decode(whole);
    }
    return this.#decoder.decode(latin1);
  }

  #error(line: number | null, code: string, message: string, raw: string | null = null): void {
    this.#sink.problem({
      severity: 'error',
      line,
      code,
      message,
      raw: raw?.slice(0, LIMITS.rawLength) ?? null,
    });
  }

  #warn(line: number | null, code: string, message: string, raw: string | null = null): void {
    this.#sink.problem({
      severity: 'warning',
      line,
      code,
      message,
      raw: raw?.slice(0, LIMITS.rawLength) ?? null,
    });
  }
}

function balanceType(tag: string, letter: string): TypedBalance['type'] {
  if (tag === '64') return 'closingAvailable';
  if (tag === '65') return 'forwardAvailable';
  if (letter === 'M') return 'interimBooked';
  return tag === '60' ? 'openingBooked' : 'closingBooked';
}

function accountKey(account: StatementAccount | null): string {
  return account?.iban ?? account?.other ?? '';
}

function rawText({ entry, information, nonSwift }: RowFields): string {
  const row = nonSwift === '' ? `:61:${entry}` : `:61:${entry}\n:NS:${nonSwift}`;
  return information === '' ? row : `${row}\n:86:${information}`;
}
