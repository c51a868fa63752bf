import type { SourceRecord } from './columns.ts';
import { readNumberCell } from './numbers.ts';

/** Rows that two columns need to prove that one of them is the balance of the other. */
const ENOUGH = 3;

/**
 * Which of the columns of numbers is the amount and which the balance after it, where the numbers prove it: the balance
 * changes by the amount from row to row, up or down the file, or another column has the balance before.
 */
export function findRunningBalance(
  rows: readonly SourceRecord[],
  numbers: readonly number[],
): { amount: readonly number[]; balance: readonly number[] } | null {
  const cents = new Map(
    numbers.map((column) => [column, rows.map(({ cells }) => centsOf(cells[column] ?? ''))]),
  );
  const of = (column: number) => cents.get(column) ?? [];
  const fits: { amount: number; balance: number }[] = [];
  for (const amount of numbers) {
    for (const balance of numbers) {
      if (amount === balance) continue;
      const others = numbers.filter((column) => column !== amount && column !== balance);
      const isBefore = others.some((before) => isBetween(of(before), of(amount), of(balance)));
      if (isBefore || (numbers.length === 2 && follows(of(amount), of(balance))))
        fits.push({ amount, balance });
    }
  }
  const [only] = fits;
  return fits.length === 1 && only ? { amount: [only.amount], balance: [only.balance] } : null;
}

type Cents = readonly (bigint | null)[];

function follows(amounts: Cents, balances: Cents): boolean {
  const rows = amounts.flatMap((amount, i) => {
    const balance = balances[i] ?? null;
    return amount === null || balance === null ? [] : [{ amount, balance }];
  });
  if (rows.length < ENOUGH) return false;
  const pairs = rows.slice(1).map((row, i) => ({ row, before: rows[i] as (typeof rows)[number] }));
  return (
    pairs.every(({ row, before }) => row.balance - before.balance === row.amount) ||
    pairs.every(({ row, before }) => before.balance - row.balance === before.amount)
  );
}

/** In each row: balance before + amount = balance after; and the rows hang together by them. */
function isBetween(before: Cents, amounts: Cents, after: Cents): boolean {
  const adds = amounts.every((amount, i) => {
    const [from, to] = [before[i] ?? null, after[i] ?? null];
    return amount !== null && from !== null && to !== null && to - from === amount;
  });
  const joins = (a: Cents, b: Cents) => a.slice(1).every((value, i) => value === b[i]);
  return adds && amounts.length > 1 && (joins(before, after) || joins(after, before));
}

/** The number with its last one or two decimals, whichever sign they stand behind: no decimal sign is decided yet. */
function centsOf(text: string): bigint | null {
  const cell = readNumberCell(text);
  if (!cell) return null;
  const decimals = /[.,](\d{1,2})$/.exec(cell.body)?.[1] ?? '';
  const integer = cell.body
    .slice(0, cell.body.length - (decimals === '' ? 0 : decimals.length + 1))
    .replace(/\D/g, '');
  const cents = BigInt((integer === '' ? '0' : integer) + decimals.padEnd(2, '0'));
  return cell.negative ? -cents : cents;
}
