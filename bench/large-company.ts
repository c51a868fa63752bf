import type { Sql } from 'postgres';
import { issueToken } from '#domains/identity/tokens.ts';
import { systemUserId } from '#domains/identity/workspace/create-workspace.ts';
import { addSeconds, systemClock } from '#lib/clock.ts';
import { derivedId, type Id, newId } from '#lib/ids.ts';

/**
 * Fills the projections of one tenant with as many documents and bank rows as asked for, in seconds: rows are written by SQL as the database's owner,
 * without events. For measuring reads; nothing of it would verify. Returns a session's token.
 */
export async function fillLargeCompany(
  sql: Sql,
  tenantId: Id,
  size: number,
): Promise<{ token: string; documentId: Id; statementId: Id }> {
  const user = systemUserId(tenantId);
  await sql.begin(async (tx) => {
    await tx.unsafe("SET LOCAL session_replication_role = 'replica'");
    for (const statement of statements(tenantId, user, size)) await tx.unsafe(statement);
  });
  await sql.unsafe('ANALYZE');
  const token = await openSession(sql, tenantId);
  const [document] = await sql`SELECT id FROM invoices WHERE tenant_id = ${tenantId} ORDER BY id LIMIT 1`;
  const [statement] = await sql`SELECT id FROM statements WHERE tenant_id = ${tenantId} ORDER BY id LIMIT 1`;
  return { token, documentId: document?.id, statementId: statement?.id };
}

async function openSession(sql: Sql, tenantId: Id): Promise<string> {
  const [userId, sessionId, passkeyId, now] = [newId(), newId(), newId(), systemClock()];
  const { token, tokenHash } = issueToken(tenantId, sessionId);
  await sql`INSERT INTO users (tenant_id, id, email, name, role, status, version, created_at, updated_at)
    VALUES (${tenantId}, ${userId}, 'bench@example.com', 'Bench', 'owner', 'active', 1, ${now}, ${now})`;
  await sql`INSERT INTO sessions (tenant_id, id, user_id, passkey_id, token_hash, step_up_level, expires_at, created_at, updated_at)
    VALUES (${tenantId}, ${sessionId}, ${userId}, ${passkeyId}, ${tokenHash}, 'standard', ${addSeconds(now, 36_000)}, ${now}, ${now})`;
  return token;
}

const ACCOUNTS = 5;
const PARTNERS = 400;
const ROWS_PER_STATEMENT = 40;

/** The ids are a function of a number, so that one statement's rows can refer to another's. */
const id = (tenantId: Id, kind: string, n: string) => `md5('${tenantId}${kind}' || (${n}))::uuid`;

