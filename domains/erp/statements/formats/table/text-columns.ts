import { looksLikeIban } from '../account-number.ts';
import { isColumnOf } from './column-samples.ts';
import type { SourceRecord } from './columns.ts';
import type { FoundColumns } from './doubtful-columns.ts';
import { normaliseWord } from './header-words.ts';

/**
 * A column called "counterparty" may hold its account. Of a "name" and a "name of the counterparty" the former is the owner's;
 * senders and receivers that are plain numbers are accounts, of which our own is one.
 */
export function tellCounterparty(
  found: FoundColumns,
  rows: readonly SourceRecord[],
  header: readonly string[],
): void {
  dropNumbers(found, 'payerName', rows);
  const names = found.get('counterpartyName') ?? [];
  const accounts = names.filter((column) => isColumnOf(rows, column, looksLikeIban));
  if (accounts.length > 0)
    found.set('counterpartyAccount', [...(found.get('counterpartyAccount') ?? []), ...accounts]);
  const words = names.map((column) => normaliseWord(header[column] ?? ''));
  const isOwner = (word = '') => words.some((other) => other !== word && other.split(' ').includes(word));
  const others = names.filter(
    (column, i) =>
      !accounts.includes(column) &&
      !isOwner(words[i]) &&
      (names.length === 1 || !isColumnOf(rows, column, isNumber)),
  );
  if (others.length > 0) found.set('counterpartyName', others);
  else found.delete('counterpartyName');
  if (found.has('payerName')) dropNumbers(found, 'counterpartyName', rows);
}

const isNumber = (text: string) => /^[\d .-]{6,}$/.test(text);

/** Takes the columns away from a role of names that hold numbers. */
function dropNumbers(
  found: FoundColumns,
  role: 'payerName' | 'counterpartyName',
  rows: readonly SourceRecord[],
): void {
  const names = (found.get(role) ?? []).filter((column) => !isColumnOf(rows, column, isNumber));
  if (names.length > 0) found.set(role, names);
  else found.delete(role);
}

const OF_A_BANK = /^(?:bic|swift)(?: (?:bic|swift|blz|code))*$/;

/** A column that is only called "BIC" is of our own bank where it stands nearer to our own account than to the other side. */
export function tellBank(found: FoundColumns, header: readonly string[]): void {
  const own = found.get('account') ?? [];
  const others = [...(found.get('counterpartyAccount') ?? []), ...(found.get('counterpartyName') ?? [])];
  // Of two as near, the one before it: a bank code follows its account.
  const nearest = (columns: readonly number[], to: number) =>
    Math.min(...columns.map((column) => (column < to ? to - column : column - to + 0.5)));
  const banks = (found.get('counterpartyBic') ?? []).filter(
    (bank) =>
      !OF_A_BANK.test(normaliseWord(header[bank] ?? '')) || nearest(own, bank) >= nearest(others, bank),
  );
  if (banks.length > 0) found.set('counterpartyBic', banks);
  else found.delete('counterpartyBic');
}

/** Of several columns that tell the kind of a payment, further ones describe it; a category is the bank's guess. */
export function tellType(found: FoundColumns, header: readonly string[]): void {
  const types = found.get('type') ?? [];
  if (types.length < 2) return;
  const told = types.filter((column) => !/category$/.test(normaliseWord(header[column] ?? '')));
  const [type = types[0] as number, ...more] = told;
  found.set('type', [type]);
  found.set('description', [...more, ...(found.get('description') ?? [])]);
}

/**
 * Columns without a name behind a description go on with it. Where no description is filled, the reference is what describes a
 * row, or all that no other column is read for.
 */
export function tellDescription(
  found: FoundColumns,
  rows: readonly SourceRecord[],
  header: readonly string[],
): void {
  const isEmpty = (column: number) => rows.every(({ cells }) => (cells[column] ?? '').trim() === '');
  const named = new Set([...found.values()].flat());
  const columns = (found.get('description') ?? []).flatMap((column) => {
    let end = column + 1;
    while (end < header.length && (header[end] ?? '').trim() === '' && !named.has(end)) end++;
    return Array.from({ length: end - column }, (_, i) => column + i);
  });
  if (columns.length > 0) found.set('description', columns);
  if (!columns.every(isEmpty)) return;
  const reference = found.get('reference') ?? [];
  const hasWords = (column: number) =>
    rows.some(({ cells }) => /\p{L}{2}/u.test(cells[column] ?? '')) && !named.has(column);
  const others = reference.length > 0 ? reference : [...header.keys()].filter(hasWords);
  if (others.length > 0) found.set('description', [...columns, ...others]);
}

/** A column called "info" tells the status in the files of some banks, and anything in those of others. */
export function tellStatus(found: FoundColumns, rows: readonly SourceRecord[]): void {
  const descriptions = found.get('description') ?? [];
  const status = descriptions.filter((column) =>
    isColumnOf(rows, column, (text) => /^umsatz (?:gebucht|vorgemerkt)$/i.test(text)),
  );
  if (status.length === 0) return;
  found.set('status', [...(found.get('status') ?? []), ...status]);
  const others = descriptions.filter((column) => !status.includes(column));
  if (others.length > 0) found.set('description', others);
  else found.delete('description');
}
