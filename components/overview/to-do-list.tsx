import Link from 'next/link';
import type { Money } from '#domains/treasury/overview/overview.ts';
import { Amount } from '../ui/amount.tsx';
import { Card } from '../ui/card.tsx';
import { Dot, type Tone } from '../ui/status.tsx';
import classes from './to-do-list.module.css';

export type ToDoItem = {
  readonly key: string;
  readonly tone: Tone;
  /** What the sentence is about: "2 statements". */
  readonly subject: string;
  /** How it goes on: "do not add up". */
  readonly predicate: string;
  readonly detail?: string;
  /** Left out where no money says it. */
  readonly money?: Money;
  /** What the amount is made of, on hover: one sum per currency. */
  readonly parts?: string;
  readonly href: string;
};

/** What waits for a person today, each line a link with its money. `nothing` is said when there is none. */
export function ToDoList({ items, nothing }: { items: readonly ToDoItem[]; nothing: string }) {
  return (
    <Card title="To do today">
      {items.length === 0 ? (
        <p className={classes.nothing}>{nothing}</p>
      ) : (
        <ul className={classes.list}>
          {items.map((item) => (
            <li key={item.key}>
              <Link href={item.href} className={classes.item} prefetch={false}>
                <Dot tone={item.tone} />
                <span className={classes.what}>
                  <b>{item.subject}</b> {item.predicate}{' '}
                  {item.detail && <span className={classes.detail}>{item.detail}</span>}
                </span>
                <span className={classes.money} title={item.parts}>
                  {item.money?.map((sum) => (
                    <Amount key={sum.currency} amount={sum.amount} currency={sum.currency} />
                  ))}
                </span>
                <span className={classes.go} aria-hidden>
                  ›
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
