'use client';

import { useEffect, useState } from 'react';

/** What `GET /api/search?q=` answers. */
export type SearchAnswer = {
  readonly groups: readonly {
    readonly label: string;
    readonly items: readonly { readonly title: string; readonly detail?: string; readonly href: string }[];
  }[];
};

const NOTHING: SearchAnswer = { groups: [] };
const PAUSE_MS = 120;

/** Asks the server while the person types, once per pause; an older answer never replaces a newer one. */
export function useSearch(query: string): SearchAnswer & { readonly failed: boolean } {
  const [answer, setAnswer] = useState<SearchAnswer>(NOTHING);
  const [failed, setFailed] = useState(false);
  const words = query.trim();

  useEffect(() => {
    if (words === '') {
      setAnswer(NOTHING);
      return;
    }
    const abort = new AbortController();
    const timer = setTimeout(async () => {
      try {
        const response = await fetch(`/api/search?q=${encodeURIComponent(words)}`, { signal: abort.signal });
        if (!response.ok) throw new Error(`The search answered ${response.status}.`);
        setAnswer((await response.json()) as SearchAnswer);
        setFailed(false);
      } catch {
        if (abort.signal.aborted) return;
        setAnswer(NOTHING);
        setFailed(true);
      }
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [words]);

  return { ...answer, failed };
}
