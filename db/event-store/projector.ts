import type { Id } from '#lib/ids.ts';
import type { Transaction } from '../client.ts';
import type { RecordedEvent } from './event.ts';

/** The transaction that a projector writes in: the live schema's, or a shadow's during a replay. */
export type ProjectionTx = Transaction & { readonly tenantId: Id };

/**
 * Turns events into rows, in batches. Ids and times come from the events, never from a clock or chance, and tables are named without a
 * schema, so that a replay on another search path gives the same rows.
 */
export type Projector = {
  readonly name: string;
  /** Raised whenever the same events would give other rows; a raised one is rebuilt before the server is ready. */
  readonly codeVersion: number;
  readonly project: (tx: ProjectionTx, events: readonly RecordedEvent[]) => Promise<void>;
};
