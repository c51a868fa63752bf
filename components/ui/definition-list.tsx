import type { ReactNode } from 'react';
import classes from './definition-list.module.css';

export type Definition = { readonly term: string; readonly value: ReactNode };

/** Facts of one thing, term and value; in two columns where there is room when `columns` is 2. */
export function DefinitionList({ items, columns = 1 }: { items: readonly Definition[]; columns?: 1 | 2 }) {
  return (
    <dl className={classes.list} data-columns={columns}>
      {items.map((item) => (
        <div key={item.term} className={classes.item}>
          <dt>{item.term}</dt>
          <dd>{item.value}</dd>
        </div>
      ))}
    </dl>
  );
}
