import type { NewEvent } from '#db/event-store/event.ts';
import { NexusError } from '#lib/errors.ts';
import { derivedId, type Id } from '#lib/ids.ts';
import type { FileState } from '../decide.ts';
import { StatementReread, StatementRowsCorrected } from '../events.ts';
import { OccurrenceCounter, rowFingerprint } from '../fingerprint.ts';
import type { ParsedRow } from '../parsed-statement.ts';
import { toldStatement } from '../survey.ts';
import type { RecordedRow, RowComparison } from './compare-rows.ts';
import type { Rereading, RereadStatement } from './read-again.ts';

/** Rows of an event: with all that a row may say they stay within its bytes. */
const ROWS_PER_EVENT = 200;
const STATEMENTS_PER_EVENT = 100;
const MAX_PROBLEMS = 1_000;

/** The events of what is read otherwise; none when nothing but matched rows is. Throws a NexusError `conflict` unless the file is imported. */
export function decideRereading(
  state: FileState,
  tenantId: Id,
  { sha256, statements, problems }: Rereading,
): NewEvent[] {
  if (state.status !== 'imported') throw new NexusError('conflict', 'This file is not imported.');
  const events = statements.flatMap((statement) => correctionsOf(tenantId, sha256, statement));
  if (events.length === 0) return [];
  const told = statements.map(({ surveyed }) => toldStatement(tenantId, sha256, surveyed));
  for (let from = 0; from < told.length; from += STATEMENTS_PER_EVENT) {
    const isLast = from + STATEMENTS_PER_EVENT >= told.length;
    const data = {
      statements: told.slice(from, from + STATEMENTS_PER_EVENT),
      problems: isLast ? problems.slice(0, MAX_PROBLEMS) : [],
    };
    events.push({ type: StatementReread.type, data });
  }
  return events;
}

/** What corrects the rows of one statement: matched rows stay as they are. */
function correctionsOf(
  tenantId: Id,
  sha256: string,
  { statementId, surveyed, comparison, lastRowNumber, matched }: RereadStatement,
): NewEvent[] {
  const { account, summary, indexInFile } = surveyed;
  if (!account || !summary) return [];
  const counter = new OccurrenceCounter();
  for (const row of stayingOf(comparison, matched)) counter.next(rowFingerprint(row));
  const asRecorded = (id: Id, row: ParsedRow) => {
    const fingerprint = rowFingerprint(row);
    return { ...row, id, fingerprint, occurrence: counter.next(fingerprint), flagged: false };
  };
  // A row keeps the number under which it is known; those that are new come after all that there were.
  const changed = comparison.changed
    .filter(({ recorded }) => !matched.has(recorded.id))
    .map(({ recorded, read }) => asRecorded(recorded.id, { ...read, rowNumber: recorded.rowNumber }));
  const added = comparison.added.map((row, index) => {
    const rowNumber = lastRowNumber + index + 1;
    return asRecorded(derivedId(tenantId, 'statement-row', sha256, indexInFile, rowNumber), {
      ...row,
      rowNumber,
    });
  });
  const gone = comparison.gone.filter(({ id }) => !matched.has(id)).map(({ id }) => id);
  const rows = [...changed, ...added];
  const events: NewEvent[] = [];
  for (let from = 0; from < Math.max(rows.length, gone.length); from += ROWS_PER_EVENT) {
    const data = {
      ...{ statementId, bankAccountId: account.id, entityId: account.entityId, kind: summary.kind },
      rows: rows.slice(from, from + ROWS_PER_EVENT),
      gone: gone.slice(from, from + ROWS_PER_EVENT),
    };
    events.push({ type: StatementRowsCorrected.type, data });
  }
  return events;
}

/** The rows that are not corrected: new twins are counted after them. */
function stayingOf({ same, changed, gone }: RowComparison, matched: ReadonlySet<string>): RecordedRow[] {
  const recorded = [...changed.map((change) => change.recorded), ...gone];
  return [...same, ...recorded.filter(({ id }) => matched.has(id))];
}
