import type { StatementProblem } from '../../parsed-statement.ts';
import { Budget } from '../archive/budget.ts';
import { ZipReader } from '../archive/zip.ts';
import { ProblemReporter } from '../problems.ts';
import type { FileSummary, ReaderOptions, StatementReader, StatementSink } from '../reader.ts';
import { TableReader } from '../table/reader.ts';
import type { DateSystem } from '../table/serial-dates.ts';
import { XLSX_LIMITS } from './limits.ts';
import { Package } from './package.ts';
import { SheetSink } from './sheet-sink.ts';
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

type Skipped = { sheet: string; label: string | null; lack: StatementProblem };

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
    this.#parts = new Package(this.#problems, budget ?? new Budget('workbook', XLSX_LIMITS), budget === null);
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
    const sink = new SheetSink(this.#sink, label, this.#statements);
    const problems = new ProblemReporter(sink);
    let table: TableReader | null = null;
    return {
      problems,
      take: (record) => {
        table ??= new TableReader(sink, problems, mappingOf(this.#options, dateSystem));
        table.take(record);
      },
      isOver: () => false,
      end: () => {
        this.#sheets++;
        if (table) this.#filledSheets++;
        table?.end();
        sink.end();
        this.#statements = sink.nextStatement;
        if (sink.lack) this.#skipped.push({ sheet: name, label, lack: sink.lack });
      },
    };
  }

  /** Sheets without a table are common beside one that has it; where none has, that is what is wrong with the workbook. */
  #saySkipped(): void {
    for (const { sheet, label, lack } of this.#skipped) {
      const { code, message } = lack;
      if (this.#statements > 0)
        this.#problems.warn(null, 'sheet.skipped', `The sheet “${sheet}” is left out. ${message}`);
      else this.#problems.error(null, code, label === null ? message : `Sheet “${label}”: ${message}`);
    }
    if (this.#sheets > 0 && this.#filledSheets === 0 && !this.#parts.isFlawed)
      this.#problems.error(null, 'file.empty', 'No sheet of the workbook has anything in it.');
  }
}
