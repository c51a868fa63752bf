/**
 * Every table of Nexus, what kind it is, and whose rows it holds. A catalogue test holds the database to this list.
 *
 * - projection: written only by projectors; proved by `nexus verify`, replaced by `nexus rebuild`
 * - operational: written directly, never replayed; the only home of secrets and of what changes on every request
 * - log: the event store itself
 *
 * `tenantColumn` is null for the few tables that belong to no tenant; `why` says the reason. Projections stand in
 * the order in which rows can be inserted.
 */
export type TableKind = 'projection' | 'operational' | 'log';

export type TableEntry = {
  readonly name: string;
  readonly kind: TableKind;
  readonly tenantColumn: 'tenant_id' | 'id' | null;
  /** Why row-level security is not on, where it is not. */
  readonly why?: string;
};

const projection = (name: string): TableEntry => ({ name, kind: 'projection', tenantColumn: 'tenant_id' });
const operational = (name: string): TableEntry => ({ name, kind: 'operational', tenantColumn: 'tenant_id' });
const unbound = (name: string, why: string): TableEntry => ({
  name,
  kind: 'operational',
  tenantColumn: null,
  why,
});

export const TABLES: readonly TableEntry[] = [
  {
    name: 'tenants',
    kind: 'projection',
    tenantColumn: 'id',
    why: 'names the tenants, which must be known before one is chosen',
  },
  projection('users'),
  projection('entities'),
  projection('exchange_rates'),
  projection('integrations'),
  projection('api_keys'),
  projection('passkeys'),
  projection('sessions'),
  projection('invitations'),
  projection('approvals'),
  projection('audit_log'),
  projection('business_partners'),
  projection('business_partner_accounts'),
  projection('invoices'),
  projection('invoice_line_items'),
  projection('document_references'),
  projection('open_items'),
  projection('open_item_totals'),
  projection('document_totals'),
  projection('bank_accounts'),
  projection('statement_files'),
  projection('statements'),
  projection('statement_balances'),
  projection('statement_rows'),
  projection('statement_problems'),
  projection('statement_differences'),
  projection('table_mappings'),
  projection('account_balances'),
  projection('reconciliations'),
  projection('reconciliation_allocations'),
  projection('row_totals'),
  operational('inbound_messages'),
  operational('secrets'),
  operational('subject_keys'),
  operational('activity'),
  operational('parse_progress'),
  operational('load_progress'),
  operational('verifications'),
  operational('projection_versions'),
  unbound('webauthn_challenges', 'a sign-in begins before anybody is known'),
  unbound('rate_limits', 'counts addresses before anybody is known'),
  unbound('setup_links', 'the first one is made before any tenant exists'),
  unbound('heartbeats', 'a process serves all tenants'),
  { name: 'event_store.heads', kind: 'log', tenantColumn: 'tenant_id' },
  { name: 'event_store.events', kind: 'log', tenantColumn: 'tenant_id' },
];

export const PROJECTIONS = TABLES.filter((table) => table.kind === 'projection');
