import { setImmediate } from 'node:timers/promises';

type Waiting<Item, Result> = {
  readonly item: Item;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
};

/** Does the work of a group: one outcome for each item, in their order. When it throws, all of them fail. */
export type GroupWork<Item, Result> = (
  key: string,
  items: readonly Item[],
) => Promise<readonly PromiseSettledResult<Result>[]>;

/**
 * Works on items in groups: what arrives for one key while a group is at work forms the next one, without any timer. Each caller has its own
 * outcome. `take` says how many of the waiting items, at least one, the next group consists of.
 */
export function inGroups<Item, Result>(
  work: GroupWork<Item, Result>,
  take: (waiting: readonly Item[]) => number,
): (key: string, item: Item) => Promise<Result> {
  const queues = new Map<string, Waiting<Item, Result>[]>();

  async function drain(key: string, queue: Waiting<Item, Result>[]): Promise<void> {
    while (queue.length > 0) {
      // Whoever was just answered, or has arrived meanwhile, takes part at once rather than waiting for this group too.
      await setImmediate();
      const group = queue.splice(0, take(queue.map(({ item }) => item)));
      await settle(key, group);
    }
    // In the same turn as the look at the queue: what comes after this begins a new one.
    queues.delete(key);
  }

  async function settle(key: string, group: readonly Waiting<Item, Result>[]): Promise<void> {
    try {
      const items = group.map(({ item }) => item);
      const outcomes = await work(key, items);
      group.forEach(({ resolve, reject }, index) => {
        const outcome = outcomes[index];
        if (outcome?.status === 'fulfilled') resolve(outcome.value);
        else reject(outcome?.reason);
      });
    } catch (error) {
      for (const { reject } of group) reject(error);
    }
  }

  return (key, item) =>
    new Promise((resolve, reject) => {
      const waiting = { item, resolve, reject };
      const queue = queues.get(key);
      if (queue) {
        queue.push(waiting);
        return;
      }
      const fresh = [waiting];
      queues.set(key, fresh);
      void drain(key, fresh);
    });
}

/** How many of the first items weigh at most `limit` together: at least one. */
export function takeUpTo<Item>(items: readonly Item[], limit: number, weigh: (item: Item) => number): number {
  let weight = 0;
  const rest = items.findIndex((item) => {
    weight += weigh(item);
    return weight > limit;
  });
  return rest < 0 ? items.length : Math.max(rest, 1);
}
