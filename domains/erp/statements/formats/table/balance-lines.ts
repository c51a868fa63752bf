import { isCurrency } from '#lib/currency.ts';
import type { ParsedBalance } from '../../parsed-statement.ts';
import { decimalsOf, signed } from '../amounts.ts';
import { cellAt } from './cells.ts';
import type { SourceRecord } from './columns.ts';
import { dateByOrder, readDateCell } from './dates.ts';
import { balanceLabel, isTurnover, mayAnnounceBalance } from './header-words.ts';
import type { Layout } from './layout.ts';
import { amountByDecimalSign, readNumberCell } from './numbers.ts';

export type StatedBalances = { opening?: ParsedBalance; closing?: ParsedBalance };

/**
 * Whether the line has a balance instead of a payment ("Anfangssaldo", "Closing balance"); it is then put into
 * `stated`, as far as it can be read.
 */
export function takeBalanceLine(record: SourceRecord, layout: Layout, stated: StatedBalances): boolean {
  if (!record.cells.some(mayAnnounceBalance)) return false;
  if (isTurnoverLine(record, layout)) return true;
  const label = record.cells
    .map((text) => balanceLabel(text.replace(/:\s*$/, '')))
    .find((found) => found !== null);
  if (!label) return false;
  const { columns } = layout;
  const own = record.cells[columns.amount?.[0] ?? columns.balance?.[0] ?? -1] ?? '';
  const numbers = record.cells.filter(
    (text) => readNumberCell(text) !== null && readDateCell(text) === null && /[.,]/.test(text),
  );
  const text = readNumberCell(own) ? own : numbers.length === 1 ? (numbers[0] ?? '') : '';
  const balance = readBalance(text, record, layout);
  if (balance) stated[label] = balance;
  return true;
}

/**
 * Whether a record that reads as a row may be a balance all the same: one of the cells that neither dates nor amounts nor
 * accounts are read from (`columns`, by `columnsOfText`) begins as the words for balances do.
 */
export function mayBeBalanceLine({ cells }: SourceRecord, columns: readonly number[]): boolean {
  for (const column of columns) if (mayAnnounceBalance(cells[column] ?? '')) return true;
  return false;
}

/** The columns that hold text of any kind. */
export function columnsOfText({ columns, header }: Layout, width: number): readonly number[] {
  const others = new Set(NO_TEXT.flatMap((role) => columns[role] ?? []));
  return Array.from({ length: Math.max(width, header.length) }, (_, column) => column).filter(
    (column) => !others.has(column),
  );
}

const NO_TEXT = [
  'bookingDate',
  'valueDate',
  'amount',
  'balance',
  'currency',
  'counterpartyAccount',
  'counterpartyBic',
] as const;

/** A line of a turnover has nobody on the other side. */
function isTurnoverLine({ cells }: SourceRecord, { columns }: Layout): boolean {
  return (
    (columns.description ?? []).some((text) => isTurnover(cells[text] ?? '')) &&
    cellAt(cells, columns.counterpartyName?.[0] ?? -1) === ''
  );
}

/** The balances that stand above the header: "Kontostand vom 05.03.2026:;1.100,00 EUR". */
export function takePreamble(
  preamble: readonly SourceRecord[],
  layout: Layout,
  stated: StatedBalances,
): void {
  for (const record of preamble) {
    for (const [column, text] of record.cells.entries()) {
      const at = text.indexOf(':');
      const label = balanceLabel(at < 0 ? text : text.slice(0, at));
      if (!label) continue;
      const behind = at < 0 ? '' : text.slice(at + 1);
      const value = [behind, ...record.cells.slice(column + 1)].find(
        (other) => readNumberCell(other) !== null && readDateCell(other) === null,
      );
      const balance = readBalance(value ?? '', record, layout);
      if (balance) stated[label] = balance;
    }
  }
}

/** Null where the text is no number, or nothing tells its currency. */
function readBalance(text: string, record: SourceRecord, layout: Layout): ParsedBalance | null {
  const cell = readNumberCell(text);
  const named = record.cells.map((other) => other.trim()).find(isCurrency);
  const currency = cell?.currency ?? named ?? layout.currency;
  if (!cell || currency === null) return null;
  const amount = amountByDecimalSign(cell.body, layout.decimalSign, decimalsOf(currency));
  if (typeof amount !== 'string') return null;
  const markedDebit = layout.columns.mark !== undefined && record.cells.some((other) => other.trim() === 'S');
  const date = record.cells
    .flatMap((other) => other.match(/\d{1,4}[./-]\d{1,2}[./-]\d{1,4}/g) ?? [])
    .map((found) => readDateCell(found))
    .map((found) => found && dateByOrder(found, layout.dateOrder))
    .find((found) => found !== null);
  return {
    amount: signed(amount, cell.negative || cell.mark === 'debit' || markedDebit),
    currency,
    date: date ?? null,
  };
}
