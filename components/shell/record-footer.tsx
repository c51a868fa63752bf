import Link from 'next/link';
import { Figure } from '../ui/amount.tsx';
import { formatCount } from '../ui/format-amount.ts';
import classes from './record-footer.module.css';

export type RecordState = {
  /** Events in the record. */
  readonly events: number;
  /** Head hash in hexadecimal; null before the first event. */
  readonly head: string | null;
  /** When the chain was last verified, as people read it ("06:00", "20 Nov 2026"); null when never. */
  readonly verifiedAt: string | null;
  /** False when the last verification found a difference. */
  readonly intact: boolean;
};

/** The state of the record at the foot of the navigation; leads to the audit page those who may see it. */
export function RecordFooter({ record, linked }: { record: RecordState; linked: boolean }) {
  const attributes = { className: classes.foot, 'data-broken': !record.intact || undefined };
  const content = (
    <>
      <span>{sentence(record)}</span>
      <span className={classes.figures}>
        <Figure text={formatCount(record.events)} /> events
        {record.head && `, head ${record.head.slice(0, 4)}…${record.head.slice(-2)}`}
      </span>
    </>
  );
  if (!linked) return <div {...attributes}>{content}</div>;
  return (
    <Link href="/audit" {...attributes}>
      {content}
    </Link>
  );
}

function sentence(record: RecordState): string {
  if (!record.intact) return 'The record differs from its hashes';
  return record.verifiedAt ? `Record verified ${record.verifiedAt}` : 'Record not verified yet';
}
