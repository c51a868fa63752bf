import type { TransactionSql } from 'postgres';
import { PROJECTIONS } from '#db/tables.ts';
import type { Id } from '#lib/ids.ts';
import { addFinding, type Finding, type Findings, MAX_FINDINGS } from './findings.ts';
import type { Shadow } from './shadow.ts';

/** A projection table as the database has it. Names of columns are quoted where they need it. */
export type TableShape = {
  readonly name: string;
  readonly tenantColumn: string;
  readonly key: readonly string[];
  readonly columns: readonly string[];
  /** Columns that can be written: not generated. */
  readonly writable: readonly string[];
};

/** The shapes of all projection tables, in the order of `PROJECTIONS`. */
export async function projectionShapes(sql: TransactionSql): Promise<TableShape[]> {
  const rows = await sql.unsafe<{ table: string; columns: string[]; writable: string[]; key: string[] }[]>(
    `SELECT c.relname AS "table",
            array_agg(quote_ident(a.attname) ORDER BY a.attnum) AS columns,
            array_agg(quote_ident(a.attname) ORDER BY a.attnum) FILTER (WHERE a.attgenerated = '') AS writable,
            array_agg(quote_ident(a.attname) ORDER BY a.attnum) FILTER (WHERE a.attnum = ANY (i.indkey)) AS key
       FROM pg_class c
       JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
       JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary
      WHERE c.relnamespace = 'public'::regnamespace GROUP BY c.relname`,
  );
  const byName = new Map(rows.map((row) => [row.table, row]));
  return PROJECTIONS.map(({ name, tenantColumn }) => {
    const shape = byName.get(name);
    if (!shape || !tenantColumn) throw new Error(`The projection ${name} has no table with a primary key.`);
    return { ...shape, name, tenantColumn };
  });
}

type Difference = {
  live: (string | null)[] | null;
  replayed: (string | null)[] | null;
  total: string;
};

/** Compares every projection table, row by row and both ways, with what the shadow holds. */
export async function compareProjections(
  sql: TransactionSql,
  shadow: Shadow,
  findings: Findings,
): Promise<void> {
  const rows: (Finding & { kind: 'row' })[] = [];
  let unlisted = 0;
  for (const shape of await projectionShapes(sql)) {
    const differences = await differencesOf(sql, shadow, shape);
    for (const difference of differences) rows.push(...rowFindings(shape, difference));
    unlisted += Number(differences[0]?.total ?? 0) - differences.length;
  }
  const positions = await lastPositions(sql, shadow.tenantId, rows.slice(0, MAX_FINDINGS));
  for (const row of rows) addFinding(findings, { ...row, position: positions.get(row.key) ?? null });
  findings.count += unlisted;
}

async function differencesOf(sql: TransactionSql, shadow: Shadow, shape: TableShape): Promise<Difference[]> {
  const { name, tenantColumn, key, columns } = shape;
  const list = (alias: string, suffix = '') =>
    columns.map((column) => `${alias}.${column}${suffix}`).join(', ');
  const [first] = key;
  return sql.unsafe<Difference[]>(
    `SELECT CASE WHEN l.${first} IS NOT NULL THEN ARRAY[${list('l', '::text')}] END AS live,
            CASE WHEN s.${first} IS NOT NULL THEN ARRAY[${list('s', '::text')}] END AS replayed,
            count(*) OVER () AS total
       FROM (SELECT * FROM public."${name}" WHERE ${tenantColumn} = $1) AS l
       FULL JOIN ${shadow.schema}."${name}" AS s ON ${key.map((k) => `l.${k} = s.${k}`).join(' AND ')}
      WHERE l.${first} IS NULL OR s.${first} IS NULL OR (${list('l')}) IS DISTINCT FROM (${list('s')})
      ORDER BY ${key.map((k) => `coalesce(l.${k}, s.${k})`).join(', ')} LIMIT ${MAX_FINDINGS}`,
    [shadow.tenantId],
  );
}

const MAX_VALUE_LENGTH = 200;

function rowFindings(shape: TableShape, { live, replayed }: Difference): (Finding & { kind: 'row' })[] {
  const some = live ?? replayed ?? [];
  const table = shape.name;
  const keyColumns = shape.key.filter((column) => column !== shape.tenantColumn);
  const shown = keyColumns.length > 0 ? keyColumns : shape.key;
  const key = shown.map((column) => some[shape.columns.indexOf(column)] ?? '').join('/');
  const finding = { kind: 'row', table, key, position: null } as const;
  if (!live || !replayed) {
    return [{ ...finding, column: null, live: live && 'there', replayed: replayed && 'there' }];
  }
  return shape.columns.flatMap((column, index) => {
    const [stored, expected] = [live[index] ?? null, replayed[index] ?? null];
    if (stored === expected) return [];
    return [{ ...finding, column: bare(column), live: shorten(stored), replayed: shorten(expected) }];
  });
}

const bare = (name: string) => name.replaceAll('"', '');
const shorten = (value: string | null) => value?.slice(0, MAX_VALUE_LENGTH) ?? null;

/** Where the streams of these rows last changed: most rows are named by their stream. */
async function lastPositions(
  sql: TransactionSql,
  tenantId: Id,
  rows: readonly { key: string }[],
): Promise<Map<string, number>> {
  const keys = [...new Set(rows.map((row) => row.key))];
  if (keys.length === 0) return new Map();
  const found = await sql.unsafe<{ stream_id: string; position: number }[]>(
    `SELECT stream_id::text, max(position)::float8 AS position FROM event_store.events
      WHERE tenant_id = $1 AND stream_id::text = ANY ($2::text[]) GROUP BY stream_id`,
    [tenantId, keys],
  );
  return new Map(found.map((row) => [row.stream_id, row.position]));
}
