'use client';

import { CartesianGrid, Line, LineChart, Tooltip, XAxis, YAxis } from 'recharts';
import { formatDate, formatShortDate } from '#lib/dates.ts';
import { Amount } from './amount.tsx';
import classes from './balance-chart.module.css';
import type { BalanceChartProps } from './balance-chart.tsx';
import {
  type BalanceSeries,
  drawnDays,
  labelledDays,
  roundTicks,
  spread,
  tickLabel,
} from './balance-series.ts';

const HEIGHT = 220;
const MARGIN = { top: 12, right: 52, bottom: 4, left: 0 };
const DAYS_HEIGHT = 28;
const TICKS_WIDTH = 48;
const LABEL_GAP = 14;
const PX_PER_DAY_LABEL = 110;

const STROKES: Record<BalanceSeries['tone'], string> = {
  accent: 'var(--accent)',
  ink: 'var(--ink-3)',
  warn: 'var(--warn)',
  ok: 'var(--in)',
  bad: 'var(--bad)',
};

type Point = Record<string, number | string | null>;

/** The lines of a `BalanceChart`, drawn for `width` pixels, each with its name at its end. */
export function BalanceLines({
  days,
  series,
  currency,
  width,
}: BalanceChartProps & { readonly width: number }) {
  const lines = series.map((line) => ({ line, drawn: drawnDays(line.amounts) }));
  const positions = lines.flatMap(({ drawn }) =>
    drawn.flatMap(({ known }) => (known === null ? [] : [known])),
  );
  const ticks = roundTicks(positions);
  const points = days.map((day, index): Point => {
    const point: Point = { day };
    for (const { line, drawn } of lines) {
      point[`${line.key} known`] = drawn[index]?.known ?? null;
      point[`${line.key} held`] = drawn[index]?.held ?? null;
    }
    return point;
  });

  return (
    <>
      <LineChart width={width} height={HEIGHT} data={points} margin={MARGIN} accessibilityLayer={false}>
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis
          dataKey="day"
          ticks={labelledDays(days, Math.floor((width - TICKS_WIDTH - MARGIN.right) / PX_PER_DAY_LABEL))}
          tickFormatter={formatShortDate}
          interval={0}
          height={DAYS_HEIGHT}
          tickLine={false}
          axisLine={false}
          tickMargin={8}
        />
        <YAxis
          ticks={ticks}
          domain={[ticks[0] ?? 0, ticks.at(-1) ?? 1]}
          tickFormatter={tickLabel}
          width={TICKS_WIDTH}
          tickLine={false}
          axisLine={false}
        />
        <Tooltip
          isAnimationActive={false}
          cursor={{ stroke: 'var(--line-strong)' }}
          content={({ active, label }) =>
            active ? <DayFigures index={days.indexOf(String(label))} {...{ days, series, currency }} /> : null
          }
        />
        {lines.flatMap(({ line }, index) =>
          (['held', 'known'] as const).map((part) => (
            <Line
              key={`${line.key} ${part}`}
              dataKey={`${line.key} ${part}`}
              stroke={STROKES[line.tone]}
              strokeWidth={index === 0 ? 2 : 1.5}
              strokeDasharray={part === 'held' ? '3 4' : undefined}
              dot={false}
              activeDot={part === 'known' ? { r: 3, strokeWidth: 0 } : false}
              isAnimationActive={false}
              legendType="none"
            />
          )),
        )}
      </LineChart>
      <LineNames lines={lines} low={ticks[0] ?? 0} high={ticks.at(-1) ?? 1} />
    </>
  );
}

type DrawnLine = { readonly line: BalanceSeries; readonly drawn: ReturnType<typeof drawnDays> };

function LineNames({ lines, low, high }: { lines: readonly DrawnLine[]; low: number; high: number }) {
  const plot = HEIGHT - MARGIN.top - MARGIN.bottom - DAYS_HEIGHT;
  const ends = lines.flatMap(({ line, drawn }) => {
    const last = drawn.at(-1);
    const end = last?.known ?? last?.held ?? null;
    return end === null ? [] : [{ line, top: MARGIN.top + plot * ((high - end) / (high - low)) }];
  });
  const tops = spread(
    ends.map((end) => end.top),
    LABEL_GAP,
    HEIGHT - DAYS_HEIGHT,
  );
  return (
    <div aria-hidden>
      {ends.map(({ line }, index) => (
        <span key={line.key} className={classes.name} style={{ top: tops[index], color: STROKES[line.tone] }}>
          {line.label}
        </span>
      ))}
    </div>
  );
}

type DayFiguresProps = Pick<BalanceChartProps, 'days' | 'series' | 'currency'> & { readonly index: number };

function DayFigures({ index, days, series, currency }: DayFiguresProps) {
  const day = days[index];
  if (!day) return null;
  return (
    <div className={classes.tooltip}>
      <b>{formatDate(day)}</b>
      {series.map((line) => (
        <div key={line.key}>
          <span style={{ color: STROKES[line.tone] }}>{line.label}</span>
          {line.amounts[index] ? (
            <Amount amount={line.amounts[index]} currency={currency} code={false} />
          ) : (
            <span className={classes.note}>no statement</span>
          )}
        </div>
      ))}
    </div>
  );
}
