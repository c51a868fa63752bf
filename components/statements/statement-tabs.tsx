import Link from 'next/link';
import classes from './statements.module.css';

const TABS = [
  { key: 'statements', href: '/statements', label: 'By account and day' },
  { key: 'calendar', href: '/statements/calendar', label: 'Calendar' },
  { key: 'announced', href: '/statements/announced', label: 'Announced' },
  { key: 'files', href: '/statements/files', label: 'Files' },
] as const;

export type StatementTab = (typeof TABS)[number]['key'];

/** The ways to look at statements, and the files that they came in. `waiting` counts files that wait for a person. */
export function StatementTabs({ at, waiting }: { at: StatementTab; waiting: number }) {
  return (
    <nav className={classes.tabs} aria-label="Statements">
      {TABS.map(({ key, href, label }) => (
        <Link key={key} href={href} aria-current={at === key ? 'page' : undefined}>
          {label}
          {key === 'files' && waiting > 0 && <b>{waiting} waiting</b>}
        </Link>
      ))}
    </nav>
  );
}
