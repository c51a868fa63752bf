import { isCurrency } from '#lib/currency.ts';
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
import { readBalances } from './balances.ts';
import { readRow } from './row.ts';
import { readAccount } from './values.ts';

/**
 * Reads MultiCash as SAP takes it (SAP Note 36833): AUSZUG.TXT, a statement's balances in each line, and UMSATZ.TXT, a
 * row in each line. Each file is read by itself: balances without rows, or rows without balances.
 */
export function createMultiCashReader(
  sink: StatementSink,
  options: ReaderOptions,
  head: FileHead,
): StatementReader {
  return new MultiCashReader(sink, options, head);
}

/** UMSATZ.TXT names no currency; German accounts are kept in euros unless somebody says otherwise. */
const DEFAULT_CURRENCY = 'EUR';
const CODES = { opening: '6', closing: '9' };

class MultiCashReader implements StatementReader {
  readonly #problems: ProblemReporter;
  readonly #writer: StatementWriter;
  readonly #lines: TextLines;
  readonly #givenCurrency: string | null;
  #toldOfCurrency = false;
  #open: { key: string; statement: OpenStatement } | null = null;

  constructor(sink: StatementSink, options: ReaderOptions, head: FileHead) {
    this.#problems = new ProblemReporter(sink);
    this.#writer = new StatementWriter(sink, this.#problems);
    const currency = options.table?.currency ?? '';
    this.#givenCurrency = isCurrency(currency) ? currency : null;
    this.#lines = new TextLines(head, options, null, (line) => this.#line(line));
  }

  write(chunk: Uint8Array): void {
    this.#lines.write(chunk);
  }

  end(): FileSummary {
    this.#lines.end();
    this.#close();
    if (this.#lines.hasNul) this.#problems.nulBytes();
    return { format: 'multicash', formatVersion: null, encoding: this.#lines.encoding };
  }

  #line(line: TextLine): void {
    const fields = line.text.split(';', LIMITS.fieldsPerRecord).map((text) => text.trim());
    if (line.overlong) {
      const message = `The line is longer than ${LIMITS.recordBytes} bytes; the rest of it is left out.`;
      this.#problems.error(line.number, 'record.tooLong', message, line.text);
    }
    if (fields.length < 9) {
      const message = 'This is no line of AUSZUG.TXT or UMSATZ.TXT: it has too few fields.';
      this.#problems.error(line.number, 'record.unknown', message, line.text);
    } else if (/^[A-Z]{3}$/.test(fields[4] ?? '')) this.#balances(line, fields);
    else this.#row(line, fields);
  }

  #balances(line: TextLine, fields: readonly string[]): void {
    this.#close();
    const summary = readBalances(line, fields, this.#problems);
    if (summary) this.#writer.whole(summary);
  }

  /** Rows of one account and statement number that follow each other are a statement. */
  #row(line: TextLine, fields: readonly string[]): void {
    const currency = this.#givenCurrency ?? DEFAULT_CURRENCY;
    const [bank = '', account = '', sequenceNumber = ''] = fields;
    const key = JSON.stringify([bank, account, sequenceNumber]);
    if (this.#open?.key !== key) {
      this.#close();
      const start = {
        kind: 'endOfDay' as const,
        account: { ...readAccount(bank, account), currency: this.#givenCurrency },
        statementId: null,
        sequenceNumber: sequenceNumber || null,
        asOf: null,
        openingBalance: null,
      };
      this.#open = { key, statement: this.#writer.open(start, currency, line.number) };
    }
    if (this.#givenCurrency === null && !this.#toldOfCurrency) {
      this.#toldOfCurrency = true;
      const message = 'UMSATZ.TXT names no currency; its amounts are taken for euros.';
      this.#problems.warn(line.number, 'currency.missing', message);
    }
    const row = readRow(line, fields, currency, this.#problems);
    if (row) this.#writer.row(this.#open.statement, row, line.text);
    else this.#open.statement.unreadRows++;
  }

  #close(): void {
    if (this.#open) this.#writer.close(this.#open.statement, CODES, null);
    this.#open = null;
  }
}
