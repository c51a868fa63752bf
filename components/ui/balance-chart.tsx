'use client';

import { useElementSize, useInViewport } from '@mantine/hooks';
import dynamic from 'next/dynamic';
import { useEffect, useState } from 'react';
import { type CalendarDate, formatDate } from '#lib/dates.ts';
import { Amount } from './amount.tsx';
import classes from './balance-chart.module.css';
import type { BalanceSeries } from './balance-series.ts';
import { Card } from './card.tsx';

const BalanceLines = dynamic(() => import('./balance-lines.tsx').then((module) => module.BalanceLines), {
  ssr: false,
});

export type BalanceChartProps = {
  /** The figure's name: "Balances, 90 days". */
  readonly title: string;
  /** Unit and basis: "in EUR at each day's rate". */
  readonly note: string;
  readonly currency: string;
  /** Consecutive days, oldest first. */
  readonly days: readonly CalendarDate[];
  readonly series: readonly BalanceSeries[];
};

/** Balances over time as lines, or as a table of the same figures. The lines are fetched once they come into sight. */
export function BalanceChart(props: BalanceChartProps) {
  const [view, setView] = useState<'chart' | 'table'>('chart');
  const { ref: sight, inViewport } = useInViewport<HTMLElement>();
  const { ref: frame, width } = useElementSize<HTMLDivElement>();
  const [wanted, setWanted] = useState(false);

  useEffect(() => {
    if (inViewport) setWanted(true);
  }, [inViewport]);

  const toggle = (
    <div className={classes.toggle}>
      {(['chart', 'table'] as const).map((name) => (
        <button key={name} type="button" aria-pressed={view === name} onClick={() => setView(name)}>
          {name === 'chart' ? 'Chart' : 'Table'}
        </button>
      ))}
    </div>
  );
  return (
    <Card ref={sight} title={props.title} note={props.note} actions={toggle}>
      {view === 'chart' ? (
        <div className={classes.frame} ref={frame}>
          {wanted && width > 0 && <BalanceLines {...props} width={width} />}
        </div>
      ) : (
        <BalanceTable {...props} />
      )}
    </Card>
  );
}

function BalanceTable({ title, currency, days, series }: BalanceChartProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className={classes.table} aria-label={`${title}, table`} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">Day</th>
            {series.map((line) => (
              <th key={line.key} scope="col">
                {line.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {days
            .map((day, index) => ({ day, index }))
            .reverse()
            .map(({ day, index }) => (
              <tr key={day}>
                <th scope="row">{formatDate(day)}</th>
                {series.map((line) => (
                  <td key={line.key}>
                    <Amount amount={line.amounts[index] ?? null} currency={currency} code={false} />
                  </td>
                ))}
              </tr>
            ))}
        </tbody>
      </table>
    </section>
  );
}
