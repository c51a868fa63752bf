import { z } from 'zod';
import { defineEvent } from '#db/event-store/event.ts';
import {
  parsedRowSchema,
  STATEMENT_KINDS,
  statementProblemSchema,
  statementSummarySchema,
} from './parsed-statement.ts';

const amount = z.string().regex(/^-?\d{1,16}(\.\d{1,4})?$/);
const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/** Somebody handed in a file; its bytes are stored. The stream is `statement-file/<id>`. */
export const StatementUploaded = defineEvent({
  type: 'StatementUploaded',
  schema: z.object({
    filename: z.string().min(1).max(255),
    sha256: z.string().length(64),
    sizeBytes: z.int().nonnegative(),
    storagePath: z.string().max(200),
    /** The account of what in the file names none, where the sender said it. */
    account: z.string().min(1).max(64).optional(),
    /** Whether a person wants to see it before anything of it is imported. */
    preview: z.boolean().optional(),
  }),
});

/** One statement of a file as the reader saw it, with the account that it belongs to. Its rows come apart. */
const parsedStatement = z.object({
  id: z.uuid(),
  indexInFile: z.int().nonnegative(),
  bankAccountId: z.uuid(),
  entityId: z.string().max(20),
  currency: z.string().length(3),
  summary: statementSummarySchema,
  rowCount: z.int().nonnegative(),
  fromDate: date.nullable(),
  toDate: date.nullable(),
  creditTotal: amount,
  creditCount: z.int().nonnegative(),
  debitTotal: amount,
  debitCount: z.int().nonnegative(),
  /** Its own, where the file is an archive of several. */
  format: z.string().max(20).optional(),
});

/** The file was read: its statements and what could not be read. Large files are told in several of these. */
export const StatementParsed = defineEvent({
  type: 'StatementParsed',
  schema: z.object({
    format: z.string().max(20),
    formatVersion: z.string().max(60).nullable(),
    encoding: z.string().max(30).nullable(),
    statements: z.array(parsedStatement).max(200),
    problems: z.array(statementProblemSchema).max(1_000),
    rowCount: z.int().nonnegative(),
    /** How the table is read, where that was remembered from an earlier one. */
    mapping: z.record(z.string(), z.unknown()).optional(),
    /** Whether the whole file is told with this event. */
    complete: z.boolean(),
  }),
});

/** A row as it goes on record. */
const importedRow = parsedRowSchema.extend({
  id: z.uuid(),
  fingerprint: z.string().length(64),
  occurrence: z.int().positive(),
  /** It looks like a row that is already here, and the balances need it all the same. */
  flagged: z.boolean(),
});

/** Rows of one statement, as the file has them: a replay needs neither the file nor the reader. */
export const StatementRowsImported = defineEvent({
  type: 'StatementRowsImported',
  schema: z.object({
    statementId: z.uuid(),
    bankAccountId: z.uuid(),
    entityId: z.string().max(20),
    kind: z.enum(STATEMENT_KINDS),
    rows: z.array(importedRow).max(500),
    /** Rows of this batch that were already here, by their number, with the row that they are. */
    known: z.array(z.object({ rowNumber: z.int().positive(), rowId: z.uuid() })).max(500),
  }),
});

/**
 * What became of announced rows, of intraday reports, advices and pending ones: the booked row that each is, or that the statement of its day
 * is here without it.
 */
export const AnnouncementsSettled = defineEvent({
  type: 'AnnouncementsSettled',
  schema: z.object({
    bankAccountId: z.uuid(),
    entityId: z.string().max(20),
    booked: z.array(z.object({ rowId: z.uuid(), bookedRowId: z.uuid() })).max(500),
    notBooked: z.array(z.uuid()).max(500),
  }),
});

/** Something in which a second source and the account's leading one differ. Amounts are signed. */
export const differenceFields = z.object({
  /** Who alone has the row, that the leading source books it on another day, or that the day's closing balances are not the same. */
  kind: z.enum(['onlyHere', 'onlyLeading', 'otherDay', 'balance']),
  date,
  amount,
  /** The leading source's balance, or its row of another day. */
  leadingAmount: amount.nullable(),
  /** Its other day. */
  leadingDate: date.optional(),
  currency: z.string().length(3),
  description: z.string().max(400),
  rowNumber: z.int().positive().nullable(),
  /** The row, where it is on record. */
  rowId: z.uuid().nullable(),
});

/** A statement was held against what the account's leading source tells of the same days. */
export const StatementCompared = defineEvent({
  type: 'StatementCompared',
  schema: z.object({
    /** Of the second source: it may be of a file that came earlier. */
    statementId: z.uuid(),
    leadingFormat: z.string().max(20),
    /** The days of which both tell. */
    from: date,
    to: date,
    /** Whether its closing balance is of such a day, and gives way to the leading source's. */
    isSuperseded: z.boolean(),
    sameRowCount: z.int().nonnegative(),
    differences: z.array(differenceFields).max(500),
    /** Differences beyond those that are told. */
    moreDifferences: z.int().nonnegative(),
  }),
});

/** All rows of the file are here. */
export const StatementsImported = defineEvent({
  type: 'StatementsImported',
  schema: z.object({ rowCount: z.int().nonnegative(), knownRowCount: z.int().nonnegative() }),
});

/** Rows of an imported statement as a newer reader reads them: those that were here otherwise, and those that were not. */
export const StatementRowsCorrected = defineEvent({
  type: 'StatementRowsCorrected',
  schema: z.object({
    statementId: z.uuid(),
    bankAccountId: z.uuid(),
    entityId: z.string().max(20),
    kind: z.enum(STATEMENT_KINDS),
    rows: z.array(importedRow).max(500),
    /** Rows that are read no more: they stay, and move no money. */
    gone: z.array(z.uuid()).max(500),
  }),
});

/** Statements of an imported file as a newer reader reads them, and what it cannot read; their rows come before. */
export const StatementReread = defineEvent({
  type: 'StatementReread',
  schema: z.object({
    statements: z.array(parsedStatement).max(200),
    problems: z.array(statementProblemSchema).max(1_000),
  }),
});

/** The file cannot be taken in without a person, and waits. */
export const StatementHeld = defineEvent({
  type: 'StatementHeld',
  schema: z.object({
    reason: z.string().min(1).max(1_000),
    format: z.string().max(20).nullable(),
    problems: z.array(statementProblemSchema).max(1_000),
  }),
});

/** Nothing of the file could be read. */
export const StatementRejected = defineEvent({
  type: 'StatementRejected',
  schema: z.object({
    errorMessage: z.string().min(1).max(1_000),
    format: z.string().max(20).nullable(),
    problems: z.array(statementProblemSchema).max(1_000),
  }),
});

/** A person said what was unclear; the file is read again. */
export const StatementResolved = defineEvent({
  type: 'StatementResolved',
  schema: z.object({
    mapping: z.record(z.string(), z.unknown()).nullable(),
    /** Whether the person saw how it is read, and had it imported so. */
    accepted: z.boolean().optional(),
  }),
});

/** A person decided that the file is not needed. */
export const StatementDismissed = defineEvent({
  type: 'StatementDismissed',
  schema: z.object({ reason: z.string().min(1).max(500) }),
});

export const statementEvents = [
  StatementUploaded,
  StatementParsed,
  StatementRowsImported,
  StatementCompared,
  AnnouncementsSettled,
  StatementsImported,
  StatementRowsCorrected,
  StatementReread,
  StatementHeld,
  StatementRejected,
  StatementResolved,
  StatementDismissed,
];
