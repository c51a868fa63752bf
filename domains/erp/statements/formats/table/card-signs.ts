import type { SourceRecord } from './columns.ts';
import { isCardStatement, thanksForPayment } from './header-words.ts';
import { readMark } from './numbers.ts';
import { type MoneyDraft, microsOf } from './signs.ts';

/** Statements of credit cards have charges without a sign, and what is paid back with one. */
export function isInvertedCard(
  rows: readonly SourceRecord[],
  { columns, header, decimalSign }: MoneyDraft,
): boolean {
  const amountOf = ({ cells }: SourceRecord) =>
    microsOf(cells[columns.amount?.[0] ?? -1] ?? '', decimalSign) ?? 0n;
  const thanked = rows.filter(({ cells }) => cells.some(thanksForPayment)).map(amountOf);
  if (thanked.length > 0) return thanked.every((amount) => amount < 0n);
  if (!isCardStatement(header)) return false;
  const amounts = rows.map(amountOf);
  return amounts.filter((amount) => amount > 0n).length > amounts.filter((amount) => amount < 0n).length;
}

/** Whether the marks of a card say once more what its signs do, charges above nought and what is paid in below. */
export function areMarksInverted(
  rows: readonly SourceRecord[],
  { columns, header, decimalSign }: MoneyDraft,
): boolean {
  if (!isCardStatement(header)) return false;
  const amounts = { debit: [] as bigint[], credit: [] as bigint[] };
  for (const { cells } of rows) {
    const mark = readMark(cells[columns.mark?.[0] ?? -1] ?? '');
    const amount = microsOf(cells[columns.amount?.[0] ?? -1] ?? '', decimalSign) ?? 0n;
    if (mark !== null && amount !== 0n) amounts[mark].push(amount);
  }
  const { debit, credit } = amounts;
  return (
    debit.length > 0 &&
    credit.length > 0 &&
    debit.every((amount) => amount > 0n) &&
    credit.every((amount) => amount < 0n)
  );
}

/** Whether a card's column of credits writes each of them with a minus, as the card's balance sees them. */
export function takesBackNothing(
  rows: readonly SourceRecord[],
  { columns, header, decimalSign }: MoneyDraft,
): boolean {
  const credits = rows
    .map(({ cells }) => microsOf(cells[columns.credit?.[0] ?? -1] ?? '', decimalSign) ?? 0n)
    .filter((amount) => amount !== 0n);
  return isCardStatement(header) && credits.length > 0 && credits.every((amount) => amount < 0n);
}
