import type { ReactNode } from 'react';
import classes from './chip.module.css';

export type ChipProps = {
  /** neutral: a plain fact; good: it speaks for something; warn: it contradicts. */
  readonly tone?: 'neutral' | 'good' | 'warn' | 'bad';
  readonly children: ReactNode;
};

/** A short fact in a rounded frame. */
export function Chip({ tone = 'neutral', children }: ChipProps) {
  return (
    <span className={classes.chip} data-tone={tone}>
      {children}
    </span>
  );
}

/** Chips in a row that wraps. */
export function Chips({ children }: { children: ReactNode }) {
  return <div className={classes.row}>{children}</div>;
}
