import type { AmountProblem } from '../amounts.ts';
import { ProblemReporter } from '../problems.ts';
import type { FileHead, FileSummary, ReaderOptions, StatementReader, StatementSink } from '../reader.ts';
import type { XmlFault } from '../xml/faults.ts';
import { type XmlHandler, XmlReader } from '../xml/reader.ts';
import { createDecoder, type Decoder, encodingOf, type XmlEncoding } from './decoder.ts';
import { CAMT_ELEMENTS, type CamtElement, type CamtNode } from './elements.ts';
import { readEntry, readEntryHead } from './entry.ts';
import { type MessageHeader, readHeadPart, readMessageHeader } from './header.ts';
import { Members } from './members.ts';
import { type CamtMessage, messageOf, versionOf } from './messages.ts';
import { type OpenStatement, StatementHead } from './statement.ts';
import { Statements } from './statements.ts';

/** Bytes that are decoded at a time. */
const PIECE = 65_536;

/**
 * Reads camt.052, camt.053 and camt.054 of ISO 20022 (Bank-to-Customer Cash Management), from version 001.01 on, by local
 * names: a national variant or subset reads like the message it is made of. Entries go to the sink as they come.
 */
export function createCamtReader(
  format: CamtMessage['format'],
  sink: StatementSink,
  options: ReaderOptions,
  head: FileHead,
): StatementReader {
  return new CamtReader(format, sink, options, head);
}

class CamtReader implements StatementReader, XmlHandler<CamtElement> {
  readonly #sink: StatementSink;
  readonly #problems: ProblemReporter;
  readonly #statements: Statements;
  readonly #encoding: XmlEncoding;
  readonly #decoder: Decoder;
  readonly #xml = new XmlReader<CamtElement>(this, CAMT_ELEMENTS);
  #isDamaged = false;
  #format: CamtMessage['format'];
  #version: string | null = null;

  /** The message that is open, and the statement within it. */
  #message: CamtMessage | null = null;
  #messageHeader: MessageHeader = { createdAt: null, page: null };
  #head: StatementHead | null = null;
  #statement: OpenStatement | null = null;
  /** The entry that is open, once the first of its transactions has come. */
  #open: { entry: CamtNode; members: Members | AmountProblem } | null = null;

  constructor(format: CamtMessage['format'], sink: StatementSink, options: ReaderOptions, head: FileHead) {
    this.#format = format;
    this.#sink = sink;
    this.#problems = new ProblemReporter(sink);
    this.#statements = new Statements(sink, this.#problems);
    this.#encoding = encodingOf(head, options);
    this.#decoder = createDecoder(this.#encoding.name);
    if (!this.#encoding.isDeclared) {
      const { declared, name } = this.#encoding;
      const message = `The file is not in ${declared ?? 'utf-8'}, as it should be: it was read as ${name}.`;
      this.#problems.warn(1, 'encoding.wrong', message);
    }
  }

