import { z } from 'zod';
import { driverOf } from '#db/client.ts';
import type { StreamAppend } from '#db/event-store/append.ts';
import type { NewEvent } from '#db/event-store/event.ts';
import type { TenantTx } from '#db/tenancy.ts';
import type { Id } from '#lib/ids.ts';
import { defineCommand } from '../../command.ts';
import { initialRow } from './decide.ts';
import { type DecidedRow, decideMove, type ExplainedRow } from './decide-move.ts';
import { loadRowFacts, loadRowStates, loadSettledItems, streamOf } from './load-rows.ts';

/** Matches that one command moves at most; `more` says that there are others. */
const MAX_MOVES = 100;

/**
 * Moves what people decided on announced rows to the booked rows that these became. Where the booked row cannot take it, because it has another
 * amount or is explained already, what the decision settled is open again and the booked row stays as it is.
 */
export const moveMatches = defineCommand({
  type: 'moveMatches',
  input: z.object({}),
  describe: () => 'Move matches from announced rows to the booked ones',
  async handle({ tx }) {
    const moves = await loadMoves(tx);
    const ids = moves.flatMap(({ announcedIds, bookedId }) => [...announcedIds, bookedId]);
    const facts = await loadRowFacts(tx, ids);
    const states = await loadRowStates(tx, ids);
    const decided = (id: Id): DecidedRow[] => {
      const row = facts.get(id);
      return row ? [{ id, row, state: states.get(id) ?? initialRow }] : [];
    };
    const streams: StreamAppend[] = [];
    for (const { announcedIds, bookedId, decidedBy } of moves) {
      const announced = announcedIds.flatMap(decided).filter(isExplained);
      const [booked] = decided(bookedId);
      if (announced.length === 0 || !booked) continue;
      const settled = announced.flatMap(({ state }) => state.answer.allocations);
      const items = await loadSettledItems(
        tx,
        settled.map((allocation) => allocation.openItemId),
      );
      const { moved, taken } = decideMove(announced, booked, items, decidedBy);
      streams.push(...announced.map((row, index) => appendTo(row, moved[index])));
      if (taken) streams.push(appendTo(booked, taken));
    }
    // What cannot be moved would be found again and again.
    const more = streams.length > 0 && moves.length === MAX_MOVES;
    return { result: { moved: streams.length, more }, streams };
  },
});

const isExplained = (row: DecidedRow): row is ExplainedRow => row.state.status === 'explained';

function appendTo({ id, state }: DecidedRow, event: NewEvent | undefined): StreamAppend {
  return { stream: streamOf(id), expectedVersion: state.version, events: event ? [event] : [] };
}

type LoadedMove = {
  readonly bookedId: Id;
  readonly announcedIds: readonly Id[];
  /** Who made the first of the decisions. */
  readonly decidedBy: Id;
};

/** Booked rows with the announced ones that still hold a decision. */
async function loadMoves(tx: TenantTx): Promise<LoadedMove[]> {
  return driverOf(tx).unsafe<LoadedMove[]>(
    `SELECT r.booked_row_id AS "bookedId", array_agg(r.id ORDER BY r.id) AS "announcedIds",
            (array_agg(coalesce(d.resolved_by, d.user_id) ORDER BY r.id))[1] AS "decidedBy"
       FROM statement_rows r JOIN reconciliations d ON d.tenant_id = r.tenant_id AND d.id = r.id
      WHERE r.tenant_id = $1 AND r.booked_row_id IS NOT NULL AND r.match_status <> 'unmatched'
      GROUP BY r.booked_row_id ORDER BY r.booked_row_id LIMIT ${MAX_MOVES}`,
    [tx.scope.tenantId],
  );
}