function statements(tenantId: Id, user: Id, size: number): string[] {
  const of = (kind: string, n: string) => id(tenantId, kind, n);
  const t = `'${tenantId}'::uuid`;
  const times = `now() - ((${size} - n) || ' minutes')::interval`;
  const direction = `CASE WHEN n % 5 < 2 THEN 'payable' ELSE 'receivable' END`;
  const entity = `CASE WHEN n % 4 = 0 THEN 'US01' ELSE 'DE01' END`;
  const currency = `CASE WHEN n % 4 = 0 THEN 'USD' WHEN n % 11 = 0 THEN 'GBP' ELSE 'EUR' END`;
  const settlement = `CASE WHEN n % 10 = 0 THEN 'open' WHEN n % 33 = 0 THEN 'partlyPaid' ELSE 'paid' END`;
  const amount = `(100 + n % 9000)::numeric`;
  const open = `CASE ${settlement} WHEN 'open' THEN ${amount} WHEN 'partlyPaid' THEN 50 ELSE 0 END`;
  const due = `current_date - ((${size} - n) / 150) + 30`;
  const queue = `CASE WHEN n % 50 = 0 THEN 'ready' WHEN n % 70 = 0 THEN 'differs' WHEN n % 90 = 0 THEN 'nothing' END`;
  return [
    `INSERT INTO entities (tenant_id, id, code, name, vat_ids, base_currency, version, created_at, updated_at)
     SELECT ${t}, ${of('entity', 'code')}, code, code || ' Ltd', '{}', 'EUR', 1, now(), now() FROM unnest(ARRAY['DE01','US01']) code
     ON CONFLICT DO NOTHING`,
    `INSERT INTO exchange_rates (tenant_id, id, date, base, quote, rate, source, created_at, updated_at)
     SELECT ${t}, ${of('rate', 'c || d')}, current_date - d, 'EUR', c, 1.1, 'entered', now(), now()
       FROM unnest(ARRAY['USD','GBP']) c, generate_series(0, 120) d`,
    `INSERT INTO business_partners (tenant_id, id, name, name_normalised, is_customer, is_supplier, vat_ids, numbers, aliases, version, created_at, updated_at)
     SELECT ${t}, ${of('partner', 'n')}, 'Partner ' || n, 'partner ' || n, true, true, '{}', ARRAY['P' || n], '{}', 1, now(), now()
       FROM generate_series(0, ${PARTNERS - 1}) n`,
    `INSERT INTO invoices (tenant_id, id, user_id, source, document_key, document_number, sap_document_number, entity_id, direction, document_type,
       currency, amount, open_amount, settlement, status, vendor_name, business_partner_id, document_date, due_date, on_hold,
       rejection_reasons, content_hash, metadata, version, created_at, updated_at)
     SELECT ${t}, ${of('invoice', 'n')}, '${user}', 'generic', 'K' || n, 'INV-' || n, 'S' || n, ${entity}, ${direction}, 'invoice',
       ${currency}, ${amount}, ${open}, ${settlement}, CASE WHEN n % 997 = 0 THEN 'rejected' ELSE 'received' END, 'Partner ' || n % ${PARTNERS},
       ${of('partner', `n % ${PARTNERS}`)}, ${due} - 30, ${due}, false, '[]', md5(n::text) || md5(n::text), '{}', 1, ${times}, ${times}
       FROM generate_series(1, ${size}) n`,
    `INSERT INTO document_references (tenant_id, id, invoice_id, kind, number, normalised, created_at, updated_at)
     SELECT ${t}, ${of('reference', 'n')}, ${of('invoice', 'n')}, 'billing', 'INV-' || n, 'INV' || n, now(), now() FROM generate_series(1, ${size}) n`,
    `INSERT INTO open_items (tenant_id, id, invoice_id, instalment, entity_id, direction, document_type, business_partner_id, currency, due_date,
       discounts, original_amount, open_amount, settlement, on_hold, payment_announced, version, created_at, updated_at)
     SELECT ${t}, ${of('item', 'n')}, ${of('invoice', 'n')}, 1, ${entity}, ${direction}, 'invoice', ${of('partner', `n % ${PARTNERS}`)}, ${currency},
       ${due}, '[]', ${amount}, ${open}, ${settlement}, false, false, 1, now(), now() FROM generate_series(1, ${size}) n`,
    `INSERT INTO open_item_totals (tenant_id, id, entity_id, direction, currency, due_date, open_amount, item_count)
     SELECT tenant_id, gen_random_uuid(), entity_id, direction, currency, due_date, sum(open_amount), count(*) FROM open_items
      WHERE tenant_id = ${t} AND open_amount > 0 GROUP BY 1, 3, 4, 5, 6`,
    `INSERT INTO document_totals (tenant_id, id, entity_id, direction, currency, settlement, document_count, amount, open_amount)
     SELECT tenant_id, gen_random_uuid(), entity_id, direction, currency, settlement, count(*), sum(amount), sum(open_amount) FROM invoices
      WHERE tenant_id = ${t} GROUP BY 1, 3, 4, 5, 6`,
    `INSERT INTO bank_accounts (tenant_id, id, entity_id, identifier, currency, short_name, type, restricted, statement_schedule, due_time, balance,
       balance_date, version, created_at, updated_at)
     SELECT ${t}, ${of('account', 'n')}, 'DE01', 'ACCOUNT' || n, 'EUR', 'Account ' || n, 'current', false, 'businessDays', '09:00', 1000, current_date - 1,
       1, now(), now() FROM generate_series(0, ${ACCOUNTS - 1}) n`,
    `INSERT INTO statement_files (tenant_id, id, user_id, filename, sha256, size_bytes, storage_path, format, status, statement_count, row_count,
       known_row_count, problem_count, version, created_at, updated_at)
     SELECT ${t}, ${of('file', 'n')}, '${user}', n || '.sta', md5(n::text) || md5(n::text), 1000, '', 'mt940', 'imported', 1, ${ROWS_PER_STATEMENT}, 0, 0, 1,
       now(), now() FROM generate_series(0, ${size / ROWS_PER_STATEMENT}) n`,
    `INSERT INTO statements (tenant_id, id, user_id, statement_file_id, bank_account_id, entity_id, filename, format, file_size_bytes, file_hash,
       storage_path, status, row_count, index_in_file, kind, statement_number, currency, opening_balance, opening_date, closing_balance,
       closing_date, from_date, to_date, credit_total, credit_count, debit_total, debit_count, known_row_count, unmatched_count,
       balance_check, balance_difference, version, created_at, updated_at)
     SELECT ${t}, ${of('statement', 'n')}, '${user}', ${of('file', 'n')}, ${of('account', `n % ${ACCOUNTS}`)}, 'DE01', n || '.sta', 'mt940', 1000,
       md5(n::text), '', 'imported', ${ROWS_PER_STATEMENT}, 0, 'endOfDay', n::text, 'EUR', 1000, current_date - n / ${ACCOUNTS} - 2, 1000,
       current_date - n / ${ACCOUNTS} - 1, current_date - n / ${ACCOUNTS} - 1, current_date - n / ${ACCOUNTS} - 1, 100, 20, 100, 20, 0, 1,
       CASE WHEN n % 300 = 0 THEN 'discrepancy' ELSE 'verified' END, 0, 1, now(), now() FROM generate_series(0, ${size / ROWS_PER_STATEMENT}) n`,
    `INSERT INTO account_balances (tenant_id, id, bank_account_id, statement_id, entity_id, date, amount, currency, origin, created_at, updated_at)
     SELECT tenant_id, id, bank_account_id, id, 'DE01', to_date, 1000, 'EUR', 'statement', now(), now() FROM statements WHERE tenant_id = ${t}`,
    `INSERT INTO statement_rows (tenant_id, id, statement_id, bank_account_id, entity_id, row_number, transaction_date, value_date, description,
       amount, currency, direction, is_reversal, status, counterparty_name, details, fingerprint, occurrence, match_status, queue, version, created_at, updated_at)
     SELECT ${t}, ${of('row', 'n')}, ${of('statement', `n / ${ROWS_PER_STATEMENT}`)}, ${of('account', `(n / ${ROWS_PER_STATEMENT}) % ${ACCOUNTS}`)}, 'DE01',
       n % ${ROWS_PER_STATEMENT}, current_date - (n / ${ROWS_PER_STATEMENT}) / ${ACCOUNTS} - 1, current_date, 'PAYMENT INV-' || n, 100 + n % 900, 'EUR',
       CASE WHEN n % 2 = 0 THEN 'credit' ELSE 'debit' END, false, 'booked', 'Partner ' || n % ${PARTNERS}, '{}', md5(n::text) || md5(n::text), 1,
       CASE WHEN ${queue} IS NULL THEN 'matched' ELSE 'unmatched' END, ${queue}, 1, now(), now() FROM generate_series(0, ${size - 1}) n`,
    `INSERT INTO reconciliations (tenant_id, id, user_id, statement_row_id, status, origin, kind, match_confidence, match_criteria, version, created_at, updated_at)
     SELECT tenant_id, id, '${user}', id, CASE match_status WHEN 'matched' THEN 'matched' ELSE 'unmatched' END, 'engine',
       CASE match_status WHEN 'matched' THEN 'matched' ELSE 'unmatched' END, 99, '[]', 1, now(), now() FROM statement_rows WHERE tenant_id = ${t}`,
    `INSERT INTO row_totals (tenant_id, id, bank_account_id, entity_id, currency, queue, amount, volume, row_count)
     SELECT tenant_id, gen_random_uuid(), bank_account_id, entity_id, currency, coalesce(queue, 'cleared'), sum(amount), sum(amount), count(*)
       FROM statement_rows WHERE tenant_id = ${t} GROUP BY 1, 3, 4, 5, 6`,
    `INSERT INTO audit_log (tenant_id, id, user_id, actor_kind, action, resource, resource_id, metadata, first_position, last_position, created_at, updated_at)
     SELECT ${t}, ${of('audit', 'n')}, '${user}', 'system', CASE WHEN n % 2 = 0 THEN 'ingestInvoices' ELSE 'recordMatches' END, 'invoice',
       ${of('invoice', 'n')}, '{}', n, n, ${times}, ${times} FROM generate_series(1, ${size}) n`,
  ];
}

/** A tenant that the same number names on every run. */
export const benchTenant = (n: number): Id => derivedId('bench', n);
