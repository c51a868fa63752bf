'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import classes from './form.module.css';

export type SettingsLink = { readonly href: string; readonly label: string };

/** The pages of the settings that this person may open. */
export function SettingsLinks({ links }: { readonly links: readonly SettingsLink[] }) {
  const path = usePathname();
  return (
    <nav aria-label="Settings" className={classes.links}>
      {links.map(({ href, label }) => (
        <Link key={href} href={href} aria-current={path === href ? 'page' : undefined}>
          {label}
        </Link>
      ))}
    </nav>
  );
}
