import { beforeAll, describe, expect, test } from 'vitest';
import { withTenant } from '#db/tenancy.ts';
import { testDatabase } from '#db/testing/database.ts';
import { operatorScope, systemScope } from '#domains/identity/machine-scopes.ts';
import { createWorkspace } from '#domains/identity/workspace/create-workspace.ts';
import { findLoadProgress } from '#domains/identity/workspace/load-progress.ts';
import { tenantToday } from '#domains/identity/workspace/queries.ts';
import { verify } from '#domains/replay/verify.ts';
import { run } from '#domains/run.ts';
import { newId } from '#lib/ids.ts';
import { generateCompany, modelCompany } from './company.ts';
import { intradayReports } from './intraday.ts';
import { loadSample, SEED } from './load.ts';

const { sql } = await testDatabase();
const tenantId = newId();
const scope = systemScope(tenantId, 'test');
const never = new AbortController().signal;
const phases: string[] = [];

async function begin(id: string, isSample: boolean): Promise<void> {
  const company = { name: 'Halden', defaultCurrency: 'EUR', timeZone: 'Europe/Berlin', isSample };
  await run(operatorScope(id), createWorkspace, company);
}

/** The load is cut off twice, as by a restart, and goes on. */
async function loadInThreeGoes(): Promise<void> {
  for (const [phase, step] of [
    ['documents', 0.5],
    ['statements', 0.5],
  ] as const) {
    const stop = new AbortController();
    const cut = loadSample(tenantId, stop.signal, async (at, done, total) => {
      if (at === phase && done > total * step) stop.abort();
    });
    await expect(cut).rejects.toThrow();
  }
  await loadSample(tenantId, never, async (phase) => {
    if (phases.at(-1) !== phase) phases.push(phase);
  });
}

const head = async () =>
  (await sql`SELECT position::int AS n FROM event_store.heads WHERE tenant_id = ${tenantId}`)[0]?.n;

let company: ReturnType<typeof generateCompany>;
let model: ReturnType<typeof modelCompany>;

beforeAll(async () => {
  await begin(tenantId, true);
  const when = { seed: SEED, today: await tenantToday(scope) };
  [company, model] = [generateCompany(when), modelCompany(when)];
  await loadInThreeGoes();
}, 120_000);

