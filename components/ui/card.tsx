import type { ReactNode, Ref } from 'react';
import classes from './card.module.css';

export type CardProps = {
  readonly title?: string;
  /** Grey words after the title: unit, basis, date. */
  readonly note?: ReactNode;
  /** What stands at the right end of the title's line. */
  readonly actions?: ReactNode;
  /** Whether the content keeps the card's inner margin. Leave it out for tables and rows that reach the edge. */
  readonly padded?: boolean;
  readonly ref?: Ref<HTMLElement>;
  readonly children: ReactNode;
};

/** A framed part of a page. A box is a last resort: headings and space come first. */
export function Card({ title, note, actions, padded = false, ref, children }: CardProps) {
  return (
    <section className={classes.card} ref={ref} aria-label={title}>
      {(title || actions) && (
        <header className={classes.header}>
          {title && <h2>{title}</h2>}
          {note && <span className={classes.note}>{note}</span>}
          {actions && <div className={classes.actions}>{actions}</div>}
        </header>
      )}
      {padded ? <div className={classes.body}>{children}</div> : children}
    </section>
  );
}

/** Cards side by side: the first a little wider; one below the other on narrow screens. */
export function CardColumns({ children }: { children: ReactNode }) {
  return <div className={classes.columns}>{children}</div>;
}
