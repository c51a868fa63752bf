import Link from 'next/link';
import { Amount } from './amount.tsx';
import classes from './due-bars.module.css';
import { largestOf, shareOf } from './share.ts';

export type DuePeriod = {
  readonly label: string;
  readonly overdue?: boolean;
  /** Open amounts as positive decimal strings. */
  readonly receivable: string;
  readonly payable: string;
  readonly receivableHref?: string;
  readonly payableHref?: string;
  /** What the amounts are made of, shown on hover. */
  readonly receivableParts?: string;
  readonly payableParts?: string;
};

/** What is due by period, receivables and payables apart; all bars on one scale. */
export function DueBars({ currency, periods }: { currency: string; periods: readonly DuePeriod[] }) {
  const largest = largestOf(periods.flatMap((period) => [period.receivable, period.payable]));
  return (
    <table className={classes.due}>
      <thead>
        <tr>
          <th scope="col">
            <span className={classes.hidden}>Period</span>
          </th>
          <th scope="col">Receivable</th>
          <th scope="col">Payable</th>
        </tr>
      </thead>
      <tbody>
        {periods.map((period) => (
          <tr key={period.label}>
            <th scope="row">{period.label}</th>
            <td data-side={period.overdue ? 'overdue' : 'receivable'}>
              <Bar
                amount={period.receivable}
                share={shareOf(period.receivable, largest)}
                currency={currency}
                href={period.receivableHref}
                parts={period.receivableParts}
              />
            </td>
            <td data-side="payable">
              <Bar
                amount={period.payable}
                share={shareOf(period.payable, largest)}
                currency={currency}
                href={period.payableHref}
                parts={period.payableParts}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

type BarProps = {
  amount: string;
  share: number;
  currency: string;
  href: string | undefined;
  parts: string | undefined;
};

function Bar({ amount, share, currency, href, parts }: BarProps) {
  const content = (
    <>
      <span className={classes.value}>
        <Amount amount={amount} currency={currency} code={false} />
      </span>
      <span className={classes.track}>
        {share > 0 && <span className={classes.bar} style={{ width: `${share}%` }} />}
      </span>
    </>
  );
  if (!href) {
    return (
      <div className={classes.line} title={parts}>
        {content}
      </div>
    );
  }
  return (
    <Link href={href} prefetch={false} className={classes.line} title={parts}>
      {content}
    </Link>
  );
}
