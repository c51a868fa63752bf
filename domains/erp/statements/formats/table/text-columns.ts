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
      (names.length === 1 || !isColumnOf(rows, column, (text) => /^[\d .-]{6,}$/.test(text))),
  );
  if (others.length > 0) found.set('counterpartyName', others);
  else found.delete('counterpartyName');
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
  const others =
    reference.length > 0 || found.has('counterpartyName') ? reference : [...header.keys()].filter(hasWords);
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
