import type { ReactNode } from 'react';
import classes from './page.module.css';

/** A page's content with its margins and the same space between all parts. */
export function Page({ children }: { children: ReactNode }) {
  return <div className={classes.page}>{children}</div>;
}

export type PageHeaderProps = {
  readonly title: string;
  /** Grey words after the title that tell this one apart. */
  readonly note?: ReactNode;
  /** Buttons at the right end. */
  readonly actions?: ReactNode;
  /** Where this page hangs: "Documents", above the title. */
  readonly parent?: ReactNode;
};

/** The page's one h1 with what belongs on its line. */
export function PageHeader({ title, note, actions, parent }: PageHeaderProps) {
  return (
    <header className={classes.header}>
      {parent && <div className={classes.parent}>{parent}</div>}
      <h1>{title}</h1>
      {note && <span className={classes.note}>{note}</span>}
      {actions && <div className={classes.actions}>{actions}</div>}
    </header>
  );
}
