import type { ParsedRow } from '../../parsed-statement.ts';
import { DecimalSum, decimalsOf, signed } from '../amounts.ts';
import type {
  CsvMapping,
  FileHead,
  FileSummary,
  ReaderOptions,
  StatementReader,
  StatementSink,
} from '../reader.ts';
import { LIMITS } from '../reader.ts';
import { PieceDecoder } from '../text-encoding.ts';
import type { SourceRecord } from './columns.ts';
import { dateByOrder, readDateCell } from './dates.ts';
import { chooseDelimiter } from './delimiter.ts';
import { balanceLabel, isTotal, mentionsBalance } from './header-words.ts';
import { decideLayout, hasDate, type Layout } from './layout.ts';
import { amountByDecimalSign, readNumberCell } from './numbers.ts';
import { type RawRecord, RecordSplitter } from './records.ts';
import { type CsvRow, cellsOf, makeCsvRow, readRow } from './row.ts';
import { CsvStatement } from './statement.ts';

/**
 * Reads CSV exports of banks: first it looks at so many records that it knows how the file is written, then rows go
 * to the sink as they come. What stays ambiguous it asks for instead of guessing, and gives no rows.
 */
export function createCsvReader(
  sink: StatementSink,
  options: ReaderOptions,
  head: FileHead,
): StatementReader {
  return new CsvReader(sink, options, head);
}

/** So many records decide how the file is read; more are waited for only where these do not decide. */
const FIRST_LOOK = 20_000;
const LAST_LOOK = 160_000;
const NON_ASCII = /[\u0080-\u00ff]/;

class CsvReader implements StatementReader {
  readonly #sink: StatementSink;
  readonly #mapping: CsvMapping;
  readonly #decoder: PieceDecoder;
  readonly #declaredEncoding: string | null;
  readonly #splitter: RecordSplitter;
  #isFirst = true;
  #droppedNul = false;

  #held: SourceRecord[] = [];
  #heldUntil = FIRST_LOOK;
  #layout: Layout | null = null;
  /** It stayed ambiguous; what follows is not read. */
  #undecided = false;
  readonly #statements = new Map<string, CsvStatement>();
  #rows = 0;

  constructor(sink: StatementSink, options: ReaderOptions, head: FileHead) {
    this.#sink = sink;
    this.#mapping = options.csv ?? {};
    this.#declaredEncoding = head.encoding;
    this.#decoder = new PieceDecoder(options.encoding ?? (head.encoding === null ? null : 'utf-8'));
    this.#decoder.prime(head.text);
    const delimiter = this.#mapping.delimiter ?? chooseDelimiter(head.text, head.complete)?.delimiter ?? ';';
    this.#splitter = new RecordSplitter(delimiter, this);
  }

