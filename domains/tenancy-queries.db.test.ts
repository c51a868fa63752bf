import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeDatabase } from '#db/client.ts';
import { storeFile } from '#db/files.ts';
import { TABLES } from '#db/tables.ts';
import { type TenantTx, withTenant } from '#db/tenancy.ts';
import { testDatabase } from '#db/testing/database.ts';
import { forgetConfig } from '#lib/config.ts';
import { NexusError } from '#lib/errors.ts';
import { importFile } from './erp/statements/import-file.ts';
import { resolveFile } from './erp/statements/resolve-file.ts';
import { headerHash } from './erp/statements/table-mappings/header.ts';
import { uploadStatement } from './erp/statements/upload-statement.ts';
import { run } from './run.ts';
import { dueWindows } from './treasury/overview/due.ts';
import { importRows, postDocuments, testCompany } from './treasury/reconciliation/testing.ts';

const { sql } = await testDatabase();
const folder = mkdtempSync(join(tmpdir(), 'nexus-files-'));
process.env.NEXUS_FILES = folder;
forgetConfig();
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Company = Awaited<ReturnType<typeof testCompany>>;
let ours: Company;
let theirs: Company;
/** The other company's ids, by table. */
const their: Record<string, string> = {};

const HEADER = ['Booking date', 'Amount', 'Currency', 'Text'];

/** A table that does not say its account, and is remembered to be of the company's. */
async function rememberTable({ scope, tenantId }: Company): Promise<void> {
  const stored = await storeFile(tenantId, Buffer.from(`${HEADER.join(';')}\n2026-01-05;1.00;EUR;A\n`));
  const { statementFileId } = await run(scope, uploadStatement, { filename: 'a.csv', ...stored });
  await importFile(scope, statementFileId, new AbortController().signal);
  const remember = { header: HEADER, bankAccountId: null };
  await run(scope, resolveFile, { statementFileId, mapping: { dateOrder: 'yearFirst' }, remember });
}

async function company(count: number): Promise<Company> {
  const made = await testCompany();
  const documents = Array.from({ length: count }, (_, n) => ({
    documentNumber: `INV-${n}`,
    amount: '10.00',
    buyer: { name: 'Aurora' },
    documentDate: '2026-01-02',
  }));
  await postDocuments(made.scope, documents);
  await importRows(
    made.scope,
    documents.map((_, n) => ({ mark: 'C' as const, amount: '10.00', text: `SOMETHING ${n}` })),
  );
  await rememberTable(made);
  return made;
}

beforeAll(async () => {
  ours = await company(1);
  theirs = await company(3);
  for (const { name } of TABLES.filter(({ tenantColumn }) => tenantColumn === 'tenant_id')) {
    if (name.startsWith('event_store.')) continue;
    const [row] = await sql.unsafe(
      `SELECT * FROM ${name} WHERE tenant_id = '${theirs.tenantId}' AND to_jsonb(${name}) ? 'id' LIMIT 1`,
    );
    if (row?.id) their[name] = row.id as string;
  }
});

const now = '2026-11-21T08:00:00.000000Z';
const today = '2026-11-21';
const nobody = '00000000-0000-8000-8000-000000000000';
const id = (table: string) => their[table] ?? nobody;
const place = { descending: true, after: null, before: null };
const documents = () => ({
  ...{ view: 'all', entity: null, direction: null, settlement: null, currency: null },
  ...{ from: null, to: null, partner: null, text: null },
});
const statements = () => ({
  ...{ view: 'all', account: null, check: null, kind: null, unmatched: false, from: null, to: null },
});
const commands = { who: null, action: null, resource: null, resourceId: null, from: null, until: null };
const queue = { view: 'all', account: null, queue: null };
const month = { from: '2026-01-01', to: '2026-12-31' };
const statement = () => ({
  ...{ id: id('statements'), bankAccountId: id('bank_accounts'), toDate: '2026-01-05', currency: 'EUR' },
  ...{ kind: 'endOfDay', openingBalance: '0.0000', fromDate: null },
});
const bankAccount = () => ({
  ...{ id: id('bank_accounts'), shortName: 'Theirs', currency: 'EUR', dueTime: '09:00', closedOn: null },
  ...{ statementSchedule: 'businessDays', holidayCalendar: 'TARGET' },
});

const compared = () => ({
  ...{ statementId: id('statements'), bankAccountId: id('bank_accounts') },
  ...{ fromDate: month.from, toDate: month.to },
});
const otherSource = () => ({ statements: [{ id: id('statements') }] });

