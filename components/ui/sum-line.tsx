import { Figure } from './amount.tsx';
import { formatAmount } from './format-amount.ts';
import classes from './sum-line.module.css';

type Term = { readonly label: string; readonly amount: string };

export type SumLineProps = {
  readonly currency: string;
  /** Null where the bank gives none: the sum is then of what moved. */
  readonly opening: Term | null;
  /** Money in and money out, both as positive amounts. */
  readonly moneyIn: Term;
  readonly moneyOut: Term;
  readonly computed: Term;
  /** What the bank says; null when it gives no closing balance. */
  readonly closing: Term | null;
  /** Whether `computed` and `closing` are the same amount. */
  readonly holds: boolean;
  /** Set apart at the right end: "Available". */
  readonly aside?: Term;
};

/** The sum that everybody would do by hand, done: opening + in − out = computed, and whether the bank agrees. */
export function SumLine(props: SumLineProps) {
  const { currency, opening, moneyIn, moneyOut, computed, closing, holds, aside } = props;
  const figure = (term: Term, tone?: 'in' | 'bad') => (
    <TermFigure term={term} currency={currency} tone={tone} />
  );
  return (
    <div className={classes.sum}>
      {opening && figure(opening)}
      {opening && <span className={classes.sign}>+</span>}
      {figure(moneyIn, 'in')}
      <span className={classes.sign}>−</span>
      {figure(moneyOut)}
      <span className={classes.sign}>=</span>
      {figure(computed)}
      {closing && (
        <span
          className={classes.sign}
          data-differs={!holds || undefined}
          role="img"
          aria-label={holds ? 'equals' : 'is not'}
        >
          =
        </span>
      )}
      {closing && figure(closing, holds ? undefined : 'bad')}
      {aside && (
        <div className={classes.aside}>
          <small>{aside.label}</small>
          <span>
            <Figure text={formatAmount(aside.amount, currency)} />
          </span>
        </div>
      )}
    </div>
  );
}

function TermFigure({
  term,
  currency,
  tone,
}: {
  term: Term;
  currency: string;
  tone?: 'in' | 'bad' | undefined;
}) {
  return (
    <div className={classes.figure} data-tone={tone}>
      <small>{term.label}</small>
      <b>
        <Figure text={formatAmount(term.amount, currency)} />
      </b>
    </div>
  );
}
