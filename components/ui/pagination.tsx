import Link from 'next/link';
import type { ReactNode } from 'react';
import classes from './pagination.module.css';

export type PaginationProps = {
  /** The page before this one; null on the first. */
  readonly previousHref: string | null;
  /** The page after this one; null on the last. */
  readonly nextHref: string | null;
  /** What the sort calls them: "Newer" and "Older" by date, else "Previous" and "Next". */
  readonly labels?: { readonly previous: string; readonly next: string };
  /** Count and sums of the filter, at the left. */
  readonly children?: ReactNode;
};

const LABELS = { previous: 'Previous', next: 'Next' };

/** The foot of a list: what it holds in all, and the pages beside this one. Cursors, so there are no page numbers. */
export function Pagination({ previousHref, nextHref, labels = LABELS, children }: PaginationProps) {
  return (
    <footer className={classes.foot}>
      {children}
      {(previousHref || nextHref) && (
        <nav className={classes.pages} aria-label="Pages">
          <PageLink href={previousHref} rel="prev" label={`‹ ${labels.previous}`} />
          <PageLink href={nextHref} rel="next" label={`${labels.next} ›`} />
        </nav>
      )}
    </footer>
  );
}

function PageLink({ href, rel, label }: { href: string | null; rel: string; label: string }) {
  if (!href) {
    return (
      <span className={classes.page} aria-disabled="true">
        {label}
      </span>
    );
  }
  return (
    <Link href={href} rel={rel} prefetch={false} className={classes.page}>
      {label}
    </Link>
  );
}
