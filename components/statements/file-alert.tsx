import type { Instant } from '#lib/clock.ts';
import { formatInstant } from '../ui/age.ts';
import { Alert } from '../ui/alert.tsx';

export type FileAlertProps = {
  readonly file: { readonly status: string; readonly errorMessage: string | null };
  /** Who put it aside, and when. */
  readonly dismissal: { readonly by: string | null; readonly at: Instant } | null;
  readonly timeZone: string;
};

/** Why a file is not in, in the words of who or what keeps it out. */
export function FileAlert({ file: { status, errorMessage }, dismissal, timeZone }: FileAlertProps) {
  if (!errorMessage) return null;
  if (status === 'waiting') {
    return (
      <Alert tone="warn" title="This file waits for you.">
        {errorMessage}
      </Alert>
    );
  }
  if (status !== 'dismissed') {
    return (
      <Alert tone="bad" title="Nothing was taken in.">
        {errorMessage}
      </Alert>
    );
  }
  const who = dismissal ? ` by ${dismissal.by ?? 'Nexus'} on ${formatInstant(dismissal.at, timeZone)}` : '';
  return (
    <Alert tone="info" title={`Put aside${who}.`}>
      {errorMessage}
    </Alert>
  );
}
