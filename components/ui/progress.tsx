import classes from './progress.module.css';

export type ProgressProps = {
  readonly value: number;
  readonly max: number;
  /** What is in progress, for screen readers. */
  readonly label: string;
  readonly tone?: 'accent' | 'ok' | 'bad';
};

/** A thin bar. The words beside it say the same in figures. */
export function Progress({ value, max, label, tone = 'accent' }: ProgressProps) {
  const percent = max > 0 ? Math.min(100, Math.round((value / max) * 100)) : 0;
  return (
    <div
      className={classes.track}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
    >
      <div className={classes.done} data-tone={tone} style={{ width: `${percent}%` }} />
    </div>
  );
}
