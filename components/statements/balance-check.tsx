import { formatAmount } from '../ui/format-amount.ts';
import { Status } from '../ui/status.tsx';
import { CHECK_LABELS, checkTone } from './words.ts';

export type BalanceCheckProps = {
  readonly check: string;
  /** Signed decimal string: opening + rows − closing. */
  readonly difference: string | null;
  readonly currency: string;
};

/** Whether a statement adds up, and by how much it does not. */
export function BalanceCheck({ check, difference, currency }: BalanceCheckProps) {
  const differs = check === 'discrepancy' && difference !== null;
  const label = CHECK_LABELS[check as keyof typeof CHECK_LABELS] ?? check;
  return (
    <Status tone={checkTone(check)}>
      {differs ? `Differs by ${formatAmount(difference.replace('-', ''), currency)}` : label}
    </Status>
  );
}
