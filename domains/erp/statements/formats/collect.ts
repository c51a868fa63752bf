import { createHash, type Hash } from 'node:crypto';
import type {
  ParsedFile,
  ParsedRow,
  ParsedStatement,
  StatementProblem,
  StatementStart,
  StatementSummary,
} from '../parsed-statement.ts';
import { createReader } from './detect.ts';
import type { ReaderOptions, StatementReader, StatementSink } from './reader.ts';

/** A sink that keeps everything, as the document of `statement-json`. Memory grows with the file. */
export class Collector implements StatementSink {
  readonly statements: ParsedStatement[] = [];
  readonly problems: StatementProblem[] = [];
  readonly #rows: ParsedRow[][] = [];

  statement(start: StatementStart, statement: number): void {
    const rows: ParsedRow[] = [];
    this.#rows[statement] = rows;
    this.statements[statement] = {
      ...start,
      closingBalance: null,
      balances: [],
      balanceCheck: 'unverifiable',
      balanceDifference: null,
      rows,
    };
  }

  row(row: ParsedRow, statement: number): void {
    this.#rows[statement]?.push(row);
  }

  statementEnd(end: StatementSummary, statement: number): void {
    this.statements[statement] = { ...end, rows: this.#rows[statement] ?? [] };
  }

  problem(problem: StatementProblem): void {
    this.problems.push(problem);
  }
}

/** Reads a whole file that is in memory. `file` is its name as given; it decides nothing. */
export function parseStatementBytes(
  file: string,
  bytes: Uint8Array,
  options: ReaderOptions = {},
): ParsedFile {
  const parse = new FileParse(file, options);
  parse.write(bytes);
  return parse.end();
}

/** Reads a whole file chunk by chunk. Errors of the source are thrown on; content never throws. */
export async function parseStatementFile(
  file: string,
  chunks: AsyncIterable<Uint8Array>,
  options: ReaderOptions = {},
): Promise<ParsedFile> {
  const parse = new FileParse(file, options);
  for await (const chunk of chunks) parse.write(chunk);
  return parse.end();
}

class FileParse {
  readonly #file: string;
  readonly #hash: Hash = createHash('sha256');
  readonly #collector = new Collector();
  readonly #reader: StatementReader;

  constructor(file: string, options: ReaderOptions) {
    this.#file = file;
    this.#reader = createReader(this.#collector, options);
  }

  write(chunk: Uint8Array): void {
    this.#hash.update(chunk);
    this.#reader.write(chunk);
  }

  end(): ParsedFile {
    const { statementFormats: _, ...summary } = this.#reader.end();
    const { statements, problems } = this.#collector;
    return { file: this.#file, ...summary, sha256: this.#hash.digest('hex'), statements, problems };
  }
}
