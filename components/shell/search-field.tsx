'use client';

import { UnstyledButton } from '@mantine/core';
import { useHotkeys, useOs } from '@mantine/hooks';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { Kbd } from '../ui/kbd.tsx';
import type { Allowed } from './places.ts';
import classes from './search-field.module.css';

const SearchPalette = dynamic(() => import('./search-palette.tsx').then((module) => module.SearchPalette), {
  ssr: false,
});

/** The way to everything: click, ⌘K or Ctrl+K. The palette itself is fetched when it is first asked for. */
export function SearchField({ allowed }: { allowed: Allowed }) {
  const [open, setOpen] = useState(false);
  const os = useOs({ getValueInEffect: true });
  useHotkeys([['mod+K', () => setOpen((isOpen) => !isOpen)]], []);

  return (
    <>
      <UnstyledButton className={classes.field} onClick={() => setOpen(true)} aria-haspopup="dialog">
        <span className={classes.long}>Search or do anything</span>
        <span className={classes.short}>Search</span>
        <Kbd>{os === 'macos' || os === 'ios' ? '⌘K' : 'Ctrl K'}</Kbd>
      </UnstyledButton>
      {open && <SearchPalette allowed={allowed} onClose={() => setOpen(false)} />}
    </>
  );
}
