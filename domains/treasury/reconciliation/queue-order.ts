import type { CalendarDate } from '#lib/dates.ts';
import type { Id } from '#lib/ids.ts';

/** The order in which the queues are worked through: what is quickest first, what the engine still thinks about last. */
export const QUEUE_ORDER = ['ready', 'differs', 'choose', 'nothing', 'waiting'] as const;
export type Queue = (typeof QUEUE_ORDER)[number];

/** A row that waits, as the list shows it. */
export type QueueRow = {
  readonly id: Id;
  readonly queue: Queue;
  readonly date: CalendarDate;
  readonly account: string;
  /** Who is on the other side; null where the bank does not say. */
  readonly party: string | null;
  readonly text: string;
  /** Signed: cash in above zero. */
  readonly amount: string;
  readonly currency: string;
  /** In a few words what is odd about it: "less than open", "2 answers"; null when nothing is. */
  readonly hint: string | null;
};

/** What waits in one queue: rows, and the money that they are about per currency, without signs. */
export type QueueTotal = {
  readonly queue: Queue;
  readonly count: number;
  readonly sums: readonly { readonly currency: string; readonly amount: string }[];
};
