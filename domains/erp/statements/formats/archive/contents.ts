import type { StatementFormat, StatementProblem } from '../../parsed-statement.ts';
import type {
  FileSummary,
  FormatDefinition,
  ReaderOptions,
  StatementReader,
  StatementSink,
} from '../reader.ts';
import { Budget } from './budget.ts';
import { EntrySink } from './entry-sink.ts';
import type { LocalHeader } from './local-header.ts';
import { openEntry } from './packed-entry.ts';
import type { PackedBytes, ZipHandler } from './zip.ts';

/** A reader for what is in an archive: a statement of any format or one of these archives. */
export type CreateEntryReader = (
  sink: StatementSink,
  options: ReaderOptions,
  archives: readonly FormatDefinition[],
  budget: Budget,
) => StatementReader;

/** How the entries of an archive are read. */
export type EntryReading = {
  createReader: CreateEntryReader;
  /** The archives that an entry may be. */
  archivesWithin(budget: Budget): readonly FormatDefinition[];
  /** The outer archive's budget; null for an archive that is a file of its own. */
  budget: Budget | null;
};

/** Takes the unpacked bytes of one entry. */
export type Entry = { write(unpacked: Uint8Array): void; end(): void };

/** What is in an archive, entry by entry, as one file of statements. */
export class Contents implements ZipHandler {
  readonly noun = 'archive';
  readonly #format: StatementFormat;
  readonly #sink: StatementSink;
  readonly #options: ReaderOptions;
  readonly #reading: EntryReading;
  readonly #budget: Budget;
  readonly #read: FileSummary[] = [];
  /** Of each statement. */
  readonly #formats: StatementFormat[] = [];
  /** Of entries that look like nothing that is known: a text beside statements, or a statement that we do not know. */
  readonly #unknown: StatementProblem[] = [];
  #statements = 0;
  #errors = 0;

  constructor(format: StatementFormat, sink: StatementSink, options: ReaderOptions, reading: EntryReading) {
    this.#format = format;
    this.#sink = sink;
    this.#options = options;
    this.#reading = reading;
    this.#budget = reading.budget ?? new Budget();
  }

  /** Whether a limit is reached, so that nothing more is to be unpacked. */
  get isFull(): boolean {
    return this.#budget.excess !== null;
  }

  addPacked(bytes: number): void {
    if (!this.#reading.budget) this.#budget.addPacked(bytes);
  }

  addEntry(): void {
    this.#budget.addEntry();
  }

  entry(header: LocalHeader): PackedBytes | null {
    return openEntry(this, header);
  }

  /** `name` stands before the entry's problems; null where the archive is for one file alone. */
  open(name: string | null): Entry {
    const sink = new EntrySink(this.#holdingUnknown(), name, this.#statements, () => this.#errors++);
    const archives = this.#reading.archivesWithin(this.#budget);
    const reader = this.#reading.createReader(sink, this.#options, archives, this.#budget);
    return {
      write: (unpacked) => {
        if (this.isFull) return;
        this.#budget.addUnpacked(unpacked.length);
        if (!this.isFull) reader.write(unpacked);
      },
      end: () => {
        const summary = reader.end();
        if (summary.format !== null) this.#read.push(summary);
        for (let index = 0; this.#statements < sink.nextStatement; this.#statements++, index++)
          this.#formats.push(summary.statementFormats?.[index] ?? summary.format ?? this.#format);
      },
    };
  }

  error(code: string, message: string): void {
    this.#errors++;
    this.#say('error', code, message);
  }

  warn(code: string, message: string): void {
    this.#say('warning', code, message);
  }

  /** Whether what is unknown is an error, only the end of the archive tells: beside statements it is worth a warning. */
  #holdingUnknown(): StatementSink {
    const sink = this.#sink;
    return {
      statement: (...args) => sink.statement(...args),
      row: (...args) => sink.row(...args),
      statementEnd: (...args) => sink.statementEnd(...args),
      problem: (problem) => {
        if (problem.code === 'format.unknown') this.#unknown.push(problem);
        else sink.problem(problem);
      },
    };
  }

  /** What all entries have in common; the archive's own format where they have several or none. */
  end(): FileSummary {
    const severity = this.#statements > 0 ? 'warning' : 'error';
    for (const problem of this.#unknown) this.#sink.problem({ ...problem, severity });
    const excess = this.#budget.excess;
    if (excess) this.error(excess.code, excess.message);
    if (this.#statements === 0 && this.#errors === 0) {
      this.error('archive.noStatement', 'There is no statement in the archive.');
    }
    return {
      format: common(this.#read.map(({ format }) => format)) ?? this.#format,
      formatVersion: common(this.#read.map(({ formatVersion }) => formatVersion)),
      encoding: common(this.#read.map(({ encoding }) => encoding)),
      ...(common(this.#formats) === null && this.#formats.length > 0 && { statementFormats: this.#formats }),
    };
  }

  #say(severity: StatementProblem['severity'], code: string, message: string): void {
    this.#sink.problem({ severity, line: null, code, message, raw: null });
  }
}

/** The value that all have; null when they differ. */
function common<T>(values: readonly (T | null)[]): T | null {
  const [first = null, ...others] = values;
  return others.every((other) => other === first) ? first : null;
}
