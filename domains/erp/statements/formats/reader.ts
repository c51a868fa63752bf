import type {
  ParsedRow,
  StatementFormat,
  StatementProblem,
  StatementStart,
  StatementSummary,
} from '../parsed-statement.ts';

/**
 * Where a reader puts what it finds, as it finds it, so that memory stays flat for any size of file. `statement` is
 * the statement's index in the file (0, 1, …): rows of two statements may alternate, as accounts in a CSV file do.
 */
export type StatementSink = {
  /** Before the statement's first row. */
  statement(start: StatementStart, statement: number): void;
  /** `raw`: the row's source lines, parted by LF. */
  row(row: ParsedRow, statement: number, raw: string): void;
  /** After the statement's last row. `end` is complete and overrides what `statement` said. */
  statementEnd(end: StatementSummary, statement: number): void;
  problem(problem: StatementProblem): void;
};

/** What the file turned out to be; known once it has ended. */
export type FileSummary = {
  format: StatementFormat | null;
  formatVersion: string | null;
  encoding: string | null;
  /** The format of each statement, by its index, where they have several: in an archive. */
  statementFormats?: readonly StatementFormat[];
};

/**
 * A push parser. Chunks may be cut anywhere, and the same bytes give the same result however they are cut. It never
 * throws on content: whatever is wrong with a file is a problem in the sink.
 */
export type StatementReader = {
  write(chunk: Uint8Array): void;
  end(): FileSummary;
};

/** The first bytes of a file, with a UTF-16 file already turned into UTF-8. */
export type FileHead = {
  bytes: Uint8Array;
  /** The bytes as Latin-1, one character per byte, without a byte order mark. */
  text: string;
  /** "utf-8" with a byte order mark, "utf-16le", "utf-16be", else null: to be found out from the text. */
  encoding: string | null;
  /** Whether this is the whole file. */
  complete: boolean;
};

/** One line of the table that detection walks. */
export type FormatDefinition = {
  format: StatementFormat;
  /** Whether the file is of this format, by content alone. */
  recognise(head: FileHead, options: ReaderOptions): boolean;
  createReader(sink: StatementSink, options: ReaderOptions, head: FileHead): StatementReader;
};

/** What a column of a table holds: of CSV or of a spreadsheet. */
export const COLUMN_ROLES = [
  'bookingDate',
  'valueDate',
  'amount',
  'debit',
  'credit',
  'mark',
  'fee',
  'feeCurrency',
  'net',
  'balance',
  'currency',
  'instructedAmount',
  'instructedCurrency',
  'exchangeRate',
  'targetAmount',
  'targetCurrency',
  'account',
  'status',
  'description',
  'type',
  'counterpartyName',
  'counterpartyAccount',
  'counterpartyBic',
  'payerName',
  'payerAccount',
  'ultimateParty',
  'reference',
  'bankReference',
  'endToEndId',
  'mandateId',
  'chequeNumber',
  'returnReason',
] as const;
export type ColumnRole = (typeof COLUMN_ROLES)[number];

/** A column by its header text or its index from 0. */
export type ColumnReference = string | number;

/** What a person chose where a table is ambiguous, or corrected. What is not given is recognised. */
export type TableMapping = {
  dateOrder?: 'dayFirst' | 'monthFirst' | 'yearFirst';
  decimalSign?: '.' | ',';
  delimiter?: string;
  /** What a plain number under a date header counts from; 1900 where nothing says 1904. */
  serialDates?: '1900' | '1904';
  /** Whether a positive amount is a credit, or a charge as on statements of credit cards (inverted). */
  signs?: 'asGiven' | 'inverted';
  /** The source line of the header, from 1; 0 where there is none. */
  headerLine?: number;
  /** Names the columns instead of recognition; several columns of one role are joined (description). */
  columns?: Partial<Record<ColumnRole, ColumnReference | readonly ColumnReference[]>>;
  /** The account that the file is of, where the file does not say. */
  account?: string;
  /** The currency of all amounts, where the file does not say. */
  currency?: string;
  /** What counts where the file itself says nothing; unlike the above it corrects nothing. */
  otherwise?: { account?: string; currency?: string };
};

export type ReaderOptions = {
  /** Decides the character set instead of the bytes: a WHATWG label or "cp850", "cp437", "cp852". */
  encoding?: string;
  table?: TableMapping;
  /** Fewer than `LIMITS` where a test or a caller wants so. */
  maxRows?: number;
};

/** Bounds on what comes from outside; reaching one is a problem, never a crash. */
export const LIMITS = {
  rowsPerFile: 5_000_000,
  problemsPerFile: 1_000,
  /** A field of MT940, a record of CSV or a row of a spreadsheet, in bytes. */
  recordBytes: 262_144,
  fieldsPerRecord: 512,
  /** The records of a table that are held until it is known how it is written, as they lie in memory. */
  heldBytes: 100_000_000,
  rawLength: 2_000,
  balancesPerStatement: 1_000,
  openStatements: 10_000,
  headBytes: 65_536,
} as const;
