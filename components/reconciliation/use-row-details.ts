'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import type { RowDetail } from '#domains/treasury/reconciliation/row-detail.ts';

const WAITING_EVERY_MS = 1_000;
const MAX_POLLS = 120;

/** The details of rows by id, fetched when first asked for and kept until `reload`ed. */
export function useRowDetails(first: RowDetail | null) {
  const [details, setDetails] = useState<ReadonlyMap<string, RowDetail>>(
    () => new Map(first ? [[first.id, first]] : []),
  );
  const [failed, setFailed] = useState<string | null>(null);
  const asked = useRef(new Set(first ? [first.id] : []));

  const reload = useCallback(async (id: string): Promise<void> => {
    asked.current.add(id);
    try {
      const response = await fetch(`/api/reconciliation/rows/${id}`);
      if (!response.ok) throw new Error(`The server answered ${response.status}.`);
      const detail = (await response.json()) as RowDetail;
      setDetails((all) => new Map(all).set(id, detail));
      setFailed(null);
    } catch {
      asked.current.delete(id);
      setFailed('The row could not be loaded. Check the connection and choose it again.');
    }
  }, []);

  const want = useCallback(
    (id: string | undefined) => {
      if (id && !asked.current.has(id)) void reload(id);
    },
    [reload],
  );

  return { details, want, reload, failed };
}

/** Reloads a row once a second while the engine thinks about it. */
export function useWhileMatching(detail: RowDetail | undefined, reload: (id: string) => Promise<void>): void {
  const polls = useRef(0);
  const id = detail?.queue === 'waiting' ? detail.id : null;
  useEffect(() => {
    polls.current = 0;
    if (!id) return;
    const timer = setInterval(() => {
      polls.current++;
      if (polls.current > MAX_POLLS) clearInterval(timer);
      else void reload(id);
    }, WAITING_EVERY_MS);
    return () => clearInterval(timer);
  }, [id, reload]);
}
