import { Budget } from '../archive/budget.ts';
import { EntrySink } from '../archive/entry-sink.ts';
import { ZipReader } from '../archive/zip.ts';
import { ProblemReporter } from '../problems.ts';
import type { FileSummary, ReaderOptions, StatementReader, StatementSink } from '../reader.ts';
import { TableReader } from '../table/reader.ts';
import type { DateSystem } from '../table/serial-dates.ts';
import { Package } from './package.ts';
import { mappingOf, readSheets, type SheetTaker } from './sheets.ts';
import type { Sheet } from './workbook.ts';

/**
 * Reads Excel workbooks (ISO/IEC 29500, ECMA-376): each visible sheet is read as a table. The parts of a workbook refer to
 * each other and stand in the file in any order, so they wait, packed as they are, until it has come whole; then each
 * is unpacked once, and its rows go to the sink one by one. `budget`: of the archive that it lies in, else null.
 */
export function createXlsxReader(
  sink: StatementSink,
  options: ReaderOptions,
  budget: Budget | null,
): StatementReader {
  return new XlsxReader(sink, options, budget);
}

/** Why a sheet has no rows, when nothing else of it is wrong. */
const NO_TABLE = new Set(['columns.notFound', 'file.empty']);

type Skipped = { sheet: string; label: string | null; code: string; message: string };

class XlsxReader implements StatementReader {
  readonly #sink: StatementSink;
  readonly #options: ReaderOptions;
  readonly #problems: ProblemReporter;
  readonly #parts: Package;
  readonly #zip: ZipReader;
  readonly #skipped: Skipped[] = [];
  #statements = 0;
  #sheets = 0;
  #filledSheets = 0;

  constructor(sink: StatementSink, options: ReaderOptions, budget: Budget | null) {
    this.#sink = sink;
    this.#options = options;
    this.#problems = new ProblemReporter(sink);
    this.#parts = new Package(this.#problems, budget ?? new Budget('workbook'), budget === null);
    this.#zip = new ZipReader(this.#parts);
  }

  write(chunk: Uint8Array): void {
    this.#zip.write(chunk);
  }

  end(): FileSummary {
    const summary = this.#zip.end();
    readSheets(this.#parts, this.#problems, (...sheet) => this.#open(...sheet));
    this.#parts.sayExcess();
    this.#saySkipped();
    return summary;
  }

  #open({ name }: Sheet, label: string | null, dateSystem: DateSystem): SheetTaker {
    const sink = new EntrySink(
      this.#sink,
      label === null ? null : `Sheet “${label}”`,
      this.#statements,
      () => {},
    );
    let skipped: Skipped | null = null;
    const watched: StatementSink = {
      statement: (...args) => sink.statement(...args),
      row: (...args) => sink.row(...args),
      statementEnd: (...args) => sink.statementEnd(...args),
      problem: (problem) => {
        const { code, message } = problem;
        if (NO_TABLE.has(code)) skipped = { sheet: name, label, code, message };
        else sink.problem(problem);
      },
    };
    const problems = new ProblemReporter(watched);
    let table: TableReader | null = null;
    return {
      problems,
      take: (record) => {
        table ??= new TableReader(watched, problems, mappingOf(this.#options, dateSystem));
        table.take(record);
      },
      isOver: () => false,
      end: () => {
        this.#sheets++;
        if (table) this.#filledSheets++;
        table?.end();
        this.#statements = sink.nextStatement;
        if (skipped) this.#skipped.push(skipped);
      },
    };
  }

  /** Sheets without a table are common beside one that has it; where none has, that is what is wrong with the workbook. */
  #saySkipped(): void {
    for (const { sheet, label, code, message } of this.#skipped) {
      if (this.#statements > 0)
        this.#problems.warn(null, 'sheet.skipped', `The sheet “${sheet}” is left out. ${message}`);
      else this.#problems.error(null, code, label === null ? message : `Sheet “${label}”: ${message}`);
    }
    if (this.#sheets > 0 && this.#filledSheets === 0 && !this.#parts.isFlawed)
      this.#problems.error(null, 'file.empty', 'No sheet of the workbook has anything in it.');
  }
}
