import { z } from 'zod';
import type { NewEvent } from '#db/event-store/event.ts';
import { NexusError } from '#lib/errors.ts';
import { derivedId, type Id } from '#lib/ids.ts';
import { defineCommand } from '../../../command.ts';
import { StatementReread, StatementRowsCorrected } from '../events.ts';
import { OccurrenceCounter, rowFingerprint } from '../fingerprint.ts';
import { loadFile, streamOf } from '../load-file.ts';
import type { ParsedRow } from '../parsed-statement.ts';
import { toldStatement } from '../survey.ts';
import { matchedOf, type Rereading, type RereadStatement } from './read-again.ts';

/** Rows of an event: with all that a row may say they stay within its bytes. */
const ROWS_PER_EVENT = 200;
const STATEMENTS_PER_EVENT = 100;
const MAX_PROBLEMS = 1_000;

/**
 * Puts on record what today's reader reads otherwise, as it was shown. Rows that are matched stay as they are. Throws a NexusError `conflict` when a row was
 * matched since.
 */
export const applyRereading = defineCommand({
  type: 'applyRereading',
  input: z.object({ statementFileId: z.uuid(), rereading: z.custom<Rereading>() }),
  describe: () => 'Correct an imported file by what a newer reader reads',
  async handle({ scope, tx, input }) {
    const { statementFileId, rereading } = input;
    const state = await loadFile(tx, statementFileId);
    if (state.status !== 'imported') throw new NexusError('conflict', 'This file is not imported.');
    const touched = rereading.statements.flatMap(({ comparison: { changed, gone }, matched }) =>
      [...changed.map(({ recorded }) => recorded.id), ...gone.map(({ id }) => id)].filter(
        (id) => !matched.has(id),
      ),
    );
    if ((await matchedOf(tx, touched)).size > 0) {
      throw new NexusError(
        'conflict',
        'A row of this file was matched meanwhile. Look at the differences again.',
      );
    }
    const events = decideRereading(scope.tenantId, rereading);
    return {
      result: { corrected: events.length > 0 },
      streams:
        events.length > 0
          ? [{ stream: streamOf(statementFileId), expectedVersion: state.version, events }]
          : [],
      jobs: events.length > 0 ? [{ queue: 'match' as const, tenantId: scope.tenantId }] : [],
    };
  },
});

/** The events of what is read otherwise; none when nothing but matched rows is. */
export function decideRereading(tenantId: Id, { sha256, statements, problems }: Rereading): NewEvent[] {
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

function correctionsOf(
  tenantId: Id,
  sha256: string,
  { statementId, surveyed, comparison, lastRowNumber, matched }: RereadStatement,
): NewEvent[] {
  const { account, summary, indexInFile } = surveyed;
  if (!account || !summary) return [];
  const counter = new OccurrenceCounter();
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
