'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { Figure } from '../ui/amount.tsx';
import { formatCount } from '../ui/format-amount.ts';
import classes from './navigation-links.module.css';
import { type Allowed, isAt, placesFor } from './places.ts';

export type NavigationCounts = {
  /** Documents of the chosen entity. */
  readonly documents: number;
  /** Rows left to clear. */
  readonly reconciliation: number;
};

/** The pages with their counts; a bar at the bottom on phones. */
export function NavigationLinks({ counts, allowed }: { counts: NavigationCounts; allowed: Allowed }) {
  const path = usePathname();
  return (
    <nav className={classes.links} aria-label="Workspace">
      {placesFor(allowed).map((place) => (
        <Link
          key={place.href}
          href={place.href}
          className={classes.link}
          data-phone={place.onPhone || undefined}
          aria-current={isAt(place, path) ? 'page' : undefined}
        >
          {place.label}
          {place.count && counts[place.count] > 0 && (
            <span className={classes.count}>
              <Figure text={formatCount(counts[place.count])} />
            </span>
          )}
        </Link>
      ))}
    </nav>
  );
}
