import type { Columns, SourceRecord } from './columns.ts';
import { type DateOrder, dateByOrder, readDateCell } from './dates.ts';
import { amountByDecimalSign, readNumberCell } from './numbers.ts';

/**
 * What makes a row a credit or a debit: the sign of the amount (as given, or the other way round), marks or columns
 * of their own, or the running balance, for amounts that are written without sign.
 */
export type SignRule = 'asGiven' | 'inverted' | 'fromBalance';

export type SignDecision = { rule: SignRule; descending: boolean };

export type MoneyDraft = { columns: Columns; dateOrder: DateOrder | null; decimalSign: '.' | ',' };

/** A signed number of the file in units of 10^−6, for comparing; null when the cell has none. */
export function microsOf(text: string, decimalSign: '.' | ','): bigint | null {
  const cell = readNumberCell(text);
  if (!cell) return null;
  const amount = amountByDecimalSign(cell.body, decimalSign, 18);
  if (typeof amount !== 'string') return null;
  const [integer = '0', fraction = ''] = amount.split('.');
  const value = BigInt(integer + fraction.slice(0, 6).padEnd(6, '0'));
  return cell.negative || cell.mark === 'debit' ? -value : value;
}

/** Signs and the order of rows, proved by the running balance where there is one. */
export function decideSigns(rows: readonly SourceRecord[], draft: MoneyDraft): SignDecision {
  const { columns, decimalSign } = draft;
  const byDate = isDescending(rows, draft);
  const amountColumn = columns.amount?.[0];
  const balanceColumn = columns.balance?.[0];
  if (amountColumn === undefined || columns.mark || columns.fee || columns.net) {
    return { rule: 'asGiven', descending: provenOrder(rows, draft) ?? byDate };
  }
  if (balanceColumn === undefined) return { rule: 'asGiven', descending: byDate };

  const pairs = chains(rows, draft).map((chain) =>
    chain.map(({ cells }) => ({
      amount: microsOf(cells[amountColumn] ?? '', decimalSign),
      balance: microsOf(cells[balanceColumn] ?? '', decimalSign),
    })),
  );
  let steps = 0;
  const fits = { up: 0, down: 0, upInverted: 0, downInverted: 0, upSize: 0, downSize: 0 };
  let anyNegative = false;
  for (const chain of pairs) {
    for (const [i, row] of chain.entries()) {
      if (row.amount !== null && row.amount < 0n) anyNegative = true;
      const before = chain[i - 1];
      if (
        !before ||
        row.amount === null ||
        row.balance === null ||
        before.balance === null ||
        before.amount === null
      )
        continue;
      if (row.amount === 0n || before.amount === 0n) continue;
      steps++;
      const change = row.balance - before.balance;
      if (change === row.amount) fits.up++;
      if (change === -row.amount) fits.upInverted++;
      if (-change === before.amount) fits.down++;
      if (change === before.amount) fits.downInverted++;
      if (size(change) === size(row.amount)) fits.upSize++;
      if (size(change) === size(before.amount)) fits.downSize++;
    }
  }
  const enough = (n: number) => steps > 0 && n * 5 >= steps * 4;
  const given = Math.max(fits.up, fits.down);
  const inverted = Math.max(fits.upInverted, fits.downInverted);
  if (enough(given) && given > inverted) {
    return { rule: 'asGiven', descending: fits.down === fits.up ? byDate : fits.down > fits.up };
  }
  if (steps > 1 && inverted === steps && given < inverted) {
    const descending = fits.downInverted === fits.upInverted ? byDate : fits.downInverted > fits.upInverted;
    return { rule: 'inverted', descending };
  }
  if (!anyNegative && steps > 1 && Math.max(fits.upSize, fits.downSize) === steps) {
    const descending = fits.downSize === fits.upSize ? byDate : fits.downSize > fits.upSize;
    return { rule: 'fromBalance', descending };
  }
  return { rule: 'asGiven', descending: byDate };
}

/** The order of rows that the balance proves for debit and credit columns or marks; null when it proves none. */
function provenOrder(rows: readonly SourceRecord[], draft: MoneyDraft): boolean | null {
  const { columns, decimalSign } = draft;
  const balanceColumn = columns.balance?.[0];
  if (balanceColumn === undefined) return null;
  let up = 0;
  let down = 0;
  const amountOf = (cells: readonly string[]) =>
    [...(columns.amount ?? []), ...(columns.debit ?? []), ...(columns.credit ?? [])]
      .map((column) => microsOf(cells[column] ?? '', decimalSign))
      .find((value) => value !== null && value !== 0n) ?? null;
  for (const chain of chains(rows, draft)) {
    for (const [i, row] of chain.entries()) {
      const before = chain[i - 1];
      const balance = microsOf(row.cells[balanceColumn] ?? '', decimalSign);
      const balanceBefore = before ? microsOf(before.cells[balanceColumn] ?? '', decimalSign) : null;
      const amount = amountOf(row.cells);
      const amountBefore = before ? amountOf(before.cells) : null;
      if (balance === null || balanceBefore === null || amount === null || amountBefore === null) continue;
      if (size(balance - balanceBefore) === size(amount)) up++;
      if (size(balance - balanceBefore) === size(amountBefore)) down++;
    }
  }
  return up === down ? null : down > up;
}

function size(value: bigint): bigint {
  return value < 0n ? -value : value;
}

/** The rows of each account and currency, in file order. */
function chains(rows: readonly SourceRecord[], { columns }: MoneyDraft): SourceRecord[][] {
  const byAccount = new Map<string, SourceRecord[]>();
  for (const row of rows) {
    const key = [columns.account, columns.currency]
      .map((list) => (row.cells[list?.[0] ?? -1] ?? '').trim())
      .join('|');
    const chain = byAccount.get(key);
    if (chain) chain.push(row);
    else byAccount.set(key, [row]);
  }
  return [...byAccount.values()];
}

/** Newest first: some date is earlier than the one before it, and none is later. */
function isDescending(rows: readonly SourceRecord[], { columns, dateOrder }: MoneyDraft): boolean {
  let falls = 0;
  let rises = 0;
  let before: string | null = null;
  for (const { cells } of rows) {
    const cell = readDateCell(cells[columns.bookingDate?.[0] ?? -1] ?? '');
    const date = cell ? dateByOrder(cell, dateOrder) : null;
    if (date === null) continue;
    if (before !== null && date < before) falls++;
    if (before !== null && date > before) rises++;
    before = date;
  }
  return falls > rises;
}