  write(chunk: Uint8Array): void {
    for (let start = 0; start < chunk.length && !this.#xml.stopped; start += PIECE)
      this.#take(this.#decoder.write(chunk.subarray(start, start + PIECE)));
  }

  end(): FileSummary {
    this.#take(this.#decoder.end());
    this.#xml.end();
    if (this.#head) this.#truncated(this.#head);
    else if (this.#xml.isOpen && !this.#xml.stopped)
      this.#problems.error(
        this.#xml.line,
        'file.truncated',
        'The file ends before its last element is closed.',
      );
    this.#statements.endAll();
    return { format: this.#format, formatVersion: this.#version, encoding: this.#encoding.name };
  }

  #take(text: string): void {
    if (!this.#isDamaged && this.#encoding.name.startsWith('utf-') && text.includes('\ufffd')) {
      this.#isDamaged = true;
      const message = `The file has bytes that are not ${this.#encoding.name}; “\ufffd” stands for them.`;
      this.#problems.warn(this.#xml.line, 'encoding.damaged', message);
    }
    this.#xml.write(text);
  }

  enter(name: string, attributes: Readonly<Record<string, string>>, line: number): boolean {
    if (this.#head) return false;
    if (this.#message) {
      if (name !== this.#message.statement) return false;
      this.#head = new StatementHead(line);
      return true;
    }
    const message = messageOf(name);
    const version = versionOf(attributes);
    if (this.#version === null) this.#version = version;
    if (message) {
      this.#message = message;
      this.#messageHeader = { createdAt: null, page: null };
      this.#format = message.format;
    }
    return true;
  }

  leave(): void {
    if (this.#head) this.#endStatement(this.#head);
    else this.#message = null;
  }

  part(node: CamtNode): void {
    const head = this.#head;
    if (head === null) {
      if (node.name === 'GrpHdr') this.#messageHeader = readMessageHeader(node);
    } else if (node.name === 'Ntry') this.#entry(node, head);
    else {
      const known = head.balances.length;
      const problem = readHeadPart(head, node);
      if (problem) this.#problems.error(node.line, problem.code, problem.message, this.#xml.source());
      else for (const balance of head.balances.slice(known)) this.#statement?.addBalance(balance);
    }
  }

  /** Transactions are read as they come, so that a batch does not have to fit into memory as a whole. */
  member(node: CamtNode, part: CamtNode): boolean {
    if (node.name !== 'TxDtls' || part.name !== 'Ntry' || !this.#head) return false;
    const members = this.#membersOf(part, this.#begin(this.#head));
    if ('add' in members) members.add(node);
    return true;
  }

  fault({ isFatal, line, code, message }: XmlFault): void {
    if (isFatal) this.#problems.error(line, code, message, this.#xml.source() || null);
    else this.#problems.warn(line, code, message);
  }

  /** What has come of the open entry; a problem where its amount or direction cannot be read. */
  #membersOf(entry: CamtNode, statement: OpenStatement): Members | AmountProblem {
    if (this.#open?.entry === entry) return this.#open.members;
    const head = readEntryHead(entry, statement.account.currency);
    const members = 'code' in head ? head : new Members(head, statement.owner);
    this.#open = { entry, members };
    return members;
  }

  /** All that stands before the entries is known: the statement begins. */
  #begin(head: StatementHead): OpenStatement {
    if (this.#statement) return this.#statement;
    head.page ??= this.#messageHeader.page;
    head.createdAt ??= this.#messageHeader.createdAt;
    this.#statement = this.#statements.open((this.#message as CamtMessage).kind, head);
    return this.#statement;
  }

  #entry(node: CamtNode, head: StatementHead): void {
    const statement = this.#begin(head);
    const source = this.#xml.source();
    const members = this.#membersOf(node, statement);
    this.#open = null;
    const entry = 'code' in members ? members : readEntry(node, members, statement.day);
    if ('code' in entry) {
      statement.unreadRows++;
      this.#problems.error(node.line, entry.code, entry.message, source);
      return;
    }
    for (const { code, message } of entry.warnings) this.#problems.warn(node.line, code, message, source);
    statement.account.currency ??= entry.row.currency;
    if (entry.lacksBookingDate && statement.undated.count++ === 0) statement.undated.line = node.line;
    this.#statements.announce(statement);
    entry.row.rowNumber = ++statement.rowCount;
    statement.count(entry.row, source);
    this.#sink.row(entry.row, statement.index, source);
  }

  #endStatement(head: StatementHead): void {
    const statement = this.#begin(head);
    this.#head = null;
    this.#statement = null;
    this.#statements.close(statement, head);
  }

  /** The file ends, or cannot be read further, within a statement. */
  #truncated(head: StatementHead): void {
    const statement = this.#begin(head);
    const rows = `${statement.rowCount} row${statement.rowCount === 1 ? '' : 's'}`;
    const message = `The file ends inside this statement, after ${rows}: what follows is missing.`;
    this.#problems.error(statement.line, 'statement.truncated', message, this.#xml.source() || null);
    this.#statements.end(statement);
  }
}
