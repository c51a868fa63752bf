import { connect } from '#db/client.ts';
import { listTenants } from '#db/tenancy.ts';
import { config } from '#lib/config.ts';
import type { Id } from '#lib/ids.ts';

/**
 * Every tenant that left a trace: those in the list of tenants, which is a projection and may have been tampered with, and (where the
 * admin's connection can see beyond one tenant) those with a head or an event.
 */
export async function tenantsOnRecord(): Promise<Id[]> {
  const listed = await listTenants();
  const { databaseAdminUrl } = config();
  if (!databaseAdminUrl) return listed;
  const { sql } = connect(databaseAdminUrl, { max: 1 });
  try {
    const traces = await sql<{ id: Id }[]>`
      SELECT tenant_id AS id FROM event_store.heads UNION SELECT tenant_id FROM event_store.events ORDER BY 1`;
    return [...new Set([...listed, ...traces.map(({ id }) => id)])];
  } finally {
    await sql.end();
  }
}
