import { Amount, Figure } from './amount.tsx';
import classes from './count-and-sums.module.css';
import { formatCount } from './format-amount.ts';

export type CountAndSumsProps = {
  /** Rows of the current filter; exact unless `capped`. */
  readonly count: number;
  /** More rows than are counted: "10,000+", and no sums. */
  readonly capped?: boolean;
  readonly noun: { readonly one: string; readonly many: string };
  readonly sums: readonly { readonly amount: string; readonly currency: string }[];
  /** Sums of cash in and out: they are net and carry their sign. */
  readonly signed?: boolean;
};

/** "412 documents · 1 204 311.20 EUR · 88 020.00 USD": what the current filter holds. */
export function CountAndSums({ count, capped = false, noun, sums, signed = false }: CountAndSumsProps) {
  const shown = capped ? '10,000+' : formatCount(count);
  return (
    <p className={classes.line} role="status">
      <span>
        <Figure text={shown} /> {!capped && count === 1 ? noun.one : noun.many}
        {signed && !capped && sums.length > 0 && ', net'}
      </span>
      {!capped &&
        sums.map((sum) => (
          <Amount key={sum.currency} amount={sum.amount} currency={sum.currency} signed={signed} />
        ))}
    </p>
  );
}
