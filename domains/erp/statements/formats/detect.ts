import type { StatementProblem } from '../parsed-statement.ts';
import type { Budget } from './archive/budget.ts';
import { archives } from './archive/format.ts';
import { bai2 } from './bai2/format.ts';
import { camt } from './camt/format.ts';
import { cfonb120 } from './cfonb120/format.ts';
import { coda } from './coda/format.ts';
import { csv } from './csv/format.ts';
import { mt940 } from './mt940/format.ts';
import { multicash } from './multicash/format.ts';
import { norma43 } from './norma43/format.ts';
import { ofx } from './ofx/format.ts';
import type {
  FileHead,
  FileSummary,
  FormatDefinition,
  ReaderOptions,
  StatementReader,
  StatementSink,
} from './reader.ts';
import { LIMITS } from './reader.ts';
import { isNotReadYet, looksLike } from './recognised.ts';
import { startOfFile, type Transcoder } from './unicode.ts';
import { xlsx } from './xlsx/format.ts';

/**
 * The formats that are read, in the order in which a file is held against them. A new format is a line here. `budget`: of
 * the archive that the file lies in, which what is packed itself may not exceed; else null.
 */
const statements = (budget: Budget | null): readonly FormatDefinition[] => [
  xlsx(budget),
  ...camt,
  mt940,
  bai2,
  ofx,
  norma43,
  cfonb120,
  coda,
  multicash,
  csv,
];
export const FORMATS: readonly FormatDefinition[] = [...archives(createEntryReader), ...statements(null)];

const UNKNOWN =
  'This is no statement in a format that is read here: MT940, MT942, camt.052 to 054, BAI2, OFX, QFX, CSV, XLSX, CODA, CFONB 120, Norma 43, MultiCash, or a ZIP or gzip of them.';

/** A reader for a file of any format, which its first 64 KB decide by content; its name plays no part. */
export function createReader(sink: StatementSink, options: ReaderOptions = {}): StatementReader {
  return new FileReader(new BoundedSink(sink), options, FORMATS);
}

/** A reader for what is in an archive: it may be an archive `within` it, which knows how deep it is, or a statement. */
function createEntryReader(
  sink: StatementSink,
  options: ReaderOptions,
  within: readonly FormatDefinition[],
  budget: Budget,
): StatementReader {
  return new FileReader(new BoundedSink(sink), options, [...within, ...statements(budget)]);
}

class FileReader implements StatementReader {
  readonly #sink: BoundedSink;
  readonly #options: ReaderOptions;
  readonly #formats: readonly FormatDefinition[];
  #head = new Uint8Array(LIMITS.headBytes);
  #headLength = 0;
  #transcoder: Transcoder | null = null;
  #reader: StatementReader | null = null;
  #rejected = false;

  constructor(sink: BoundedSink, options: ReaderOptions, formats: readonly FormatDefinition[]) {
    this.#sink = sink;
    this.#options = options;
    this.#formats = formats;
  }

  write(chunk: Uint8Array): void {
    let rest = chunk;
    if (!this.#reader && !this.#rejected) {
      const taken = rest.subarray(0, LIMITS.headBytes - this.#headLength);
      this.#head.set(taken, this.#headLength);
      this.#headLength += taken.length;
      rest = rest.subarray(taken.length);
      if (this.#headLength < LIMITS.headBytes) return;
      this.#detect(false);
    }
    if (rest.length > 0) this.#reader?.write(this.#transcoder ? this.#transcoder.write(rest) : rest);
  }

  end(): FileSummary {
    if (!this.#reader && !this.#rejected) this.#detect(true);
    const reader = this.#reader;
    if (!reader) return { format: null, formatVersion: null, encoding: null };
    const last = this.#transcoder?.end();
    if (last && last.length > 0) reader.write(last);
    const summary = reader.end();
    this.#sink.end();
    return summary;
  }

  #detect(complete: boolean): void {
    const raw = this.#head.subarray(0, this.#headLength);
    this.#head = new Uint8Array(0);
    const start = startOfFile(raw);
    this.#transcoder = start.transcoder;
    const bytes = start.bytes;
    const head: FileHead = {
      bytes,
      text: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1'),
      encoding: start.encoding,
      complete,
    };
    const format = this.#formats.find((candidate) => candidate.recognise(head, this.#options));
    if (format) {
      this.#reader = format.createReader(this.#sink, this.#options, head);
      this.#reader.write(bytes);
      return;
    }
    this.#rejected = true;
    const what = looksLike(head);
    this.#sink.problem({
      severity: 'error',
      line: null,
      code:
        what === null ? 'format.unknown' : isNotReadYet(what) ? 'format.notReadYet' : 'format.notStatement',
      message: what === null ? UNKNOWN : `This is ${what}.`,
      raw: head.text.slice(0, 200),
    });
  }
}

/** Keeps a hostile file within the limits, and makes sure that nothing is left out in silence. */
class BoundedSink implements StatementSink {
  readonly #sink: StatementSink;
  #rows = 0;
  #problems = 0;
  #suppressed = 0;
  #suppressedErrors = 0;
  #statements = 0;

  constructor(sink: StatementSink) {
    this.#sink = sink;
  }

  statement(...args: Parameters<StatementSink['statement']>): void {
    this.#statements++;
    this.#sink.statement(...args);
  }

  row(...args: Parameters<StatementSink['row']>): void {
    this.#rows++;
    if (this.#rows <= LIMITS.rowsPerFile) this.#sink.row(...args);
  }

  statementEnd(...args: Parameters<StatementSink['statementEnd']>): void {
    this.#sink.statementEnd(...args);
  }

  problem(problem: StatementProblem): void {
    this.#problems++;
    if (this.#problems <= LIMITS.problemsPerFile) this.#sink.problem(problem);
    else {
      this.#suppressed++;
      if (problem.severity === 'error') this.#suppressedErrors++;
    }
  }

  end(): void {
    if (this.#rows > LIMITS.rowsPerFile) {
      this.#report(
        'limit.rows',
        `The file has ${this.#rows} rows; no more than ${LIMITS.rowsPerFile} are read.`,
      );
    }
    if (this.#suppressed > 0) {
      const message = `There are ${this.#suppressed} more problems like these, ${this.#suppressedErrors} of them errors.`;
      this.#report('limit.problems', message, this.#suppressedErrors > 0 ? 'error' : 'warning');
    }
    if (this.#statements === 0 && this.#problems === 0) {
      this.#report('file.empty', 'The file has no statement that could be read.');
    }
  }

  #report(code: string, message: string, severity: StatementProblem['severity'] = 'error'): void {
    this.#sink.problem({ severity, line: null, code, message, raw: null });
  }
}
