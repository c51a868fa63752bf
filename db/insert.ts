import { getTableColumns, getTableName } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import { driverOf, type Transaction } from './client.ts';

type Parameter = string | null;
type ColumnPlan = {
  key: string;
  name: string;
  cast: string;
  select: string;
  encode: (value: unknown) => Parameter;
};
type TablePlan = { columns: ColumnPlan[]; head: string };

const plans = new WeakMap<PgTable, TablePlan>();

/**
 * Inserts all rows in one statement, `INSERT … SELECT FROM unnest(…)`: as fast as RLS permits (it forbids COPY).
 * `onConflict` is appended as it is, such as `ON CONFLICT DO NOTHING`. A row's missing key becomes NULL.
 */
export async function insertRows<T extends PgTable>(
  tx: Transaction,
  table: T,
  rows: readonly T['$inferInsert'][],
  onConflict = '',
): Promise<void> {
  if (rows.length === 0) return;
  const plan = planOf(table);
  const parameters = plan.columns.map((column) =>
    arrayLiteral(rows.map((row) => column.encode((row as Record<string, unknown>)[column.key]))),
  );
  await driverOf(tx).unsafe(`${plan.head} ${onConflict}`, parameters);
}

function planOf(table: PgTable): TablePlan {
  const known = plans.get(table);
  if (known) return known;
  const columns = Object.entries(getTableColumns(table)).map(([key, column], index): ColumnPlan => {
    const type = column.getSQLType();
    // Arrays of arrays would be flattened by unnest: they travel as text and are cast row by row.
    const nested = type.endsWith('[]');
    const alias = `c${index}`;
    return {
      key,
      name: `"${column.name}"`,
      cast: `$${index + 1}::text::${nested ? 'text' : type}[]`,
      select: nested ? `${alias}::${type}` : alias,
      encode: encoderOf(type),
    };
  });
  const names = columns.map((column) => column.name).join(', ');
  const selects = columns.map((column) => column.select).join(', ');
  const casts = columns.map((column) => column.cast).join(', ');
  const aliases = columns.map((_, index) => `c${index}`).join(', ');
  const head = `INSERT INTO "${getTableName(table)}" (${names}) SELECT ${selects} FROM unnest(${casts}) AS r(${aliases})`;
  const plan = { columns, head };
  plans.set(table, plan);
  return plan;
}

function encoderOf(type: string): (value: unknown) => Parameter {
  const encode = encodeBy(type);
  return (value) => (value === null || value === undefined ? null : encode(value));
}

function encodeBy(type: string): (value: unknown) => string {
  if (type.endsWith('[]')) return (value) => arrayLiteral(value as readonly string[]);
  if (type === 'jsonb') return (value) => JSON.stringify(value);
  if (type === 'bytea') return (value) => `\\x${Buffer.from(value as Uint8Array).toString('hex')}`;
  return String;
}

const NEEDS_QUOTES = /[\s{}",\\]|^$|^null$/i;

/** PostgreSQL's text form of a one-dimensional array (manual, section 8.15.6). */
export function arrayLiteral(values: readonly Parameter[]): string {
  let text = '{';
  let last: Parameter | undefined;
  let lastItem = '';
  for (let index = 0; index < values.length; index++) {
    const value = values[index];
    // Columns often repeat a long value from row to row, such as the metadata of one command.
    if (value !== last || index === 0) {
      last = value;
      lastItem = itemOf(value);
    }
    text += index > 0 ? `,${lastItem}` : lastItem;
  }
  return `${text}}`;
}

function itemOf(value: Parameter | undefined): string {
  if (value === null || value === undefined) return 'NULL';
  return NEEDS_QUOTES.test(value) ? `"${value.replace(/["\\]/g, '\\$&')}"` : value;
}
