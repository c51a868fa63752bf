import classes from '#components/reconciliation/workbench.module.css';
import { SkeletonRows } from '#components/ui/skeleton-rows.tsx';

export default function Loading() {
  return (
    <div className={classes.bench}>
      <div className={classes.queue}>
        <SkeletonRows rows={14} />
      </div>
      <div className={classes.work}>
        <SkeletonRows rows={6} />
      </div>
    </div>
  );
}
