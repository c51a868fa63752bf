import classes from './skeleton-rows.module.css';

const WIDTHS = ['38%', '52%', '44%', '61%', '35%', '48%', '57%', '41%'];

/** As many grey rows as the list will have, of the same height, so that nothing jumps when the data arrives. */
export function SkeletonRows({ rows = 8 }: { rows?: number }) {
  return (
    <div className={classes.rows} role="status" aria-label="Loading">
      {Array.from({ length: rows }, (_, row) => `row ${row}`).map((key, row) => (
        <div key={key} className={classes.row}>
          <i style={{ width: WIDTHS[row % WIDTHS.length] }} />
          <i style={{ width: 88 }} />
        </div>
      ))}
    </div>
  );
}

/** A page that is being fetched: its title's place, a strip and a list. */
export function SkeletonPage({ rows = 10 }: { rows?: number }) {
  return (
    <div className={classes.page}>
      <i className={classes.title} />
      <div className={classes.card}>
        <SkeletonRows rows={rows} />
      </div>
    </div>
  );
}