  write(chunk: Uint8Array): void {
    let text = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length).toString('latin1');
    if (text.includes('\u0000') || text.includes('\u001a')) {
      if (text.includes('\u0000')) this.#droppedNul = true;
      text = text.replaceAll('\u0000', '').replaceAll('\u001a', '');
    }
    this.#splitter.write(text);
  }

  end(): FileSummary {
    this.#splitter.end();
    if (!this.#layout && !this.#undecided) this.#decide(true);
    for (const statement of this.#statements.values()) this.#endStatement(statement);
    if (this.#droppedNul)
      this.#problem('warning', null, 'bytes.nul', 'The file has NUL bytes; they were left out.', null);
    if (this.#layout && this.#rows === 0) {
      this.#problem(
        'error',
        null,
        'file.empty',
        'The file has a header, but no row that could be read.',
        null,
      );
    }
    return { format: 'csv', formatVersion: null, encoding: this.#declaredEncoding ?? this.#decoder.encoding };
  }

  broken(code: string, message: string, line: number, raw: string): void {
    this.#problem('error', line, code, message, this.#text(raw));
  }

  record({ cells, line, raw }: RawRecord): void {
    const first = this.#isFirst;
    this.#isFirst = false;
    if (first && /^sep=.$/.test(raw)) return;
    const record = NON_ASCII.test(raw)
      ? { cells: cells.map((cell) => this.#text(cell)), line, raw: this.#text(raw) }
      : { cells, line, raw };
    if (this.#layout) {
      this.#take(record, this.#layout);
      return;
    }
    if (this.#undecided) return;
    this.#held.push(record);
    if (this.#held.length >= this.#heldUntil) this.#decide(false);
  }

  #text(latin1: string): string {
    return NON_ASCII.test(latin1) ? this.#decoder.decode(latin1) : latin1;
  }

  /** Decides how the file is read. What is ambiguous may become clear further on; at the end it is a problem. */
  #decide(final: boolean): void {
    const layout = decideLayout(this.#held, this.#mapping);
    if (Array.isArray(layout)) {
      this.#heldUntil *= 2;
      if (!final && this.#heldUntil <= LAST_LOOK) return;
      for (const { line, code, message, raw } of layout) this.#problem('error', line, code, message, raw);
      this.#undecided = true;
      this.#held = [];
      return;
    }
    // Amounts without sign need the balance of the row before them in time, which newest-first files give later.
    if (layout.signs === 'fromBalance' && !final && this.#heldUntil < LIMITS.rowsPerFile) {
      this.#heldUntil = LIMITS.rowsPerFile;
      return;
    }
    this.#layout = layout;
    const records = this.#held;
    this.#held = [];
    const rows = records.slice(layout.headerIndex + 1);
    if (layout.signs === 'fromBalance' && layout.descending) this.#signNewestFirst(rows, layout);
    else for (const record of rows) this.#take(record, layout);
    if (layout.headerIndex > 0) this.#balancesOfPreamble(records.slice(0, layout.headerIndex), layout);
  }

  #take(record: SourceRecord, layout: Layout, read = this.#read(record, layout)): void {
    if (!read) return;
    const key = `${read.account.iban ?? read.account.other ?? ''}|${read.currency}`;
    let statement = this.#statements.get(key);
    if (!statement) {
      statement = new CsvStatement(this.#statements.size, read.account, read.currency, layout.descending);
      this.#statements.set(key, statement);
      this.#announce(statement, record);
    }
    if (read.unsigned && !this.#signByBalance(read, statement)) {
      this.#problem(
        'error',
        record.line,
        'sign.ambiguous',
        'Whether this is a credit or a debit cannot be told: its amount has no sign, and no balance stands before it.',
        record.raw,
      );
      if (read.balance !== null) statement.add('0', read.balance, read.bookingDate);
      return;
    }
    const row = makeCsvRow(read, record, layout, statement.rowCount + 1);
    this.#emit(row, statement, record);
    if (read.fee) this.#emitFee(row, read.fee, statement, record);
    this.#follow(row, read, statement, record);
  }

  /** The row of a record; null for what is none (a total, a balance, a blank line), said where it is to be said. */
  #read(record: SourceRecord, layout: Layout): CsvRow | null {
    if (record.cells.every((cell) => cell.trim() === '')) return null;
    if (this.#isBalanceLine(record, layout)) return null;
    const cell = cellsOf(record, layout);
    const hasAmount = [cell('amount'), cell('debit'), cell('credit')].some(
      (text) => readNumberCell(text) !== null,
    );
    const dated = hasDate(record.cells, layout.columns);
    if (!hasAmount && !dated) {
      if (!isLeftOver(record, layout)) {
        this.#problem(
          'warning',
          record.line,
          'line.skipped',
          'This line has neither a date nor an amount; it is left out.',
          record.raw,
        );
      }
      return null;
    }
    if (!dated && record.cells.some(isTotal)) return null;
    const width = layout.header.length;
    if (
      width > 0 &&
      record.cells.length > width &&
      record.cells.slice(width).some((text) => text.trim() !== '')
    ) {
      this.#problem(
        'error',
        record.line,
        'fields.count',
        `The line has ${record.cells.length} columns, the header has ${width}.`,
        record.raw,
      );
      return null;
    }
    const read = readRow(record, layout);
    if (!('code' in read)) return read;
    this.#problem('error', record.line, read.code, read.message, record.raw);
    return null;
  }

  /** The change of the balance tells the sign. False when it does not. */
  #signByBalance(read: CsvRow, statement: CsvStatement): boolean {
    const before = statement.lastBalance;
    if (before === null || read.balance === null) return false;
    return this.#signByChange(read, before, read.balance);
  }

  #signByChange(read: CsvRow, before: string, after: string): boolean {
    const change = microsBetween(before, after);
    const amount = microsBetween('0', read.amount);
    if (change !== amount && change !== -amount) return false;
    read.direction = change < 0n ? 'debit' : 'credit';
    return true;
  }

  /** Newest first and without signs: the balance before a row stands in the row that follows it in the file. */
  #signNewestFirst(records: readonly SourceRecord[], layout: Layout): void {
    const rows = records.flatMap((record) => {
      const read = this.#read(record, layout);
      return read ? [{ record, read }] : [];
    });
    const key = (read: CsvRow) => `${read.account.iban ?? read.account.other}|${read.currency}`;
    const older = new Map<string, string | null>();
    for (let i = rows.length - 1; i >= 0; i--) {
      const { read } = rows[i] as (typeof rows)[number];
      const before = older.get(key(read)) ?? null;
      older.set(key(read), read.balance);
      if (before !== null && read.balance !== null && this.#signByChange(read, before, read.balance))
        read.unsigned = false;
    }
    for (const { record, read } of rows) this.#take(record, layout, read);
  }

  #announce(statement: CsvStatement, record: SourceRecord): void {
    const { account, index } = statement;
    if (account.iban === null && account.other === null) {
      this.#problem(
        'warning',
        record.line,
        'account.missing',
        'The file does not say of which account it is; choose it.',
        null,
      );
    }
    this.#sink.statement(
      {
        kind: 'endOfDay',
        account,
        statementId: null,
        sequenceNumber: null,
        asOf: null,
        openingBalance: null,
      },
      index,
    );
  }

  #emit(row: ParsedRow, statement: CsvStatement, record: SourceRecord): void {
    statement.rowCount = row.rowNumber;
    this.#rows++;
    this.#sink.row(row, statement.index, record.raw);
  }

  #emitFee(
    row: ParsedRow,
    fee: NonNullable<CsvRow['fee']>,
    statement: CsvStatement,
    record: SourceRecord,
  ): void {
    const feeRow: ParsedRow = {
      ...row,
      rowNumber: row.rowNumber + 1,
      amount: fee.amount,
      direction: fee.direction,
      balanceAfter: row.balanceAfter,
      remittance: { unstructured: null, structured: [] },
      parentRow: row.rowNumber,
    };
    // The balance of the record is the one after both.
    row.balanceAfter = null;
    this.#emit(feeRow, statement, record);
  }

  /** Holds the row against the running balance. */
  #follow(row: ParsedRow, read: CsvRow, statement: CsvStatement, record: SourceRecord): void {
    if (row.status !== 'booked') return;
    const amount = signed(row.amount, row.direction === 'debit');
    const { fee } = read;
    const total = fee ? sumOf(amount, signed(fee.amount, fee.direction === 'debit')) : amount;
    if (statement.add(total, read.balance, row.bookingDate)) return;
    statement.gaps++;
    if (statement.gaps <= 20) {
      this.#problem(
        'warning',
        record.line,
        'balance.gap',
        `The balance of this row (${read.balance}) does not follow from the row ${statement.descending ? 'above' : 'before'}: a row is missing, or an amount is not as it was booked.`,
        record.raw,
      );
    }
  }

  /** "Anfangssaldo", "Closing balance": a line that has a balance instead of a payment. */
  #isBalanceLine(record: SourceRecord, layout: Layout): boolean {
    if (!mentionsBalance(record.raw)) return false;
    const label = record.cells
      .map((text) => balanceLabel(text.replace(/:\s*$/, '')))
      .find((found) => found !== null);
    if (!label) return false;
    const used = layout.columns;
    const column = used.amount?.[0] ?? used.balance?.[0] ?? -1;
    const numbers = record.cells.filter(
      (text) => readNumberCell(text) !== null && readDateCell(text) === null && /[.,]/.test(text),
    );
    const own = record.cells[column] ?? '';
    const text = readNumberCell(own)
      ? own
      : numbers.length === 1
        ? (numbers[0] as string)
        : (record.cells[used.balance?.[0] ?? -1] ?? '');
    this.#stateBalance(label, text, record, layout);
    return true;
  }

  #balancesOfPreamble(preamble: readonly SourceRecord[], layout: Layout): void {
    for (const record of preamble) {
      for (const [column, text] of record.cells.entries()) {
        const at = text.indexOf(':');
        const label = balanceLabel(at < 0 ? text : text.slice(0, at));
        if (!label) continue;
        const value =
          at >= 0 && readNumberCell(text.slice(at + 1))
            ? text.slice(at + 1)
            : (record.cells[column + 1] ?? '');
        this.#stateBalance(label, value, record, layout);
      }
    }
  }

  #stateBalance(label: 'opening' | 'closing', text: string, record: SourceRecord, layout: Layout): void {
    const cell = readNumberCell(text);
    const statements = [...this.#statements.values()];
    const [statement] = statements;
    if (!cell || (statements.length > 1 && layout.columns.account)) return;
    const currency = cell.currency ?? statement?.currency ?? layout.currency;
    const amount =
      currency === null ? null : amountByDecimalSign(cell.body, layout.decimalSign, decimalsOf(currency));
    if (currency === null || typeof amount !== 'string') return;
    const mark = record.cells.map((c) => c.trim()).includes('S') && layout.columns.mark;
    const date = record.cells
      .flatMap((c) => c.match(/\d{1,4}[./-]\d{1,2}[./-]\d{1,4}/g) ?? [])
      .map((found) => readDateCell(found))
      .map((found) => found && dateByOrder(found, layout.dateOrder))
      .find((found) => found !== null);
    const balance = {
      amount: signed(amount, cell.negative || cell.mark === 'debit' || Boolean(mark)),
      currency,
      date: date ?? null,
    };
    this.#stated[label] = balance;
  }

  readonly #stated: { opening?: StatedBalance; closing?: StatedBalance } = {};

  #endStatement(statement: CsvStatement): void {
    if (this.#statements.size === 1) {
      if (this.#stated.opening?.currency === statement.currency)
        statement.statedOpening = this.#stated.opening;
      if (this.#stated.closing?.currency === statement.currency)
        statement.statedClosing = this.#stated.closing;
    }
    const summary = statement.summary();
    if (summary.balanceCheck === 'discrepancy') {
      this.#problem(
        'warning',
        null,
        'balance.discrepancy',
        `Opening balance and rows do not give the closing balance: they differ by ${summary.balanceDifference} ${statement.currency}.`,
        null,
      );
    }
    this.#sink.statementEnd(summary, statement.index);
  }

  #problem(
    severity: 'error' | 'warning',
    line: number | null,
    code: string,
    message: string,
    raw: string | null,
  ): void {
    this.#sink.problem({ severity, line, code, message, raw: raw?.slice(0, LIMITS.rawLength) ?? null });
  }
}

type StatedBalance = { amount: string; currency: string; date: string | null };

/** A header that is repeated, or a remark of a few words without figures. */
function isLeftOver(record: SourceRecord, layout: Layout): boolean {
  if (layout.header.length > 0 && record.cells.join('|') === layout.header.join('|')) return true;
  const filled = record.cells.filter((cell) => cell.trim() !== '');
  return filled.length <= 2 && !filled.some((cell) => /\d[.,]\d{2}\b/.test(cell));
}

function microsBetween(before: string, after: string): bigint {
  const micros = (text: string) => {
    const [integer = '0', fraction = ''] = text.replace('-', '').split('.');
    const value = BigInt(integer + fraction.slice(0, 6).padEnd(6, '0'));
    return text.startsWith('-') ? -value : value;
  };
  return micros(after) - micros(before);
}

function sumOf(a: string, b: string): string {
  const sum = new DecimalSum();
  sum.add(a);
  sum.add(b);
  return sum.toString();
}
