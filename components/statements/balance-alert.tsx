import { formatDecimal } from '#lib/decimal.ts';
import { Alert } from '../ui/alert.tsx';
import { Figure } from '../ui/amount.tsx';
import { formatAmount } from '../ui/format-amount.ts';
import type { FileProblem } from './problem-list.tsx';
import { computedClosing, type StatementSums } from './statement-sum.tsx';
import { counted } from './words.ts';

export type BalanceAlertProps = {
  readonly statement: StatementSums & {
    readonly balanceCheck: string;
    readonly balanceDifference: string | null;
    readonly knownRowCount: number;
  };
  /** The row after which the bank's running balance first differs; null when the bank gives none. */
  readonly brokenAt: number | null;
  readonly problems: readonly FileProblem[];
};

/** Says in a sentence that the balances do not agree, by how much, and where to look. */
export function BalanceAlert({ statement, brokenAt, problems }: BalanceAlertProps) {
  const { balanceCheck, balanceDifference, currency } = statement;
  if (balanceCheck === 'unverifiable') {
    return (
      <Alert tone="info" title="Not checkable.">
        The bank gives no opening or closing balance with this statement, so its rows cannot be checked
        against one.
      </Alert>
    );
  }
  if (balanceCheck !== 'discrepancy') return null;
  const figure = (amount: string) => <Figure text={formatAmount(amount, currency)} />;
  const unread = problems.filter((problem) => problem.severity === 'error' && problem.line !== null);
  return (
    <Alert
      tone="bad"
      title={`Differs by ${formatAmount((balanceDifference ?? '0').replace('-', ''), currency)}.`}
      {...(brokenAt !== null && { action: { label: 'Look at the row', href: `#row-${brokenAt}` } })}
    >
      Opening {figure(statement.openingBalance ?? '0')} + in {figure(statement.creditTotal)} − out{' '}
      {figure(statement.debitTotal)} = {figure(formatDecimal(computedClosing(statement)))}; the bank says{' '}
      {figure(statement.closingBalance ?? '0')}. {where(brokenAt, unread)}
    </Alert>
  );
}

function where(brokenAt: number | null, unread: readonly FileProblem[]): string {
  if (brokenAt !== null) return `The running balance first breaks at row ${brokenAt}.`;
  if (unread.length > 0) {
    const lines = unread.slice(0, 3).map((problem) => problem.line);
    return `${counted(unread.length, 'row')} could not be read (line ${lines.join(', ')}); that may be the difference.`;
  }
  return 'The bank gives no balance after each row, so the row cannot be named. Compare with the original file.';
}
