import { driverOf, type Transaction } from '#db/client.ts';
import type { EventCatalogue, RecordedEvent } from '#db/event-store/event.ts';
import type { Projector } from '#db/event-store/projector.ts';
import { decodeRows, type LogRow, readLog } from '#db/event-store/read.ts';
import { EVENTS } from '../events.ts';
import { type Around, project } from '../project.ts';
import { PROJECTORS } from '../projectors.ts';
import { analyseShadow, type Shadow } from './shadow.ts';

export type ReplayOptions = {
  /** Events that projectors see at once. Where one batch ends must make no difference. */
  readonly batchSize?: number;
  readonly catalogue?: EventCatalogue | undefined;
  readonly projectors?: readonly Projector[];
  /** Called with each batch of the log before it is decoded. */
  readonly onRows?: (rows: readonly LogRow[]) => void;
  /**
   * Called for what cannot be decoded or projected; from there on the log is read and decoded, and projected no more. Without it the
   * error is thrown.
   */
  readonly onFailure?: (position: number, error: unknown) => void;
  readonly around?: (tx: Transaction) => Around;
};

const BATCH_SIZE = 500;

/**
 * Replays the log after position `after` into the shadow that `tx` is in, all projectors over one batch after the other.
 * Returns the last position; `complete` is false when something could not be replayed.
 */
export async function replay(
  tx: Transaction,
  shadow: Shadow,
  after: number,
  options: ReplayOptions = {},
): Promise<{ position: number; complete: boolean }> {
  const { batchSize = BATCH_SIZE, projectors = PROJECTORS, onRows, onFailure, around } = options;
  const { tenantId } = shadow;
  let position = after;
  let complete = true;
  const fail = (at: number, error: unknown) => {
    if (!onFailure) throw error;
    onFailure(at, error);
    complete = false;
  };
  for (let batches = 1; ; batches++) {
    const rows = await readLog(driverOf(tx), tenantId, position, batchSize);
    const last = rows.at(-1);
    if (!last) return { position, complete };
    onRows?.(rows);
    const events = await decodeAll(tx, shadow, rows, options, fail);
    if (complete) {
      await tx
        .transaction((batch) =>
          project(Object.assign(batch, { tenantId }), projectors, events, around?.(batch)),
        )
        .catch((error) => fail(position + 1, error));
    }
    position = last.position;
    // The planner hears of the tables' sizes after the first batch, and whenever they have grown fourfold.
    if (complete && Number.isInteger(Math.log2(batches) / 2)) await analyseShadow(driverOf(tx), shadow);
  }
}

/** The batch as events. When one cannot be read, each is tried alone, so that all such are told. */
async function decodeAll(
  tx: Transaction,
  { tenantId }: Shadow,
  rows: readonly LogRow[],
  { catalogue = EVENTS }: ReplayOptions,
  fail: (position: number, error: unknown) => void,
): Promise<RecordedEvent[]> {
  const decode = (some: readonly LogRow[]) => decodeRows(driverOf(tx), catalogue, tenantId, some);
  try {
    return await decode(rows);
  } catch {
    for (const row of rows) await decode([row]).catch((error) => fail(row.position, error));
    return [];
  }
}
