import { formatShortDate } from '#lib/dates.ts';
import {
  addDecimals,
  compareDecimals,
  type Decimal,
  formatDecimal,
  negateDecimal,
  parseDecimal,
} from '#lib/decimal.ts';
import { SumLine } from '../ui/sum-line.tsx';
import { counted } from './words.ts';

/** The balances and sums of a statement; signed decimal strings, totals unsigned. */
export type StatementSums = {
  readonly currency: string;
  readonly openingBalance: string | null;
  readonly openingDate: string | null;
  readonly closingBalance: string | null;
  readonly closingDate: string | null;
  readonly creditTotal: string;
  readonly creditCount: number;
  readonly debitTotal: string;
  readonly debitCount: number;
};

/** Opening + in − out: what the closing balance should be. */
export function computedClosing(sums: StatementSums): Decimal {
  const opening = parseDecimal(sums.openingBalance ?? '0');
  const moved = addDecimals(parseDecimal(sums.creditTotal), negateDecimal(parseDecimal(sums.debitTotal)));
  return addDecimals(opening, moved);
}

/** The statement's sum, done; without an opening balance only what moved. */
export function StatementSum({
  statement,
  available,
}: {
  statement: StatementSums;
  available: string | null;
}) {
  const { openingDate, openingBalance, closingBalance, closingDate } = statement;
  const computed = computedClosing(statement);
  return (
    <SumLine
      currency={statement.currency}
      opening={
        openingBalance === null
          ? null
          : {
              label: openingDate ? `Opening, ${formatShortDate(openingDate)}` : 'Opening',
              amount: openingBalance,
            }
      }
      moneyIn={{ label: `In, ${counted(statement.creditCount, 'row')}`, amount: statement.creditTotal }}
      moneyOut={{ label: `Out, ${counted(statement.debitCount, 'row')}`, amount: statement.debitTotal }}
      computed={{ label: openingBalance === null ? 'Together' : 'Computed', amount: formatDecimal(computed) }}
      closing={
        closingBalance === null
          ? null
          : {
              label: closingDate ? `Closing, bank, ${formatShortDate(closingDate)}` : 'Closing, bank',
              amount: closingBalance,
            }
      }
      holds={
        closingBalance !== null &&
        (openingBalance === null || compareDecimals(computed, parseDecimal(closingBalance)) === 0)
      }
      {...(available !== null && { aside: { label: 'Available', amount: available } })}
    />
  );
}
