import Link from 'next/link';
import type { ReactNode } from 'react';
import { formatInstant } from './age.ts';
import { Dot, type Tone } from './status.tsx';
import classes from './timeline.module.css';

export type TimelineItem = {
  readonly key: string;
  /** RFC 3339. */
  readonly at: string;
  /** What happened, as a sentence. */
  readonly title: ReactNode;
  readonly detail?: ReactNode;
  /** Who did it: a person's name, an integration, "Nexus". */
  readonly who?: string;
  readonly tone?: Tone;
  readonly href?: string;
};

/** What happened, one line each, in the order given; times in the company's zone. */
export function Timeline({ items, timeZone }: { items: readonly TimelineItem[]; timeZone: string }) {
  return (
    <ol className={classes.timeline}>
      {items.map((item) => (
        <li key={item.key} className={classes.item}>
          <Dot tone={item.tone ?? 'neutral'} />
          <div className={classes.what}>
            <p>{item.href ? <Link href={item.href}>{item.title}</Link> : item.title}</p>
            {item.detail && <div className={classes.detail}>{item.detail}</div>}
          </div>
          <p className={classes.when}>
            {item.who && <span>{item.who} · </span>}
            <time dateTime={item.at}>{formatInstant(item.at, timeZone)}</time>
          </p>
        </li>
      ))}
    </ol>
  );
}
