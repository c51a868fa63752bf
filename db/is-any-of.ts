import { type SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import { arrayLiteral } from './insert.ts';

/**
 * Whether the column has one of the values: one parameter however many they are, so that the statement stays the same. A join rather than
 * `= ANY`, which a plan made for a small table answers by comparing each row with each value.
 */
export function isAnyOf(column: PgColumn, values: readonly string[]): SQL {
  const type = sql.raw(column.getSQLType());
  return sql`${column} IN (SELECT unnest(${arrayLiteral([...new Set(values)])}::text::${type}[]))`;
}