describe('the sample company in Nexus', () => {
  test('everything arrived once: documents, files, rows', async () => {
    const sent = new Set(
      company.deliveries.flatMap(({ body }) => [JSON.parse(body)].flat().map(({ externalId }) => externalId)),
    );
    const [documents] = await sql`SELECT count(*)::int AS n FROM invoices`;
    expect(documents?.n).toBe(sent.size);
    const [files] = await sql`
      SELECT count(*)::int AS n, sum(row_count)::int AS rows, sum(known_row_count)::int AS known,
        count(*) FILTER (WHERE status = 'imported')::int AS imported FROM statement_files`;
    const expected = company.files.length - 1; // one comes twice
    const missing = ({ account, date }: { account: string; date: string }) =>
      model.quirks.missing.some((gap) => gap.account === account && gap.date === date);
    const rows = Object.values(model.statements)
      .flat()
      .filter((statement) => !missing(statement))
      .flatMap((statement) => statement.rows);
    const readable = rows.filter((row) => row !== model.quirks.unreadable);
    const announced = intradayReports(model.statements, model.period).flatMap((report) => report.rows);
    const count = readable.length + announced.length;
    expect(files).toEqual({ n: expected, imported: expected, rows: count, known: 0 });
  });

  test('what months contain: an invoice sent twice, a refused one, one number of two suppliers, a line nobody can read', async () => {
    const [messages] = await sql`
      SELECT count(*)::int AS n, count(*) FILTER (WHERE response_body LIKE '%"known"%')::int AS known,
        count(*) FILTER (WHERE response_status = 422)::int AS refused FROM inbound_messages`;
    expect(messages).toEqual({ n: company.deliveries.length, known: 1, refused: 1 });
    const rejected = await sql`SELECT rejection_reasons FROM invoices WHERE status = 'rejected'`;
    expect(rejected).toHaveLength(1);
    const shared = await sql`
      SELECT document_number FROM invoices WHERE source = 'sap' AND direction = 'payable'
       GROUP BY document_number HAVING count(DISTINCT business_partner_id) > 1`;
    expect(shared).toHaveLength(1);
    const problems = await sql`SELECT raw FROM statement_problems WHERE severity = 'error'`;
    expect(problems.some(({ raw }) => raw.includes('*****'))).toBe(true);
  });

  test('every balance is proved but the two that the story breaks', async () => {
    const broken = await sql`
      SELECT b.short_name, s.balance_difference::numeric::float8 AS difference FROM statements s
        JOIN bank_accounts b ON b.id = s.bank_account_id WHERE s.kind = 'endOfDay' AND s.balance_check <> 'verified' ORDER BY 1`;
    expect(broken.map((row) => `${row.short_name} ${Math.abs(row.difference)}`)).toEqual([
      'EUR Main 50',
      'GBP Collections 18',
    ]);
  });

  test('what was announced: rows of the account that is late, some that were booked, and one that never was', async () => {
    const rows =
      await sql`SELECT b.short_name, r.announcement FROM statement_rows r JOIN bank_accounts b ON b.id = r.bank_account_id
       WHERE r.announcement IS NOT NULL`;
    const of = (account: string, state: string) =>
      rows.filter((row) => row.short_name === account && row.announcement === state).length;
    const [eurMain, usd] = intradayReports(model.statements, model.period);
    expect(of('EUR Main', 'notBooked')).toBe(1);
    expect(of('EUR Main', 'booked')).toBe((eurMain?.rows.length ?? 0) - 1);
    expect(of('USD Operating', 'expected')).toBe(usd?.rows.length ?? 0);
    expect(rows).toHaveLength((eurMain?.rows.length ?? 0) + (usd?.rows.length ?? 0));
  });

  test('a day is missing, an account is late, an account is overdrawn within its limit', async () => {
    const days = await sql`SELECT b.short_name, a.date::text AS date FROM account_balances a
      JOIN bank_accounts b ON b.id = a.bank_account_id`;
    const has = (account: string, date: string) =>
      days.some((day) => day.short_name === account && day.date === date);
    const [gap] = model.quirks.missing;
    expect(has('GBP Collections', model.period.back(29))).toBe(true);
    expect(has('GBP Collections', gap?.date ?? '')).toBe(false);
    expect(has('USD Operating', model.period.back(1))).toBe(true);
    expect(has('USD Operating', model.period.last)).toBe(false);
    expect(has('EUR Main', model.period.last)).toBe(true);
    const overdrawn =
      await sql`SELECT short_name FROM bank_accounts WHERE balance < 0 AND -balance < overdraft_limit`;
    expect(overdrawn.map((row) => row.short_name)).toEqual(['GBP Collections']);
  });

  test('the workbench holds some thirty rows of the last days, of every kind; the rest is explained', async () => {
    const waiting = await sql`SELECT queue, count(*)::int AS n, min(transaction_date)::text AS first
      FROM statement_rows WHERE queue IS NOT NULL GROUP BY queue ORDER BY queue`;
    expect(waiting.map((row) => row.queue)).toEqual(['choose', 'differs', 'nothing', 'ready']);
    const left = waiting.reduce((sum, row) => sum + row.n, 0);
    expect(left).toBeGreaterThanOrEqual(20);
    expect(left).toBeLessThanOrEqual(45);
    expect(waiting.every((row) => row.first >= model.period.back(12))).toBe(true);
    const origins = await sql`SELECT DISTINCT origin, kind FROM reconciliations WHERE status <> 'unmatched'`;
    const found = origins.map((row) => `${row.origin} ${row.kind}`);
    expect(found).toEqual(
      expect.arrayContaining(['engine matched', 'engine transfer', 'person matched', 'person noDocument']),
    );
  });

  test('money is open, in both directions, overdue and to come', async () => {
    const open =
      await sql`SELECT direction, due_date < ${model.period.last} AS overdue, sum(open_amount) > 0 AS open
      FROM open_items WHERE open_amount > 0 GROUP BY 1, 2`;
    expect(open).toHaveLength(4);
  });

  test('the pages hear how far it is', async () => {
    expect(phases).toEqual([
      'company',
      'documents',
      'statements',
      'matching',
      'decisions',
      'matching',
      'done',
    ]);
    expect(await withTenant(scope, findLoadProgress)).toMatchObject({
      phase: 'done',
      text: 'The sample company is loaded.',
    });
  });

  test('no key of the load stays good', async () => {
    const [keys] = await sql`SELECT count(*)::int AS n FROM api_keys WHERE revoked_at IS NULL`;
    expect(keys?.n).toBe(0);
  });

  test('a second load changes nothing, and a real company is left alone', async () => {
    const before = await head();
    await loadSample(tenantId, never);
    expect(await head()).toBe(before);
    const real = newId();
    await begin(real, false);
    await expect(loadSample(real, never)).rejects.toThrow('not begun as a sample company');
  });

  test('the record can be verified', async () => {
    const verification = await verify(tenantId);
    expect(verification.findings.first).toEqual([]);
    expect(verification.clean).toBe(true);
  });
});
