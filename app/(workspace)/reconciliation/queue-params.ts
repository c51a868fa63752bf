import type { EntityView } from '#domains/identity/workspace/entity-view.ts';
import type { QueueFilter } from '#domains/treasury/reconciliation/queue.ts';
import { QUEUE_ORDER } from '#domains/treasury/reconciliation/queue-order.ts';
import { isId } from '#lib/ids.ts';

/** Reads the queue's filter from the address of the page, of its further rows or of its export. */
export function queueFilter(params: Readonly<Record<string, unknown>>, view: EntityView): QueueFilter {
  const { account, queue } = params;
  return {
    view,
    account: typeof account === 'string' && isId(account) ? account : null,
    queue: QUEUE_ORDER.find((one) => one === queue) ?? null,
  };
}
