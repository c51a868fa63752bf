import type { StatementAccount } from '../../parsed-statement.ts';
import { parseAccount } from '../account-number.ts';
import type { ColumnRole } from '../reader.ts';
import { distinct, isColumnOf } from './column-samples.ts';
import type { SourceRecord } from './columns.ts';
import { normaliseWord } from './header-words.ts';
import { decimalEvidence, isNeutral, readMark, readNumberCell } from './numbers.ts';
import { microsOf } from './signs.ts';

/** Which columns a header gave each role; the functions here settle by the rows what its words leave open. */
export type FoundColumns = Map<ColumnRole, number[]>;

/** Headers that can only mean the account of the statement. */
const OWN_ACCOUNT =
  /^(?:own|auftragskonto|iban auftragskonto|iban kontoinhaber|eigene|account iban|bank account|posted account)/;

/** Fewer rows than these show nothing by an account that comes again in each. */
const FEW_ROWS = 5;

/**
 * A column called "account" or "IBAN" is our own account where few numbers come again and again, or where it stands before
 * the date in a file that names no other side. It is the other side's where most rows have one of their own, where a bank
 * code stands beside it, or where the lines above the header name another account (`known`) as ours.
 */
export function tellAccounts(
  found: FoundColumns,
  rows: readonly SourceRecord[],
  header: readonly string[],
  known: StatementAccount,
): void {
  const candidates = found.get('account') ?? [];
  const date = found.get('bookingDate')?.[0] ?? -1;
  const isBesideName = (column: number) =>
    column > date && found.has('counterpartyName') && !found.has('counterpartyAccount');
  const isOwn = (column: number) => {
    if (OWN_ACCOUNT.test(normaliseWord(header[column] ?? ''))) return true;
    if (known.iban !== null) {
      return rows.some(({ cells }) => parseAccount(cells[column] ?? '').iban === known.iban);
    }
    if (rows.length < FEW_ROWS && isBesideName(column)) return false;
    if (column < date && !found.has('counterpartyName')) return true;
    const values = rows.filter(({ cells }) => (cells[column] ?? '').trim() !== '').length;
    const kinds = distinct(rows, column);
    if (kinds > 1 && (kinds * 2 > values || kinds > Math.max(3, values / 4))) return false;
    const besideBank = (found.get('counterpartyBic') ?? []).some((bank) => Math.abs(bank - column) === 1);
    const mayBeTheirs = found.has('counterpartyName') && !found.has('counterpartyAccount');
    return values * 2 >= rows.length && !(besideBank && mayBeTheirs);
  };
  const own = candidates.filter(isOwn);
  const others = candidates.filter((column) => !own.includes(column));
  if (own[0] === undefined) found.delete('account');
  else found.set('account', [own[0]]);
  if (others[0] !== undefined && !found.has('counterpartyAccount'))
    found.set('counterpartyAccount', [others[0]]);
}

/** A column is of marks only when marks are in it. */
export function tellMarks(found: FoundColumns, rows: readonly SourceRecord[]): void {
  const named = [...found.values()].flat();
  const width = Math.max(0, ...rows.map(({ cells }) => cells.length));
  const nameless = Array.from({ length: width }, (_, column) => column).filter(
    (column) => !named.includes(column),
  );
  const isNamed = found.has('mark');
  const candidates = found.get('mark') ?? (found.has('amount') ? nameless : []);
  const isMark = (text: string) =>
    (readMark(text) !== null && (isNamed || /\p{L}/u.test(text))) ||
    (found.has('targetAmount') && isNeutral(text));
  const mark = candidates.find((column) => isColumnOf(rows, column, isMark));
  if (mark === undefined) found.delete('mark');
  else found.set('mark', [mark]);
  if (mark !== undefined) return;
  const amount = found.get('amount')?.[0];
  if (amount === undefined || rows.some(({ cells }) => readNumberCell(cells[amount] ?? '')?.negative)) return;
  for (const role of ['type', 'debit', 'credit'] as const) {
    const [column] = found.get(role) ?? [];
    if (column === undefined || !isColumnOf(rows, column, (text) => readMark(text) !== null)) continue;
    found.set('mark', [column]);
    if (role !== 'type') found.delete(role);
    return;
  }
}

/** Beside an amount, columns called debit and credit may hold accounts or names; then they are none. */
export function tellDebitsAndCredits(found: FoundColumns, rows: readonly SourceRecord[]): void {
  for (const role of ['debit', 'credit'] as const) {
    const numeric = (found.get(role) ?? []).filter((column) =>
      rows.every(
        ({ cells }) => (cells[column] ?? '').trim() === '' || readNumberCell(cells[column] ?? '') !== null,
      ),
    );
    if (numeric.length > 0 || rows.length === 0) continue;
    if (found.has('amount')) found.delete(role);
  }
  if (found.has('debit') && found.has('credit')) found.delete('amount');
  else if (found.has('amount')) {
    found.delete('debit');
    found.delete('credit');
  }
}

/**
 * "Net" may be what comes after the fee, or after the tax: only the former proves a fee. The first column of that name for
 * which amount and fee add up in most rows; where none does, the name means something else.
 */
export function tellNet(found: FoundColumns, rows: readonly SourceRecord[]): void {
  const candidates = found.get('net') ?? [];
  const amount = found.get('amount')?.[0];
  const fees = found.get('fee') ?? [];
  if (candidates.length === 0 || amount === undefined || fees.length === 0) return;
  const sign = rows.some(
    ({ cells }) => decimalEvidence(readNumberCell(cells[amount] ?? '')?.body ?? '') === ',',
  )
    ? ','
    : '.';
  const value = (cells: readonly string[], column: number) => microsOf(cells[column] ?? '', sign);
  const addsUp = (net: number) =>
    isRowsOf(rows, ({ cells }) => {
      const gross = value(cells, amount);
      const after = value(cells, net);
      if (gross === null || after === null) return null;
      const fee = fees.reduce((sum, column) => sum + (value(cells, column) ?? 0n), 0n);
      return after - gross === fee || gross - after === fee;
    });
  const net = candidates.find(addsUp);
  if (net === undefined) found.delete('net');
  else found.set('net', [net]);
}

/** Whether the test holds in half of the rows that it can judge, and in one at least. */
function isRowsOf(rows: readonly SourceRecord[], test: (row: SourceRecord) => boolean | null): boolean {
  const results = rows.map(test).filter((result) => result !== null);
  return results.length > 0 && results.filter(Boolean).length * 2 >= results.length;
}

/** A balance that is the same in every row is that of the day of the export, not one that runs. */
export function tellBalance(found: FoundColumns, rows: readonly SourceRecord[]): void {
  const balance = found.get('balance')?.[0];
  if (balance === undefined || rows.length < 2) return;
  const money = [found.get('amount'), found.get('debit'), found.get('credit')].flatMap((list) => list ?? []);
  const moved = rows.filter(({ cells }) => money.some((column) => /[1-9]/.test(cells[column] ?? '')));
  const filled = moved.every(({ cells }) => (cells[balance] ?? '').trim() !== '');
  if (moved.length > 1 && filled && distinct(moved, balance) === 1) found.delete('balance');
}
