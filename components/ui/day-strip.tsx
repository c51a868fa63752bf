import Link from 'next/link';
import { type CalendarDate, formatDate } from '#lib/dates.ts';
import classes from './day-strip.module.css';

export type Day = {
  readonly date: CalendarDate;
  /** complete: a statement that adds up; differs: one that does not; missing: due and not there; none: nothing due. */
  readonly state: 'complete' | 'differs' | 'missing' | 'none';
  readonly href?: string;
  readonly current?: boolean;
};

const WORDS = {
  complete: 'adds up',
  differs: 'does not add up',
  missing: 'statement missing',
  none: 'no statement due',
} as const;

/** A month of one account as a strip: one field per day. */
export function DayStrip({ label, days }: { label: string; days: readonly Day[] }) {
  return (
    <ol className={classes.strip} aria-label={label}>
      {days.map((day) => (
        <li key={day.date} className={classes.day}>
          <DayField day={day} />
        </li>
      ))}
    </ol>
  );
}

function DayField({ day }: { day: Day }) {
  const words = `${formatDate(day.date)}: ${WORDS[day.state]}`;
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
