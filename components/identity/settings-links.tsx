'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useEffect, useRef } from 'react';
import classes from './form.module.css';

export type SettingsLink = { readonly href: string; readonly label: string };

/** The pages of the settings that this person may open. */
export function SettingsLinks({ links }: { readonly links: readonly SettingsLink[] }) {
  const path = usePathname();
  const here = useRef<HTMLAnchorElement>(null);
  // On a phone the row is longer than the screen.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the link moves with the path
  useEffect(() => {
    here.current?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [path]);
  return (
    <nav aria-label="Settings" className={classes.links}>
      {links.map(({ href, label }) => (
        <Link
          key={href}
          href={href}
          ref={isAt(href, path) ? here : undefined}
          aria-current={isAt(href, path) ? 'page' : undefined}
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}

/** Whether `path` is that page or lies below it. */
function isAt(href: string, path: string): boolean {
  return path === href || path.startsWith(`${href}/`);
}
