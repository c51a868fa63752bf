import type { recordState } from '#domains/identity/audit/record-state.ts';
import { describeFinding } from '#domains/replay/findings.ts';
import { formatInstant } from '../ui/age.ts';
import { Alert } from '../ui/alert.tsx';
import { Figure } from '../ui/amount.tsx';
import { formatCount } from '../ui/format-amount.ts';
import classes from './audit.module.css';

export type VerificationNoteProps = {
  readonly record: Awaited<ReturnType<typeof recordState>>;
  readonly timeZone: string;
};

const NAMED = 3;

/** When the chain was last verified, up to which head, and what came out. */
export function VerificationNote({ record, timeZone }: VerificationNoteProps) {
  const { events, head, verification } = record;
  const now = (
    <span className={classes.head}>
      <Figure text={formatCount(events)} /> events{head && ', head '}
      {head && <code>{head}</code>}
    </span>
  );
  if (!verification) {
    return (
      <Alert tone="info" title="Not verified yet.">
        Run <code>nexus verify</code> on the machine: it recomputes every hash and replays every table. {now}
      </Alert>
    );
  }
  const { clean, position, hash, verifiedAt, findings } = verification;
  const when = formatInstant(verifiedAt, timeZone);
  return (
    <Alert
      tone={clean ? 'ok' : 'bad'}
      title={clean ? `Verified ${when}.` : `The record differs from its hashes (${when}).`}
    >
      {clean
        ? `Every hash and every table agreed up to position ${formatCount(position)}, head `
        : `${findings.first.slice(0, NAMED).map(describeFinding).join(' ')} ${moreWords(findings.count)}Checked up to position ${formatCount(position)}, head `}
      <code>{hash}</code>. {head !== hash && now}
    </Alert>
  );
}

function moreWords(count: number): string {
  return count > NAMED ? `And ${formatCount(count - NAMED)} more. ` : '';
}
