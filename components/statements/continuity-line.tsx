import Link from 'next/link';
import type { Continuity, Linked } from '#domains/erp/statements/continuity.ts';
import { type CalendarDate, formatDate, formatShortDate } from '#lib/dates.ts';
import { Figure } from '../ui/amount.tsx';
import { formatAmount } from '../ui/format-amount.ts';
import { Dot } from '../ui/status.tsx';
import classes from './statement-page.module.css';

export type ContinuityLineProps = {
  readonly continuity: Continuity<Linked> | null;
  /** The gap that the statement closed when it came late. */
  readonly closedGap: { readonly after: CalendarDate; readonly before: CalendarDate } | null;
  readonly opening: string | null;
  readonly currency: string;
};

/** Whether the statement begins where the one before it ended, and which days are missing in between. */
export function ContinuityLine({ continuity, closedGap, opening, currency }: ContinuityLineProps) {
  if (!continuity) {
    return (
      <p className={classes.continuity}>
        <Dot /> The first statement of this account.
      </p>
    );
  }
  const { previous, holds, missing } = continuity;
  const before = (
    <Link href={`/statements/${previous.id}`}>
      {previous.toDate ? formatDate(previous.toDate) : 'before'}
    </Link>
  );
  const figure = (amount: string) => <Figure text={formatAmount(amount, currency)} />;
  return (
    <p className={classes.continuity} data-broken={holds === false || undefined}>
      <Dot tone={holds === false ? 'bad' : missing.length > 0 ? 'warn' : holds ? 'ok' : 'neutral'} />
      {holds === true && <>Begins where the statement of {before} ended.</>}
      {holds === null && <>The statement before is that of {before}; one of the balances is not given.</>}
      {holds === false && (
        <>
          Begins at {figure(opening ?? '0')}, but the statement of {before} ended at{' '}
          {figure(previous.closing ?? '0')}.
        </>
      )}
      {missing.length > 0 && <> No statement for {daysInWords(missing)}.</>}
      {closedGap && (
        <>
          {' '}
          It came late, and closed the gap between {formatShortDate(closedGap.after)} and{' '}
          {formatShortDate(closedGap.before)}.
        </>
      )}
    </p>
  );
}

/** "3 Mar and 4 Mar", "3 Mar, 4 Mar, 5 Mar and 2 more days". */
export function daysInWords(days: readonly CalendarDate[]): string {
  const named = days.slice(0, 3).map((day) => formatShortDate(day));
  if (days.length > 3) return `${named.join(', ')} and ${days.length - 3} more days`;
  return named.length < 2 ? (named[0] ?? '') : `${named.slice(0, -1).join(', ')} and ${named.at(-1)}`;
}
