import type { Sql } from 'postgres';
import { TABLES } from './tables.ts';

/**
 * Tells PostgreSQL of each table that it has not yet analysed that all rows are of one tenant. It would guess two hundred tenants, so that every index
 * that begins with the tenant looks as good as the primary key: the plan of a foreign key's check, kept for the
 * life of its connection, then walks through a tenant's whole table for each row. What ANALYZE finds later takes the place of this.
 */
export async function presetStatistics(sql: Sql): Promise<void> {
  const names = TABLES.filter(({ tenantColumn }) => tenantColumn === 'tenant_id').map(({ name }) => name);
  await sql`
    SELECT pg_restore_attribute_stats('schemaname', n.nspname::text, 'relname', c.relname::text, 'attname', 'tenant_id',
             'inherited', false, 'null_frac', 0::real, 'avg_width', 16, 'n_distinct', 1::real)
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind = 'r' AND (c.relname = ANY (${names}) OR n.nspname || '.' || c.relname = ANY (${names}))
       AND n.nspname IN ('public', 'event_store')
       AND NOT EXISTS (SELECT 1 FROM pg_statistic s WHERE s.starelid = c.oid)`;
}
