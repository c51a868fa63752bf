'use client';

import dynamic from 'next/dynamic';
import { useEffect, useState } from 'react';

const KeysDialog = dynamic(() => import('./keys-dialog.tsx').then((module) => module.KeysDialog), {
  ssr: false,
});

export type KeyHint = { readonly keys: readonly string[]; readonly does: string };

const LIST_KEYS: readonly KeyHint[] = [
  { keys: ['j'], does: 'next row' },
  { keys: ['k'], does: 'previous row' },
  { keys: ['Enter'], does: 'open the row' },
  { keys: ['⌘K', 'Ctrl K'], does: 'search or do anything' },
  { keys: ['?'], does: 'show these keys' },
];

/** j and k walk through the rows of the page's `ListTable`, Enter follows the row's link, ? shows the keys. */
export function ListKeys({ more = [] }: { more?: readonly KeyHint[] }) {
  const [helpOpen, setHelpOpen] = useState(false);

  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (event.defaultPrevented || !isForThePage(event)) return;
      if (event.key === 'j') moveBy(1);
      else if (event.key === 'k') moveBy(-1);
      else if (event.key === '?') setHelpOpen(true);
      else return;
      event.preventDefault();
    }
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);

  if (!helpOpen) return null;
  return <KeysDialog hints={[...LIST_KEYS, ...more]} onClose={() => setHelpOpen(false)} />;
}

/** Whether a key press is meant for the page: no modifier, no field that takes text, no dialog in front. */
export function isForThePage(event: KeyboardEvent): boolean {
  if (event.metaKey || event.ctrlKey || event.altKey) return false;
  const target = event.target instanceof HTMLElement ? event.target : null;
  if (target?.closest('input, textarea, select, [contenteditable], [role="dialog"], [role="menu"]'))
    return false;
  return document.querySelector('[role="dialog"]') === null;
}

function moveBy(step: 1 | -1) {
  const links: HTMLElement[] = [...document.querySelectorAll<HTMLElement>('[data-row-link]')];
  const focused = document.activeElement;
  const at = focused instanceof HTMLElement ? links.indexOf(focused) : -1;
  const next = at === -1 ? (step === 1 ? 0 : links.length - 1) : at + step;
  links[next]?.focus();
  links[next]?.scrollIntoView({ block: 'nearest' });
}
