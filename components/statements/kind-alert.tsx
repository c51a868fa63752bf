import { Alert } from '../ui/alert.tsx';
import { formatLabel } from './words.ts';

/** What a statement that moves no balance is good for. */
export function KindAlert({ kind, comparedWith }: { kind: string; comparedWith: string | null }) {
  if (kind === 'intraday') {
    return (
      <Alert tone="info" title="Provisional.">
        These rows move no balance. The day’s statement takes their place, and a match that you make here goes
        over to the booked row.
      </Alert>
    );
  }
  if (kind === 'advice') {
    return (
      <Alert tone="info" title="An advice.">
        It adds no rows: each one fills in the details of the entry that the day’s statement books.
      </Alert>
    );
  }
  if (comparedWith === null) return null;
  return (
    <Alert tone="info" title="A second source.">
      {formatLabel(comparedWith)} leads for this account and tells of the same days. What both have is here
      once; what differs is listed, and this statement moves no balance.
    </Alert>
  );
}
