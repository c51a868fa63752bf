import { type CalendarDate, formatDate } from '#lib/dates.ts';
import { formatAge } from './age.ts';

/** How long ago or until, with the full date on hover; `today` is the company's. */
export function RelativeAge({ date, today }: { date: CalendarDate; today: CalendarDate }) {
  return (
    <time dateTime={date} title={formatDate(date)} style={{ whiteSpace: 'nowrap' }}>
      {formatAge(date, today)}
    </time>
  );
}
