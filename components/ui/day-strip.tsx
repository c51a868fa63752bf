import Link from 'next/link';
import { type CalendarDate, formatDate } from '#lib/dates.ts';
import classes from './day-strip.module.css';

export type Day = {
  readonly date: CalendarDate;
  /** complete: a statement that adds up; differs: one that does not; missing: due and not there; none: nothing due. */
  readonly state: keyof typeof DAY_WORDS;
  readonly href?: string;
  readonly current?: boolean;
};

export const DAY_WORDS = {
  complete: 'adds up',
  differs: 'does not add up',
  overlap: 'statements overlap',
  entered: 'balance entered by hand',
  missing: 'statement missing',
  none: 'no statement due',
} as const;

export type DayStripProps = {
  readonly label: string;
  readonly days: readonly Day[];
  /** Fields that the strip is wide, so that strips of several months stand below each other. */
  readonly width?: number;
};

/** A month of one account as a strip: one field per day. */
export function DayStrip({ label, days, width = days.length }: DayStripProps) {
  return (
    <ol className={classes.strip} aria-label={label}>
      {days.map((day) => (
        <li key={day.date} className={classes.day}>
          <DayField day={day} />
        </li>
      ))}
      {width > days.length && <li aria-hidden style={{ flex: width - days.length }} />}
    </ol>
  );
}

/** The field of a state by itself, for a legend. */
export function DaySwatch({ state }: { state: Day['state'] }) {
  return <span className={`${classes.field} ${classes.swatch}`} data-state={state} aria-hidden />;
}

function DayField({ day }: { day: Day }) {
  const words = `${formatDate(day.date)}: ${DAY_WORDS[day.state]}`;
  const attributes = { className: classes.field, 'data-state': day.state, title: words };
  if (day.href) {
    return (
      <Link href={day.href} prefetch={false} aria-current={day.current ? 'date' : undefined} {...attributes}>
        <span className={classes.words}>{words}</span>
      </Link>
    );
  }
  return (
    <span {...attributes} data-current={day.current || undefined}>
      <span className={classes.words}>{words}</span>
    </span>
  );
}
