import type { CalendarDay } from '#domains/erp/statements/calendar.ts';
import { formatDate } from '#lib/dates.ts';
import { DAY_WORDS, DayStrip, DaySwatch } from '../ui/day-strip.tsx';
import classes from './account-calendar.module.css';

const DAYS_OF_LONGEST_MONTH = 31;
const LEGEND = ['complete', 'differs', 'overlap', 'entered', 'missing', 'none'] as const;

/** The months of one account below each other, the latest first, a field per day. */
export function AccountCalendar({ days }: { days: readonly CalendarDay[] }) {
  const months = [...Map.groupBy(days, (day) => day.date.slice(0, 7))].reverse();
  return (
    <>
      <div className={classes.months}>
        {months.map(([month, list]) => {
          const name = formatDate(`${month}-01`).split(' ').slice(1).join(' ');
          return (
            <div key={month} className={classes.month}>
              <span className={classes.name}>{name}</span>
              <DayStrip
                label={name}
                width={DAYS_OF_LONGEST_MONTH}
                days={list.map(({ date, state, statementId }) => ({
                  date,
                  state,
                  ...(statementId && { href: `/statements/${statementId}` }),
                }))}
              />
            </div>
          );
        })}
      </div>
      <ul className={classes.legend} aria-label="What the fields mean">
        {LEGEND.map((state) => (
          <li key={state}>
            <DaySwatch state={state} />
            {DAY_WORDS[state]}
          </li>
        ))}
      </ul>
    </>
  );
}