/** How each exported query is asked for the other company's things; what follows the transaction. */
const QUESTIONS: Readonly<Record<string, () => readonly unknown[]>> = {
  accountDetail: () => [id('bank_accounts')],
  accountState: () => [id('bank_accounts'), { now, today, timeZone: 'Europe/Berlin' }],
  accountsWithOtherSources: () => [id('statement_files')],
  announcedTotals: () => ['all', null],
  apiKeyBearer: () => [id('users')],
  arrivingFiles: () => [[id('statement_files')]],
  assertSomebodyGoverns: () => [],
  bookedRowsOf: () => [[id('statement_rows')]],
  cashOfAccounts: () => [[id('bank_accounts')]],
  chainOf: () => [{ statement: statement(), account: bankAccount() }],
  commandEvents: () => [id('audit_log'), { after: null, limit: 10 }],
  countCommands: () => [commands],
  countDocuments: () => ['all'],
  countFiles: () => [],
  countFiltered: () => [documents()],
  countStatements: () => [statements()],
  currenciesInUse: () => [],
  differencesOf: () => [statement()],
  dismissalOf: () => [id('statement_files')],
  documentDetail: () => [id('invoices')],
  documentFigures: () => ['all', today],
  documentHistory: () => [id('invoices'), [id('statement_rows')]],
  documentMessage: () => [id('invoices')],
  fileStatus: () => [id('statement_files')],
  findByEmail: () => ['ada@example.com'],
  findIntegration: () => [id('integrations')],
  findLoadProgress: () => [],
  findPartner: () => [id('business_partners')],
  findWorkspace: () => [],
  firstBreak: () => [statement()],
  hasPeople: () => [],
  isInvited: () => ['ada@example.com', now],
  itemsById: () => [[id('open_items')]],
  lastBalances: () => [id('bank_accounts'), 5],
  lastSeen: () => [id('activity')],
  lastVerification: () => [],
  latestRates: () => [],
  listAccountStates: () => ['all', { now, today, timeZone: 'Europe/Berlin' }],
  listAccounts: () => ['all'],
  listActors: () => [],
  listAnnounced: () => [{ view: 'all', account: null, state: null }, null, 50],
  listApiKeys: () => [],
  listCommands: () => [commands, { after: null, before: null }, 50],
  listDocuments: () => [documents(), { by: 'due', ...place }, 50],
  listEntities: () => [],
  listFiles: () => [{ status: null }, { after: null, before: null }, 50],
  listIntegrations: () => [now],
  listMappings: () => [],
  listPeople: () => [],
  listStatements: () => [statements(), place, 50],
  liveSessions: () => [now],
  liveSessionsBegunWith: () => [id('passkeys'), now],
  liveSessionsOf: () => [id('users'), now],
  liveSigningSecrets: () => [id('integrations'), now],
  loadAccountCalendar: () => [bankAccount(), month, { now, today, timeZone: 'Europe/Berlin' }],
  loadAccountDays: () => ['all', month],
  loadAccounts: () => [],
  loadBreaks: () => ['all', '2026-01-01'],
  loadCalendar: () => [id('bank_accounts'), month.from, month.to],
  loadCompany: () => [],
  loadDifferences: () => ['all'],
  loadDue: () => ['all', dueWindows(today)],
  loadHistories: () => [[bankAccount()], month],
  loadFile: () => [id('statement_files')],
  loadItems: () => [[id('open_items')]],
  loadLookAlikes: () => [[]],
  loadMapping: () => [id('table_mappings')],
  loadMatchingInput: () => [null, 50],
  loadNeverBooked: () => ['all'],
  loadOtherRows: () => [compared(), otherSource(), ['2026-01-05']],
  loadOtherSource: () => [compared()],
  loadOverview: () => [{ view: 'all', now, today, timeZone: 'Europe/Berlin', base: 'EUR' }],
  loadPartners: () => [
    [{ name: 'Aurora', role: 'customer', number: null, vatId: null, country: null, accounts: [] }],
  ],
  loadProposal: () => [id('statement_rows')],
  loadRates: () => ['EUR', ['USD'], month],
  loadRejected: () => ['all'],
  loadRow: () => [id('statement_rows')],
  loadRowFacts: () => [[id('statement_rows')]],
  loadRowStates: () => [[id('statement_rows')]],
  loadSettledItems: () => [[id('open_items')]],
  loadStates: () => [[id('invoices')]],
  loadStream: () => [{ type: 'invoice', id: id('invoices') }],
  loadUnlikeBalances: () => [compared(), otherSource()],
  loadWaitingFiles: () => [],
  loadWaitingRows: () => ['all'],
  mappingsOfHeader: () => [[headerHash(HEADER)]],
  matchedOf: () => [[id('statement_rows')]],
  matesOf: () => [[id('statement_rows')]],
  nameActors: () => [[{ kind: 'user', id: id('users'), userId: id('users') }]],
  openInvitation: () => [id('users'), now],
  openInvitations: () => [now],
  ownProfile: () => [],
  partnerOfAccount: () => ['DE89370400440532013000'],
  passkeysOf: () => [id('users')],
  problemsOfStatement: () => [
    { statement: statement(), file: { id: id('statement_files') }, isFileWhole: true },
  ],
  proofOfBalance: () => [id('bank_accounts'), '2026-01-05'],
  queuePage: () => [queue, null, 50],
  queueTotals: () => [queue],
  readAgainFor: () => [{ id: id('bank_accounts'), identifier: 'DE89370400440532013000', currency: 'EUR' }],
  recordState: () => [],
  reportsOf: () => [{ ...statement(), fromDate: '2026-01-05' }],
  requireEntity: () => ['DE01'],
  rowDetail: () => [id('statement_rows')],
  rowsLeft: () => ['all'],
  rowsOfStatement: () => [statement(), 0, 50],
  runningFiles: () => ['2026-01-01T00:00:00.000000Z'],
  search: () => ['all', 'INV'],
  searchOpenItems: () => [
    { direction: 'credit', currency: 'EUR', amount: '10.00', words: '', partnerId: null },
  ],
  sessionBearer: () => [id('sessions')],
  settleAnnouncements: () => [id('statement_files')],
  statementDetail: () => [id('statements')],
  statementsOfFile: () => [id('statement_files'), 10],
  sumStatements: () => [statements()],
  unmatchedTotals: () => ['all', null],
  visibleEntities: () => [],
};

