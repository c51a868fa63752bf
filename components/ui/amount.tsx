import classes from './amount.module.css';
import { formatAmount, signOf, THOUSANDS } from './format-amount.ts';

export type AmountProps = {
  /** Decimal string, signed; null where there is no figure. */
  readonly amount: string | null;
  /** ISO 4217 code. */
  readonly currency: string;
  /** Cash direction matters: a plus before and green for money in. */
  readonly signed?: boolean;
  /** Whether the small grey currency code follows. Default yes; leave it out where it is obvious. */
  readonly code?: boolean;
  readonly quiet?: boolean;
};

/** An exact figure that never breaks over two lines; inside a table cell it lines up on the decimal sign. */
export function Amount({ amount, currency, signed = false, code = true, quiet = false }: AmountProps) {
  if (amount === null) return <span className={classes.none}>–</span>;
  const text = formatAmount(amount, currency, { plus: signed });
  const names = [
    classes.amount,
    text.includes('.') ? '' : classes.whole,
    quiet ? classes.quiet : '',
    signed && signOf(amount) > 0 ? classes.in : '',
  ];
  return (
    <span className={names.filter(Boolean).join(' ')}>
      {figureOf(text)}
      {code && <span className={classes.code}>{currency}</span>}
    </span>
  );
}

/** Words in which a formatted number stands for itself, without a currency. */
export function Figure({ text }: { text: string }) {
  return <span className={classes.figure}>{figureOf(text)}</span>;
}

/**
 * Inter draws the narrow no-break space so thin that groups of digits run together in small type, and no style widens it: a plain one that
 * the style makes narrower takes its place.
 */
const figureOf = (text: string) => text.replaceAll(THOUSANDS, '\u00a0');
