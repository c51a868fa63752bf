import Link from 'next/link';
import type { ReactNode } from 'react';
import type { Cash, CashLine } from '#domains/treasury/overview/cash.ts';
import { formatShortDate } from '#lib/dates.ts';
import { Amount } from '../ui/amount.tsx';
import { Card } from '../ui/card.tsx';
import { BigFigure } from '../ui/text.tsx';
import classes from './cash-card.module.css';
import { partsOf } from './to-do-items.ts';

export type CashCardProps = {
  readonly cash: Cash;
  /** Whose rates, of which day: "illustrative rates of 20 Nov"; null when none was needed. */
  readonly rates: string | null;
  /** Where rates are entered, for those who may. */
  readonly ratesHref: string | null;
};

/** Booked cash: one figure in the base currency, and what each currency adds to it. */
export function CashCard({ cash, rates, ratesHref }: CashCardProps) {
  const { total, lines, change, since } = cash;
  return (
    <Card title="Cash" note={`booked, base currency ${total.currency}`}>
      {lines.length === 0 ? (
        <p className={classes.empty}>
          No balance yet. Upload a statement, or enter a balance at one of the accounts.
        </p>
      ) : (
        <>
          <div className={classes.total}>
            <BigFigure>
              <Amount amount={total.amount} currency={total.currency} />
            </BigFigure>
            <p className={classes.basis}>
              {change !== null && since && (
                <>
                  <Amount amount={change} currency={total.currency} signed code={false} /> since{' '}
                  {formatShortDate(since)}
                </>
              )}
              {change !== null && rates && ' · '}
              {rates}
            </p>
            <Without cash={cash} ratesHref={ratesHref} />
          </div>
          <table className={classes.table}>
            <thead className={classes.hidden}>
              <tr>
                {[
                  'Currency',
                  `Balance${since ? `, change since ${formatShortDate(since)}` : ''}`,
                  `In ${total.currency}`,
                ].map((header) => (
                  <th key={header} scope="col">
                    <span>{header}</span>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {lines.map((line) => (
                <Line key={line.currency} line={line} cash={cash} />
              ))}
            </tbody>
          </table>
        </>
      )}
    </Card>
  );
}

function Line({ line, cash }: { line: CashLine; cash: Cash }) {
  const { currency, amount, change, inBase } = line;
  return (
    <tr>
      <th scope="row">
        {currency}
        <small>{detailOf(line, cash)}</small>
      </th>
      <td>
        <Amount amount={amount} currency={currency} code={false} />
        {change !== null && (
          <small>
            <Amount amount={change} currency={currency} signed code={false} />
          </small>
        )}
      </td>
      <td>
        {inBase === null ? (
          <small>no rate</small>
        ) : (
          <Amount amount={inBase} currency={cash.total.currency} quiet code={false} />
        )}
      </td>
    </tr>
  );
}

function detailOf(line: CashLine, { asOf }: Cash): string {
  return [
    line.accounts === 1 ? '1 account' : `${line.accounts} accounts`,
    line.overdrawn && 'overdrawn',
    line.asOf !== asOf && `as of ${formatShortDate(line.asOf)}`,
  ]
    .filter(Boolean)
    .join(', ');
}

function Without({ cash, ratesHref }: { cash: Cash; ratesHref: string | null }): ReactNode {
  if (cash.without.length === 0) return null;
  const many = cash.without.length > 1;
  return (
    <p className={classes.basis}>
      Without {partsOf(cash.without)}, which {many ? 'have' : 'has'} no rate.{' '}
      {ratesHref && <Link href={ratesHref}>Enter {many ? 'rates' : 'a rate'} ›</Link>}
    </p>
  );
}
