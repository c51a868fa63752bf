import Link from 'next/link';
import { formatShortDate } from '#lib/dates.ts';
import { Dot } from '../ui/status.tsx';
import classes from './statement-page.module.css';
import { counted, kindLabel } from './words.ts';

export type Report = {
  readonly id: string;
  readonly kind: string;
  readonly date: string | null;
  readonly rows: number;
};

/** The intraday reports and advices that announced what the statement books. */
export function ReportLine({ reports }: { reports: readonly Report[] }) {
  if (reports.length === 0) return null;
  return (
    <p className={classes.continuity}>
      <Dot tone="accent" />
      Announced by{' '}
      {reports.map(({ id, kind, date, rows }, index) => (
        <span key={id}>
          {index > 0 && (index === reports.length - 1 ? ' and ' : ', ')}
          <Link href={`/statements/${id}`} prefetch={false}>
            {kindLabel(kind).toLowerCase()} {date && formatShortDate(date)}
          </Link>{' '}
          ({counted(rows, 'row')})
        </span>
      ))}
      .
    </p>
  );
}
