import type { ReactNode } from 'react';
import { Amount, Figure } from '../ui/amount.tsx';
import { formatAmount } from '../ui/format-amount.ts';
import { DIFFERENCES } from './answer-table.tsx';
import classes from './row-work.module.css';
import type { FootSums } from './sums.ts';

/** Row, allocated, differences and rest: the sum that always adds up, and what can be done. */
export function Foot({
  sums,
  currency,
  children,
}: {
  sums: FootSums;
  currency: string;
  children: ReactNode;
}) {
  const figure = (amount: string) => <Amount amount={amount} currency={currency} code={false} />;
  return (
    <footer className={classes.foot}>
      <dl className={classes.sums}>
        <div>
          <dt>Row</dt>
          <dd>{figure(sums.row)}</dd>
        </div>
        <div>
          <dt>Allocated</dt>
          <dd>{figure(sums.allocated)}</dd>
        </div>
        {sums.differences.length > 0 && (
          <div>
            <dt>Differences</dt>
            <dd>
              {sums.differences.map((difference) => (
                <span key={difference.reason} className={classes.difference}>
                  <Figure text={formatAmount(difference.amount, difference.currency)} />{' '}
                  {(DIFFERENCES[difference.reason] ?? difference.reason).toLowerCase()}
                </span>
              ))}
            </dd>
          </div>
        )}
        <div>
          <dt>Rest</dt>
          <dd>
            <b data-left={/[1-9]/.test(sums.rest) || undefined}>{figure(sums.rest)}</b>
          </dd>
        </div>
      </dl>
      <div className={classes.acts}>{children}</div>
    </footer>
  );
}
