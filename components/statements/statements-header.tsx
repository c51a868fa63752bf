import Link from 'next/link';
import { PageHeader } from '../ui/page.tsx';
import classes from './statements.module.css';
import { UploadButton } from './upload-button.tsx';

const TABS = [
  { key: 'statements', href: '/statements', label: 'By account and day' },
  { key: 'calendar', href: '/statements/calendar', label: 'Calendar' },
  { key: 'announced', href: '/statements/announced', label: 'Announced' },
  { key: 'files', href: '/statements/files', label: 'Files' },
] as const;

export type StatementsHeaderProps = {
  readonly at: (typeof TABS)[number]['key'];
  /** Files that wait for a person. */
  readonly waiting: number;
  readonly mayUpload: boolean;
  /** Opens the file dialog at once. */
  readonly upload?: boolean;
};

/** The head of each list of statements: the ways to look at them, and the button that uploads more. */
export function StatementsHeader({ at, waiting, mayUpload, upload = false }: StatementsHeaderProps) {
  return (
    <>
      <PageHeader title="Statements" actions={mayUpload && <UploadButton open={upload} />} />
      <nav className={classes.tabs} aria-label="Statements">
        {TABS.map(({ key, href, label }) => (
          <Link key={key} href={href} aria-current={at === key ? 'page' : undefined}>
            {label}
            {key === 'files' && waiting > 0 && <b>{waiting} waiting</b>}
          </Link>
        ))}
      </nav>
    </>
  );
}
