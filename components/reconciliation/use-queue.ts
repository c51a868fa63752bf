'use client';

import { useEffect, useRef, useState } from 'react';
import type { QueueRow } from '#domains/treasury/reconciliation/queue-order.ts';

/** What was decided on a row in this sitting; `saving` until the server has said so. */
export type Decided = { readonly words: string; readonly saving: boolean };

type Page = { readonly rows: readonly QueueRow[]; readonly next: string | null };

/**
 * The rows of the queue as they were loaded, with what was decided on them since: a row that is done stays in its place, so that
 * nothing jumps. Once all of them are done, what the server has next takes their place.
 */
export function useQueue(page: Page, query: string) {
  const [loaded, setLoaded] = useState<Page>(page);
  const [decided, setDecided] = useState<ReadonlyMap<string, Decided>>(new Map());
  const [loading, setLoading] = useState(false);
  const lastDecided = useRef<string[]>([]);

  const isFinished =
    loaded.next === null && loaded.rows.every((row) => decided.get(row.id)?.saving === false);
  useEffect(() => {
    if (isFinished && page.rows.length > 0) setLoaded(page);
  }, [isFinished, page]);

  async function loadMore(): Promise<void> {
    if (loaded.next === null || loading) return;
    setLoading(true);
    try {
      const response = await fetch(`/api/reconciliation/queue?${query}&after=${loaded.next}`);
      if (!response.ok) return;
      const more = (await response.json()) as Page;
      setLoaded((all) => {
        const known = new Set(all.rows.map((row) => row.id));
        return { rows: [...all.rows, ...more.rows.filter((row) => !known.has(row.id))], next: more.next };
      });
    } finally {
      setLoading(false);
    }
  }

  function mark(id: string, state: Decided): void {
    setDecided((all) => new Map(all).set(id, state));
    lastDecided.current = [...lastDecided.current.filter((other) => other !== id), id];
  }

  function unmark(id: string): void {
    setDecided((all) => new Map([...all].filter(([other]) => other !== id)));
    lastDecided.current = lastDecided.current.filter((other) => other !== id);
  }

  return {
    ...loaded,
    decided,
    loading,
    loadMore,
    mark,
    unmark,
    last: () => lastDecided.current.at(-1) ?? null,
  };
}
