import { ProblemReporter } from '../problems.ts';
import type { FileHead, FileSummary, ReaderOptions, StatementReader, StatementSink } from '../reader.ts';
import { LIMITS } from '../reader.ts';
import { PieceDecoder } from '../text-encoding.ts';
import {
  addField,
  isPart,
  NEVER_IN_PART,
  NOT_READ,
  type Part,
  ROWS,
  type Row,
  reportStatus,
  STATEMENTS,
} from './elements.ts';
import type { OpenStatement } from './statement.ts';
import { Statements } from './statements.ts';
import { Tokenizer } from './tokens.ts';
import { withoutEntities } from './values.ts';

/**
 * Reads OFX (Open Financial Exchange 1.x in SGML, 2.x in XML; sections 11.4 and 11.5) and QFX, which is OFX with an
 * element of Quicken's own. Rows go to the sink as they come; kept are the open row and the open statement.
 */
export function createOfxReader(
  sink: StatementSink,
  options: ReaderOptions,
  head: FileHead,
): StatementReader {
  return new OfxReader(sink, options, head);
}

class OfxReader implements StatementReader {
  readonly #problems: ProblemReporter;
  readonly #statements: Statements;
  readonly #decoder: PieceDecoder;
  readonly #declaredEncoding: string | null;
  readonly #version: string | null;
  readonly #tokenizer = new Tokenizer(this);

  #statement: OpenStatement | null = null;
  #row: Row | null = null;
  #part: Part | null = null;
  /** The element whose text is being read. */
  #leaf: string | null = null;
  #text = '';
  #textIsCut = false;
  #skipping: string | null = null;

  constructor(sink: StatementSink, options: ReaderOptions, head: FileHead) {
    this.#problems = new ProblemReporter(sink);
    this.#statements = new Statements(sink, this.#problems);
    this.#declaredEncoding = head.encoding;
    this.#decoder = new PieceDecoder(options.encoding ?? (head.encoding === null ? null : 'utf-8'));
    this.#decoder.prime(head.text);
    this.#version = /VERSION\s*[:=]\s*["']?(\d{3})(?!\d|\.)/.exec(head.text.slice(0, 2_000))?.[1] ?? null;
  }

  write(chunk: Uint8Array): void {
    this.#tokenizer.write(chunk);
  }

  end(): FileSummary {
    this.#tokenizer.end();
    if (this.#row) {
      this.#problems.error(
        this.#row.line,
        'row.truncated',
        'The file ends inside this row.',
        this.#raw(this.#row),
      );
      this.#row = null;
    }
    if (this.#statement) {
      const { line, rowCount } = this.#statement;
      const rows = `${rowCount} row${rowCount === 1 ? '' : 's'}`;
      const message = `The file ends inside this statement, after ${rows}.`;
      this.#problems.error(line, 'statement.truncated', message);
      this.#endStatement();
    }
    const encoding = this.#declaredEncoding ?? this.#decoder.encoding;
    return { format: 'ofx', formatVersion: this.#version, encoding };
  }

  open(tag: string, line: number, source: string): void {
    this.#endLeaf();
    if (this.#skipping !== null) return;
    if (NOT_READ.has(tag)) {
      this.#skipping = tag;
      const message = `A statement of investments or loans (${tag}) is in the file; it is not read.`;
      this.#problems.error(line, 'statement.notRead', message);
    } else if (STATEMENTS.has(tag)) {
      this.#endStatement();
      this.#statement = this.#statements.open(line);
    } else if (ROWS.has(tag)) {
      this.#endRow();
      this.#row = { fields: new Map(), pending: tag === 'STMTTRNP', line, raw: source };
      return;
    } else if (isPart(tag, this.#part)) {
      if (tag === 'LEDGERBAL' || tag === 'AVAILBAL') this.#endRow();
      this.#endPart();
      this.#part = { name: tag, fields: new Map(), line };
    } else if (NEVER_IN_PART.has(tag)) this.#endPart();
    this.#keep(source);
    this.#leaf = tag;
  }

  close(tag: string, source: string): void {
    this.#endLeaf();
    if (this.#skipping !== null) {
      if (tag === this.#skipping) this.#skipping = null;
      return;
    }
    this.#keep(source);
    if (this.#part?.name === tag) this.#endPart();
    else if (ROWS.has(tag) || tag === 'BANKTRANLIST') this.#endRow();
    else if (STATEMENTS.has(tag) || tag === 'OFX') this.#endStatement();
  }

  text(piece: string): void {
    this.#keep(piece);
    if (this.#leaf === null) return;
    const room = LIMITS.recordBytes - this.#text.length;
    if (piece.length > room) this.#textIsCut = true;
    if (room > 0) this.#text += piece.length > room ? piece.slice(0, room) : piece;
  }

  /** The text of an element is complete. */
  #endLeaf(): void {
    const tag = this.#leaf;
    if (tag === null) return;
    const text = this.#text;
    const isCut = this.#textIsCut;
    this.#leaf = null;
    this.#text = '';
    this.#textIsCut = false;
    if (this.#skipping !== null || (!this.#row && !this.#part && !this.#statement)) return;
    const given = withoutEntities(this.#decode(text)).trim();
    const value = GAP.test(given) ? given.replace(/\s+/g, ' ') : given;
    if (value === '') return;
    if (isCut) {
      const message = `A text (${tag}) is longer than ${LIMITS.recordBytes} bytes; the rest of it is left out.`;
      this.#problems.error(this.#row?.line ?? this.#statement?.line ?? null, 'field.tooLong', message);
    }
    const part = this.#part;
    if (part) addField(part.fields, tag, value);
    else if (this.#row) addField(this.#row.fields, tag, value);
    else this.#statement?.set(tag, value);
    if (part?.name === tag) this.#endPart();
  }

  /** An aggregate inside a statement or a row is complete. */
  #endPart(): void {
    const part = this.#part;
    if (!part) return;
    this.#part = null;
    const { name, fields, line } = part;
    if (name === 'STATUS') reportStatus(fields, line, this.#problems);
    else if (name === 'LEDGERBAL' || name === 'AVAILBAL' || name === 'BAL') {
      this.#statement?.addBalance(name, fields, line, this.#problems);
    } else {
      for (const [tag, value] of fields) {
        if (this.#row) addField(this.#row.fields, `${name}.${tag}`, value);
        else this.#statement?.set(`${name}.${tag}`, value);
      }
    }
  }

  #endRow(): void {
    this.#endPart();
    const row = this.#row;
    if (!row) return;
    this.#row = null;
    const raw = this.#raw(row);
    if (this.#statement) this.#statements.row(this.#statement, row, raw);
    else this.#problems.error(row.line, 'row.misplaced', 'This row stands outside a statement.', raw);
  }

  #endStatement(): void {
    this.#endRow();
    this.#endPart();
    if (this.#statement) this.#statements.end(this.#statement);
    this.#statement = null;
  }

  #keep(source: string): void {
    const row = this.#row;
    if (row && row.raw.length < LIMITS.recordBytes) row.raw += source.slice(0, LIMITS.recordBytes);
  }

  #raw(row: Row): string {
    return this.#decode(row.raw).replace(/\r\n?/g, '\n').trimEnd();
  }

  #decode(latin1: string): string {
    return HIGH.test(latin1) ? this.#decoder.decode(latin1) : latin1;
  }
}

/** Anything between words but one space. */
const GAP = /\s\s|[^\S ]/;
const HIGH = /[\u0080-\u00ff]/;
