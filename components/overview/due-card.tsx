import type { DueSide, DueWindow } from '#domains/treasury/overview/due.ts';
import { formatShortDate } from '#lib/dates.ts';
import { Card } from '../ui/card.tsx';
import { DueBars, type DuePeriod } from '../ui/due-bars.tsx';
import { hrefWith } from '../ui/list-url.ts';
import { Quiet } from '../ui/text.tsx';
import classes from './due-card.module.css';
import { partsOf } from './to-do-items.ts';

export type Due = { readonly window: DueWindow; readonly receivable: DueSide; readonly payable: DueSide };

/** Open amounts by when they are due; each bar leads to its documents. */
export function DueCard({ currency, due }: { currency: string; due: readonly Due[] }) {
  const without = due.flatMap(({ window, receivable, payable }) =>
    [...receivable.without, ...payable.without].map((sum) => `${labelOf(window)} ${partsOf([sum])}`),
  );
  const isNothing = due.every(
    ({ receivable, payable }) => receivable.sums.length + payable.sums.length === 0,
  );
  return (
    <Card title="Due" note={`open amounts, ${currency}`}>
      {isNothing ? (
        <p className={classes.words}>Nothing is overdue, and nothing falls due in the next weeks.</p>
      ) : (
        <DueBars currency={currency} periods={due.map(periodOf)} />
      )}
      {without.length > 0 && (
        <p className={classes.words}>
          <Quiet>Without a rate, so not in the bars: {without.join(', ')}</Quiet>
        </p>
      )}
    </Card>
  );
}

function periodOf({ window, receivable, payable }: Due): DuePeriod {
  const href = (direction: string) =>
    hrefWith('/documents', {}, { direction, settlement: 'unpaid', from: window.from, to: window.to });
  return {
    label: labelOf(window),
    overdue: window.kind === 'overdue',
    receivable: receivable.amount,
    payable: payable.amount,
    receivableHref: href('receivable'),
    payableHref: href('payable'),
    receivableParts: partsOf(receivable.sums),
    payableParts: partsOf(payable.sums),
  };
}

/** A week by its Monday: "23 Nov". */
function labelOf({ kind, from }: DueWindow): string {
  if (kind === 'overdue') return 'Overdue';
  return kind === 'thisWeek' ? 'This week' : formatShortDate(from ?? '');
}
