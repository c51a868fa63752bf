'use client';

import Link from 'next/link';
import {
  QUEUE_ORDER,
  type Queue,
  type QueueRow,
  type QueueTotal,
} from '#domains/treasury/reconciliation/queue-order.ts';
import { type CalendarDate, formatDate, formatShortDate } from '#lib/dates.ts';
import { formatAge } from '../ui/age.ts';
import { Amount, Figure } from '../ui/amount.tsx';
import { formatAmount, formatCount } from '../ui/format-amount.ts';
import { Kbd } from '../ui/kbd.tsx';
import classes from './queue-list.module.css';
import type { Decided } from './use-queue.ts';
import { partyOrText, QUEUE_TITLES } from './words.ts';

export type QueueListProps = {
  readonly rows: readonly QueueRow[];
  readonly totals: readonly QueueTotal[];
  readonly decided: ReadonlyMap<string, Decided>;
  readonly selected: string | null;
  readonly select: (id: string) => void;
  readonly undo: ((id: string) => void) | null;
  readonly today: CalendarDate;
  readonly baseCurrency: string;
  /** The page narrowed to a queue, or widened again. */
  readonly hrefOf: (queue: Queue) => string;
};

/** The rows that wait, grouped by what they need, the oldest first. */
export function QueueList(props: QueueListProps) {
  const groups = QUEUE_ORDER.map((queue) => ({
    queue,
    rows: props.rows.filter((row) => row.queue === queue),
    total: props.totals.find((total) => total.queue === queue),
  })).filter((group) => group.rows.length > 0);
  return groups.map(({ queue, rows, total }) => (
    <section key={queue} aria-label={QUEUE_TITLES[queue]}>
      <h2 className={classes.title}>
        <Link href={props.hrefOf(queue)} prefetch={false}>
          {QUEUE_TITLES[queue]}
        </Link>
        {total && <GroupSum total={total} baseCurrency={props.baseCurrency} />}
      </h2>
      <ol>
        {rows.map((row) => (
          <QueueItem key={row.id} row={row} {...props} decided={props.decided.get(row.id)} />
        ))}
      </ol>
    </section>
  ));
}

/** Count and money of a queue: the base currency first, the others behind the pointer. */
function GroupSum({ total, baseCurrency }: { total: QueueTotal; baseCurrency: string }) {
  const main = total.sums.find((sum) => sum.currency === baseCurrency) ?? total.sums[0];
  const all = total.sums.map((sum) => `${formatAmount(sum.amount, sum.currency)} ${sum.currency}`).join(', ');
  const others = total.sums.length - 1;
  return (
    <span className={classes.sum} title={all}>
      <Figure text={formatCount(total.count)} />
      {main && (
        <>
          {' · '}
          <Amount amount={main.amount} currency={main.currency} />
          {others > 0 && ` +${others}`}
        </>
      )}
    </span>
  );
}

type ItemProps = Omit<QueueListProps, 'decided' | 'rows' | 'totals'> & {
  readonly row: QueueRow;
  readonly decided: Decided | undefined;
};

function QueueItem({ row, decided, selected, select, undo, today, baseCurrency }: ItemProps) {
  const isSelected = row.id === selected;
  return (
    <li className={classes.row} data-done={!!decided || undefined} data-on={isSelected || undefined}>
      <button
        type="button"
        className={classes.pick}
        aria-current={isSelected || undefined}
        data-queue-row={row.id}
        onClick={() => select(row.id)}
      >
        <b>{partyOrText(row)}</b>
        <Amount amount={row.amount} currency={row.currency} code={row.currency !== baseCurrency} signed />
        <span className={classes.second}>
          <span className={classes.detail}>
            {decided ? (
              decided.words
            ) : (
              <>
                <time dateTime={row.date} title={formatDate(row.date)}>
                  {formatShortDate(row.date)}
                </time>
                {` · ${row.account} · `}
                {row.hint && <em>{row.hint} · </em>}
                {row.text}
              </>
            )}
          </span>
          {!decided && <span className={classes.age}>{formatAge(row.date, today)}</span>}
        </span>
      </button>
      {decided && undo && (
        <button type="button" className={classes.undo} disabled={decided.saving} onClick={() => undo(row.id)}>
          Undo {isSelected && <Kbd>u</Kbd>}
        </button>
      )}
    </li>
  );
}
