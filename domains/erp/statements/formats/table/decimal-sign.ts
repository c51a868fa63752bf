import { decimalsOf } from '../amounts.ts';
import type { ColumnRole } from '../reader.ts';
import type { Columns, SourceRecord } from './columns.ts';
import type { LayoutProblem } from './layout.ts';
import { decimalEvidence, readNumberCell } from './numbers.ts';

/** The roles of the columns that hold money. */
export const MONEY: readonly ColumnRole[] = ['amount', 'debit', 'credit', 'net', 'fee', 'balance'];

/** The decimal sign of all amounts of a table. */
export function decimalSignOf(
  rows: readonly SourceRecord[],
  columns: Columns,
  currency: string | null,
): '.' | ',' | 'ambiguous' | 'inconsistent' {
  const seen = { '.': 0, ',': 0, ambiguous: 0 };
  let others = 0;
  for (const { cells } of rows) {
    for (const role of MONEY) {
      const cell = readNumberCell(cells[columns[role]?.[0] ?? -1] ?? '');
      const evidence = cell ? decimalEvidence(cell.body) : null;
      if (evidence) seen[evidence]++;
      else if (cell) others++;
    }
  }
  const more = seen['.'] >= seen[','] ? '.' : ',';
  const fewer = more === '.' ? ',' : '.';
  if (seen[fewer] > 0) return seen[fewer] * 20 <= seen[more] ? more : 'inconsistent';
  if (seen[more] > 0) return more;
  if (seen.ambiguous === 0) return '.';
  const decimals = currency === null ? null : decimalsOf(currency);
  // A currency of three decimals whose every amount has three digits behind its sign; one without has but thousands to part.
  const sign =
    decimals === 3 && others === 0
      ? soleSign(rows, columns)
      : decimals === 0
        ? notOfThousands(rows, columns)
        : null;
  return sign ?? 'ambiguous';
}

/** The sign that parts no thousands, where the other one does. */
function notOfThousands(rows: readonly SourceRecord[], columns: Columns): '.' | ',' | null {
  const bodies = bodiesOf(rows, columns);
  const hasComma = bodies.some((body) => body.includes(','));
  const hasPoint = bodies.some((body) => body.includes('.'));
  return hasComma === hasPoint ? null : hasComma ? '.' : ',';
}

function soleSign(rows: readonly SourceRecord[], columns: Columns): '.' | ',' | null {
  const bodies = bodiesOf(rows, columns);
  if (bodies.every((body) => body.includes('.'))) return '.';
  return bodies.every((body) => body.includes(',')) ? ',' : null;
}

function bodiesOf(rows: readonly SourceRecord[], columns: Columns): string[] {
  return rows.flatMap(({ cells }) =>
    MONEY.flatMap((role) => readNumberCell(cells[columns[role]?.[0] ?? -1] ?? '')?.body ?? []),
  );
}

/** What to ask where the sign is not decided. */
export function decimalProblem(
  code: 'ambiguous' | 'inconsistent',
  rows: readonly SourceRecord[],
  columns: Columns,
): LayoutProblem {
  const example = rows.find(({ cells }) =>
    MONEY.some((role) => {
      const cell = readNumberCell(cells[columns[role]?.[0] ?? -1] ?? '');
      return cell !== null && decimalEvidence(cell.body) === 'ambiguous';
    }),
  );
  const message =
    code === 'ambiguous'
      ? 'Point or comma in the amounts can part thousands or decimals, and no amount tells which; choose the decimal sign.'
      : 'Some amounts have a point as decimal sign and others a comma; choose the decimal sign.';
  return { code: `decimal.${code}`, message, line: example?.line ?? null, raw: example?.raw ?? null };
}
