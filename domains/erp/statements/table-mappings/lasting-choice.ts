import type { ColumnReference } from '../formats/reader.ts';
import { normaliseWord } from '../formats/table/header-words.ts';
import type { TableChoice } from './choice.ts';

/**
 * A choice as it holds for other tables with the same header: its line may be another there, so columns go by their names, where no two of them are
 * called alike.
 */
export function lastingChoice(
  { headerLine, columns, ...choice }: TableChoice,
  header: readonly string[],
): TableChoice {
  if (!columns) return headerLine === 0 ? { ...choice, headerLine } : choice;
  const words = header.map(normaliseWord);
  const named = (column: ColumnReference): ColumnReference => {
    if (typeof column === 'string') return column;
    const word = words[column] ?? '';
    return word !== '' && words.indexOf(word) === words.lastIndexOf(word)
      ? (header[column] ?? column)
      : column;
  };
  const lasting = Object.entries(columns).map(([role, list]) => [
    role,
    Array.isArray(list) ? list.map(named) : named(list as ColumnReference),
  ]);
  return { ...choice, columns: Object.fromEntries(lasting) };
}
