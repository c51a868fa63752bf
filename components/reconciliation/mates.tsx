import type { RowDetail } from '#domains/treasury/reconciliation/row-detail.ts';
import { formatDate } from '#lib/dates.ts';
import { Amount } from '../ui/amount.tsx';
import { TwoLines } from '../ui/text.tsx';
import classes from './row-work.module.css';

/** The other rows that the same answer explains: the far side of a transfer, the booking that was reversed. */
export function Mates({ mates }: { mates: RowDetail['mates'] }) {
  if (mates.length === 0) return null;
  return (
    <section className={classes.section}>
      <h3>Together with</h3>
      <ul className={classes.mates}>
        {mates.map((mate) => (
          <li key={mate.id}>
            <TwoLines
              main={mate.party ?? mate.text}
              detail={`${formatDate(mate.date)} · ${mate.account}${mate.party ? ` · ${mate.text}` : ''}`}
            />
            <Amount amount={mate.amount} currency={mate.currency} signed />
          </li>
        ))}
      </ul>
    </section>
  );
}
