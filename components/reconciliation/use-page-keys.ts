'use client';

import { useEffect, useRef } from 'react';
import { isForThePage } from '../ui/list-keys.tsx';

/** Hears a key by its name (`KeyboardEvent.key`) and tells whether it was its own. */
export type OnKey = (key: string) => boolean;

/** Listens to keys that no field, dialog or other control takes; a key that `onKey` took goes no further. */
export function usePageKeys(onKey: OnKey): void {
  const current = useRef(onKey);
  useEffect(() => {
    current.current = onKey;
  });
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (event.defaultPrevented || !isForThePage(event)) return;
      // Enter on a button or link is theirs, except on the row that is selected in the list.
      const target = event.target instanceof HTMLElement ? event.target : null;
      if (event.key === 'Enter' && target?.closest('a, button:not([data-queue-row])')) return;
      if (current.current(event.key)) event.preventDefault();
    }
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
}
