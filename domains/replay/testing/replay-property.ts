import fc from 'fast-check';
import type { Sql } from 'postgres';
import { expect } from 'vitest';
import { mintScope, type Scope } from '#db/tenancy.ts';
import { type Id, newId } from '#lib/ids.ts';
import { operatorScope, systemScope } from '../../identity/machine-scopes.ts';
import { createWorkspace } from '../../identity/workspace/create-workspace.ts';
import { run } from '../../run.ts';
import { openBankAccount } from '../../treasury/accounts/open-bank-account.ts';
import { describeFinding } from '../findings.ts';
import { verify } from '../verify.ts';
import { carryOut, IBAN, STEPS } from './commands.ts';

/** A company with one entity and one account, and a machine that acts from an address, so that personal data is sealed. */
async function company(): Promise<Scope> {
  const tenantId = newId();
  await run(operatorScope(tenantId), createWorkspace, {
    name: 'Halden',
    defaultCurrency: 'EUR',
    timeZone: 'Europe/Berlin',
    entities: [{ code: 'DE01', name: 'Halden GmbH', baseCurrency: 'EUR' }],
  });
  const scope = mintScope({ ...systemScope(tenantId, 'test'), ip: '192.0.2.7', userAgent: 'test' });
  await run(scope, openBankAccount, {
    entityId: 'DE01',
    account: IBAN,
    currency: 'EUR',
    shortName: 'EUR Main',
  });
  return scope;
}

/** What must hold between the rows, whatever was done. Each query returns the rows that break it. */
async function brokenInvariants(sql: Sql, tenantId: Id): Promise<string[]> {
  const rules = {
    'an open amount is between zero and the original': `
      SELECT id FROM open_items WHERE tenant_id = $1 AND (open_amount < 0 OR open_amount > original_amount)`,
    'what is settled and what is open make up the original': `
      SELECT o.id FROM open_items o LEFT JOIN reconciliation_allocations a ON a.tenant_id = o.tenant_id AND a.open_item_id = o.id
       WHERE o.tenant_id = $1 GROUP BY o.tenant_id, o.id, o.open_amount, o.original_amount
      HAVING o.open_amount + coalesce(sum(a.amount), 0) <> o.original_amount`,
    "a document's open amount is that of its items": `
      SELECT i.id FROM invoices i JOIN open_items o ON o.tenant_id = i.tenant_id AND o.invoice_id = i.id
       WHERE i.tenant_id = $1 GROUP BY i.tenant_id, i.id, i.open_amount HAVING i.open_amount <> sum(o.open_amount)`,
    'open totals are the sums of open items': `
      SELECT 1 FROM (SELECT entity_id, direction, currency, due_date,
               sum(CASE document_type WHEN 'creditNote' THEN -open_amount ELSE open_amount END) AS open_amount, count(*) AS item_count
          FROM open_items WHERE tenant_id = $1 AND open_amount > 0 GROUP BY 1, 2, 3, 4) s
        FULL JOIN (SELECT * FROM open_item_totals WHERE tenant_id = $1) t USING (entity_id, direction, currency, due_date)
       WHERE s.open_amount IS DISTINCT FROM t.open_amount OR s.item_count IS DISTINCT FROM t.item_count`,
    'row totals are the sums of rows that wait': `
      SELECT 1 FROM (SELECT bank_account_id, queue, sum(CASE direction WHEN 'credit' THEN amount ELSE -amount END) AS amount, count(*) AS row_count
          FROM statement_rows WHERE tenant_id = $1 AND queue IS NOT NULL GROUP BY 1, 2) s
        FULL JOIN (SELECT * FROM row_totals WHERE tenant_id = $1 AND queue <> 'cleared') t USING (bank_account_id, queue)
       WHERE s.amount IS DISTINCT FROM t.amount OR s.row_count IS DISTINCT FROM t.row_count`,
  };
  const broken: string[] = [];
  for (const [rule, query] of Object.entries(rules)) {
    if ((await sql.unsafe(query, [tenantId])).length > 0) broken.push(rule);
  }
  return broken;
}

/** Random commands, some of them at once, on as many new companies as `numRuns` says: the rows are those of a replay, the invariants hold. */
export async function replayProperty(sql: Sql, numRuns: number): Promise<void> {
  const steps = fc.array(STEPS, { minLength: 5, maxLength: 40, size: 'max' });
  const atOnce = fc.constantFrom(1, 4);
  const batchSizes = fc.constantFrom(1, 2, 5, 500);
  await fc.assert(
    fc.asyncProperty(steps, atOnce, batchSizes, async (sequence, people, batchSize) => {
      const scope = await company();
      for (let at = 0; at < sequence.length; at += people) {
        await Promise.all(sequence.slice(at, at + people).map((step) => carryOut(scope, step)));
      }
      const done = sequence.map(({ does }) => does);
      expect({ done, broken: await brokenInvariants(sql, scope.tenantId) }).toEqual({ done, broken: [] });
      const { findings } = await verify(scope.tenantId, { batchSize });
      expect({ done, findings: findings.first.map(describeFinding) }).toEqual({ done, findings: [] });
    }),
    { numRuns, endOnFailure: true },
  );
}
