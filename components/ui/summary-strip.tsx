import Link from 'next/link';
import { Amount, Figure } from './amount.tsx';
import { formatCount } from './format-amount.ts';
import { Dot, type Tone } from './status.tsx';
import classes from './summary-strip.module.css';

export type SummaryFigure = {
  readonly key: string;
  readonly label: string;
  readonly count: number;
  /** One sum per currency, decimal strings; at most three are shown. */
  readonly sums?: readonly { readonly amount: string; readonly currency: string }[];
  readonly tone?: Tone;
  /** The list filtered by this figure; the unfiltered list when it is already the filter. */
  readonly href: string;
  readonly active: boolean;
};

/** Totals above a list. Each figure is a link that filters the list by it. */
export function SummaryStrip({ label, figures }: { label: string; figures: readonly SummaryFigure[] }) {
  return (
    <nav className={classes.strip} aria-label={label}>
      {figures.map((figure) => (
        <Link
          key={figure.key}
          href={figure.href}
          prefetch={false}
          className={classes.figure}
          aria-current={figure.active ? 'true' : undefined}
        >
          <span className={classes.label}>
            {figure.tone && <Dot tone={figure.tone} />}
            {figure.label}
          </span>
          <span className={classes.count}>
            <Figure text={formatCount(figure.count)} />
          </span>
          <span className={classes.sums}>
            {figure.sums?.slice(0, 3).map((sum) => (
              <Amount key={sum.currency} amount={sum.amount} currency={sum.currency} />
            ))}
            {figure.sums && figure.sums.length > 3 && <span>{moreCurrencies(figure.sums.length - 3)}</span>}
          </span>
        </Link>
      ))}
    </nav>
  );
}

const moreCurrencies = (count: number) => `and ${count} more ${count === 1 ? 'currency' : 'currencies'}`;
