import Link from 'next/link';
import classes from './statements.module.css';

/** Statements, and the files that they came in. `waiting` counts files that wait for a person. */
export function StatementTabs({ at, waiting }: { at: 'statements' | 'files'; waiting: number }) {
  return (
    <nav className={classes.tabs} aria-label="Statements">
      <Link href="/statements" aria-current={at === 'statements' ? 'page' : undefined}>
        By account and day
      </Link>
      <Link href="/statements/files" aria-current={at === 'files' ? 'page' : undefined}>
        Files
        {waiting > 0 && <b>{waiting} waiting</b>}
      </Link>
    </nav>
  );
}
