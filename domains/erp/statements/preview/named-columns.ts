import type { ColumnRole } from '../formats/reader.ts';
import type { ColumnPreview } from '../formats/table/preview.ts';

/** Columns by what they hold, as a mapping names them by index. */
type NamedColumns = Partial<Record<ColumnRole, number[]>>;

/** What columns hold, as a mapping has it. */
export function namedColumns(columns: readonly Pick<ColumnPreview, 'index' | 'roles'>[]): NamedColumns {
  const named: NamedColumns = {};
  for (const { index, roles } of columns) {
    for (const role of roles) named[role] = [...(named[role] ?? []), index];
  }
  return named;
}
