import type { ReactNode } from 'react';
import classes from './empty-state.module.css';

export type EmptyStateProps = {
  /** What is the case: "No statement yet for USD Operating." */
  readonly title: ReactNode;
  /** What to do next: "Drop a file here, or enter a balance." */
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
};

/** Said in place of a list that has no rows. */
export function EmptyState({ title, children, actions }: EmptyStateProps) {
  return (
    <div className={classes.empty}>
      <p className={classes.title}>{title}</p>
      {children && <p className={classes.next}>{children}</p>}
      {actions && <div className={classes.actions}>{actions}</div>}
    </div>
  );
}