/** What writes rather than asks, or only builds a part of a question. */
const NO_QUESTIONS = [
  ...['beginStepUpAssertion', 'isWhole', 'keepSigningSecret', 'noteLoadProgress', 'noteSeen', 'revocations'],
  ...['sweepActivity', 'sweepProgress', 'verifyAssertion', 'visibleFile', 'within'],
];

const EXPORTED = /^export (?:async )?function (\w+)(?:<[^>]*>)?\(\s*tx: TenantTx/gm;
type Query = (tx: TenantTx, ...rest: readonly unknown[]) => unknown;

function exported(): { name: string; file: string }[] {
  const files = globSync('domains/**/*.ts').filter((file) => !/test/.test(file));
  return files.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(EXPORTED)].map((match) => ({ name: match[1] ?? '', file })),
  );
}

/** Maps, sets and big numbers as JSON shows them, so that answers can be compared and searched. */
const plain = (value: unknown): string =>
  JSON.stringify(value, (_, part) => {
    if (part instanceof Map || part instanceof Set) return [...part];
    return typeof part === 'bigint' ? String(part) : part;
  }) ?? 'undefined';

async function answers(): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const { name, file } of exported().filter((query) => !NO_QUESTIONS.includes(query.name))) {
    const module = (await import(join(process.cwd(), file))) as Record<string, Query>;
    const ask = async (tx: TenantTx) => plain(await module[name]?.(tx, ...(QUESTIONS[name]?.() ?? [])));
    const answer = await withTenant(ours.scope, ask).catch((error) => {
      if (error instanceof NexusError) return `refused: ${error.code}`;
      throw new Error(`${name}: ${error.message}`, { cause: error });
    });
    found.set(name, answer);
  }
  return found;
}

test('every exported query has its question here', () => {
  const missing = exported().filter(({ name }) => !(name in QUESTIONS) && !NO_QUESTIONS.includes(name));
  expect(missing).toEqual([]);
});

test('no query tells one company of another, and none leaves that to row-level security alone', async () => {
  const guarded = await answers();
  process.env.DATABASE_URL = process.env.DATABASE_ADMIN_URL;
  forgetConfig();
  await closeDatabase();
  const unguarded = await answers();
  expect(unguarded).toEqual(guarded);
  const ids = Object.entries(their).filter(([, value]) => value !== systemUser());
  for (const [name, answer] of guarded) {
    // An answer may repeat what it was asked; that it says nothing more about it, the comparison has shown.
    const asked = plain(QUESTIONS[name]?.());
    const told = ids.filter(([, value]) => answer.includes(value) && !asked.includes(value));
    expect(told, name).toEqual([]);
  }
});

const systemUser = () => their.users;
