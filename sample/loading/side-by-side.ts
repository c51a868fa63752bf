/**
 * Does the work on every item: lanes side by side, each lane in its order. `work` hears how many items were begun before. The first failure, or
 * the signal, stops all lanes at their next item, and is thrown once none works any more.
 */
export async function sideBySide<Item>(
  lanes: ReadonlyMap<unknown, readonly Item[]>,
  signal: AbortSignal,
  work: (item: Item, begun: number) => Promise<void>,
): Promise<void> {
  const failure = new AbortController();
  const stop = AbortSignal.any([signal, failure.signal]);
  let begun = 0;
  const walk = async (lane: readonly Item[]) => {
    try {
      for (const item of lane) {
        stop.throwIfAborted();
        await work(item, begun++);
      }
    } catch (error) {
      failure.abort(error);
    }
  };
  await Promise.all([...lanes.values()].map(walk));
  stop.throwIfAborted();
}
