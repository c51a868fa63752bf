import type { ReactNode } from 'react';
import classes from './status.module.css';

export type Tone = 'neutral' | 'ok' | 'accent' | 'warn' | 'bad';

/** A dot and a word: colour never stands alone. */
export function Status({ tone = 'neutral', children }: { tone?: Tone; children: ReactNode }) {
  return (
    <span className={classes.status}>
      <Dot tone={tone} />
      {children}
    </span>
  );
}

/** The dot by itself, before words that say the same. */
export function Dot({ tone = 'neutral' }: { tone?: Tone }) {
  return <span className={classes.dot} data-tone={tone} aria-hidden />;
}
