import type { RecordedEvent } from '#db/event-store/event.ts';
import type { ProjectionTx, Projector } from '#db/event-store/projector.ts';

/** Called in the place of a projector's turn; it must call `project`. */
export type Around = (projector: Projector, project: () => Promise<void>) => Promise<void>;

/**
 * Lets all projectors see the events, in the log's order: neighbours on streams of one type at once, one such run after the other. So
 * projectors that write the same table meet its events in the same order, however a group or a replay was cut into batches.
 */
export async function project(
  tx: ProjectionTx,
  projectors: readonly Projector[],
  events: readonly RecordedEvent[],
  around: Around = (_, project) => project(),
): Promise<void> {
  for (const run of runsOf(events)) {
    for (const projector of projectors) await around(projector, () => projector.project(tx, run));
  }
}

function runsOf(events: readonly RecordedEvent[]): RecordedEvent[][] {
  const runs: RecordedEvent[][] = [];
  for (const event of events) {
    const run = runs.at(-1);
    if (run?.[0]?.stream.type === event.stream.type) run.push(event);
    else runs.push([event]);
  }
  return runs;
}
