import { createHash } from 'node:crypto';
import { asc, eq } from 'drizzle-orm';
import fc from 'fast-check';
import { storeFile } from '#db/files.ts';
import { invitations, passkeys, sessions, users } from '#db/schema/identity.ts';
import { openItems } from '#db/schema/invoices.ts';
import { apiKeys, integrations } from '#db/schema/platform.ts';
import { reconciliations } from '#db/schema/reconciliation.ts';
import { bankAccounts, statementFiles, statementRows, tableMappings } from '#db/schema/statements.ts';
import { type Scope, withTenant } from '#db/tenancy.ts';
import { addDays } from '#lib/dates.ts';
import { NexusError } from '#lib/errors.ts';
import { type Id, newId } from '#lib/ids.ts';
import { createIntegration } from '../../erp/integrations/create-integration.ts';
import { pauseIntegration } from '../../erp/integrations/pause-integration.ts';
import { resumeIntegration } from '../../erp/integrations/resume-integration.ts';
import { rotateSigningSecret } from '../../erp/integrations/rotate-signing-secret.ts';
import { ingestInvoices } from '../../erp/invoices/ingest-invoices.ts';
import { importFile } from '../../erp/statements/import-file.ts';
import { acceptFile } from '../../erp/statements/preview/accept-file.ts';
import { dismissFile, resolveFile } from '../../erp/statements/resolve-file.ts';
import { forgetTableMapping } from '../../erp/statements/table-mappings/forget-table-mapping.ts';
import { uploadStatement } from '../../erp/statements/upload-statement.ts';
import { createApiKey } from '../../identity/api-keys/create-api-key.ts';
import { revokeApiKey } from '../../identity/api-keys/revoke-api-key.ts';
import { inviteUser } from '../../identity/invitations/invite-user.ts';
import { revokeInvitation } from '../../identity/invitations/revoke-invitation.ts';
import { renamePasskey } from '../../identity/passkeys/rename-passkey.ts';
import { revokeSession } from '../../identity/sessions/revoke-session.ts';
import { SoftAuthenticator } from '../../identity/testing/authenticator.ts';
import { joinAs } from '../../identity/testing/people.ts';
import { changeRole } from '../../identity/users/change-role.ts';
import { reactivateUser } from '../../identity/users/reactivate-user.ts';
import { suspendUser } from '../../identity/users/suspend-user.ts';
import { addEntity } from '../../identity/workspace/add-entity.ts';
import { changeWorkspace } from '../../identity/workspace/change-workspace.ts';
import { run } from '../../run.ts';
import { addAccountAlias, removeAccountAlias } from '../../treasury/accounts/account-aliases.ts';
import { changeBankAccount, enterBalance } from '../../treasury/accounts/change-bank-account.ts';
import { openBankAccount } from '../../treasury/accounts/open-bank-account.ts';
import { enterExchangeRates } from '../../treasury/markets/enter-exchange-rates.ts';
import { matchRow } from '../../treasury/reconciliation/match-row.ts';
import { runMatching } from '../../treasury/reconciliation/run-matching.ts';
import { explainRow, undoMatch } from '../../treasury/reconciliation/undo-match.ts';

/** One thing that somebody does, for tests that do many at random. `does` is what a failing run prints. */
export type Step = { readonly does: string; readonly carryOut: (scope: Scope) => Promise<unknown> };

/** Carries a step out. That a rule refuses it is an answer as well. */
export async function carryOut(scope: Scope, step: Step): Promise<void> {
  await step.carryOut(scope).catch((error) => {
    if (!(error instanceof NexusError)) throw error;
  });
}

type Table =
  | typeof reconciliations
  | typeof openItems
  | typeof statementRows
  | typeof bankAccounts
  | typeof statementFiles
  | typeof tableMappings
  | typeof invitations
  | typeof passkeys
  | typeof sessions
  | typeof users
  | typeof integrations
  | typeof apiKeys;

/** The nth of the tenant's rows that fit, counted round; throws notFound when there is none. */
async function nth<T extends Table>(
  scope: Scope,
  table: T,
  n: number,
  fits: (row: T['$inferSelect']) => boolean = () => true,
): Promise<T['$inferSelect']> {
  const rows: T['$inferSelect'][] = await withTenant(scope, (tx) =>
    tx
      .select()
      .from(table as typeof openItems)
      .where(eq(table.tenantId, scope.tenantId))
      .orderBy(asc(table.id)),
  );
  const fitting = rows.filter(fits);
  const row = fitting[n % Math.max(fitting.length, 1)];
  if (!row) throw new NexusError('notFound', 'There is none yet.');
  return row;
}

/** A bank row, and the version of the decision on it. */
async function nthRow(
  scope: Scope,
  n: number,
  explained: boolean,
): Promise<{ rowId: Id; version: number; direction: string }> {
  const { id, direction } = await nth(
    scope,
    statementRows,
    n,
    (row) => (row.matchStatus !== 'unmatched') === explained,
  );
  const decided = await nth(scope, reconciliations, 0, (row) => row.statementRowId === id).catch(() => null);
  return { rowId: id, version: decided?.version ?? 0, direction };
}

const step = (does: string, carryOut: Step['carryOut']): Step =>
  Object.assign({ does, carryOut }, { [fc.toStringMethod]: () => does });
const any = fc.nat(1_000);
const cents = fc.constantFrom(0, 250, 1_000, 1_000, 1_000, 2_500);
const number = fc.integer({ min: 1, max: 8 }).map((n) => `INV-2026-${String(n).padStart(5, '0')}`);
const day = fc.nat(6).map((n) => addDays('2026-03-02', n));
const decimal = (value: number) => `${Math.floor(value / 100)}.${String(value % 100).padStart(2, '0')}`;

export const IBAN = 'DE89370400440532013000';

type DocumentValue = typeof document extends fc.Arbitrary<infer T> ? T : never;

const document = fc.record({
  documentNumber: number,
  entity: fc.constantFrom('DE01', 'DE01', 'DE01', 'nowhere'),
  direction: fc.constantFrom('receivable', 'payable'),
  documentType: fc.constantFrom('invoice', 'invoice', 'invoice', 'creditNote'),
  currency: fc.constantFrom('EUR', 'EUR', 'EUR', 'USD'),
  amount: cents.map(decimal),
  documentDate: fc.constant('2026-02-20'),
  dueDate: fc.option(day, { nil: null }),
  onHold: fc.boolean(),
  partner: fc.constantFrom('Aurora Optik AB', 'Müller & Söhne KG', '株式会社ひかり'),
  sums: fc.constantFrom('right', 'right', 'right', 'wrong', 'instalments'),
});

/** The document as a sender posts it: one whose sums are wrong is rejected, until it comes again in order. */
function posted({ partner, sums, ...rest }: DocumentValue) {
  const party = { name: partner };
  const amount = Number(rest.amount.replace('.', ''));
  return {
    ...rest,
    ...(rest.direction === 'payable' ? { seller: party } : { buyer: party }),
    ...(sums === 'wrong' && { netAmount: '1.00', taxAmount: '1.00', grossAmount: '3.00' }),
    ...(sums === 'instalments' &&
      amount > 0 && {
        instalments: [
          { number: 1, dueDate: '2026-03-05', amount: decimal(amount - 100) },
          { number: 2, dueDate: '2026-04-05', amount: '1.00' },
        ],
      }),
  };
}

function post(scope: Scope, documents: readonly unknown[], messageId: string) {
  const body = Buffer.from(JSON.stringify(documents));
  return run(scope, ingestInvoices, {
    integrationId: '01930000-0000-7000-8000-00000000abcd',
    source: 'generic',
    messageId,
    bodySha256: createHash('sha256').update(body).digest('hex'),
    body,
    payload: documents,
    today: '2026-03-09',
  });
}

const posting = fc
  .tuple(fc.array(document, { minLength: 1, maxLength: 5 }), any)
  .map(([documents, message]) =>
    step(`post ${JSON.stringify(documents)} as message ${message}`, (scope) =>
      post(scope, documents.map(posted), `message-${message}`),
    ),
  );

const line = fc.record({
  mark: fc.constantFrom('C', 'D'),
  amount: cents,
  text: fc.oneof(number, fc.constant('FEE')),
});

/** An MT940 statement of one day whose balances close. */
function mt940(date: string, lines: readonly { mark: string; amount: number; text: string }[]): string {
  const short = date.slice(2).replaceAll('-', '');
  const sum = lines.reduce(
    (total, { mark, amount }) => total + (mark === 'C' ? amount : -amount),
    10_000_000,
  );
  const comma = (value: number) => decimal(value).replace('.', ',');
  return [
    ':20:TEST',
    `:25:${IBAN}`,
    `:28C:${Number(short) % 99_999}/1`,
    `:60F:C${short}EUR${comma(10_000_000)}`,
    ...lines.flatMap(({ mark, amount, text }) => [
      `:61:${short}${short.slice(2)}${mark}${comma(amount)}NTRFNONREF`,
      `:86:${text}`,
    ]),
    `:62F:C${short}EUR${comma(sum)}`,
    '-',
    '',
  ].join('\r\n');
}

const uploading = fc.tuple(day, fc.array(line, { maxLength: 6 })).map(([date, lines]) =>
  step(`upload ${date} ${JSON.stringify(lines)}`, async (scope) => {
    const stored = await storeFile(scope.tenantId, Buffer.from(mt940(date, lines)));
    const { statementFileId } = await run(scope, uploadStatement, { filename: `${date}.sta`, ...stored });
    await importFile(scope, statementFileId, new AbortController().signal);
  }),
);

/** A table whose dates can be read in two ways, as a person uploads it. */
const tabling = fc.tuple(fc.nat(3), fc.nat(2)).map(([header, n]) =>
  step(`upload table ${n} with header ${header}`, async (scope) => {
    const text = `IBAN;Date;Amount;Currency;Text ${header}\n${IBAN};0${n + 1}/03/2026;1.00;EUR;T ${n}\n`;
    const stored = await storeFile(scope.tenantId, Buffer.from(text));
    const file = { filename: `${header}.csv`, ...stored, preview: true };
    const { statementFileId } = await run(scope, uploadStatement, file);
    await importFile(scope, statementFileId, new AbortController().signal);
  }),
);

const deciding = fc.oneof(
  fc.tuple(any, fc.constantFrom('dayFirst', 'monthFirst'), fc.boolean()).map(([n, dateOrder, remember]) =>
    step(`accept file ${n} with ${dateOrder}${remember ? ', remembered' : ''}`, async (scope) => {
      const { id } = await nth(scope, statementFiles, n, (file) => file.status === 'waiting');
      await acceptFile(scope, id, { dateOrder: dateOrder as 'dayFirst' }, remember);
      await importFile(scope, id, new AbortController().signal);
    }),
  ),
  any.map((n) =>
    step(`put file ${n} aside`, async (scope) => {
      const { id } = await nth(scope, statementFiles, n, (file) => file.status === 'waiting');
      await run(scope, dismissFile, { statementFileId: id, reason: 'A test' });
    }),
  ),
  any.map((n) =>
    step(`take file ${n} back`, async (scope) => {
      const { id } = await nth(scope, statementFiles, n, (file) => file.status === 'dismissed');
      await run(scope, resolveFile, { statementFileId: id });
      await importFile(scope, id, new AbortController().signal);
    }),
  ),
  any.map((n) =>
    step(`forget mapping ${n}`, async (scope) =>
      run(scope, forgetTableMapping, { mappingId: (await nth(scope, tableMappings, n)).id }),
    ),
  ),
);

const aliasing = fc
  .tuple(any, fc.constantFrom('MAIN-1', 'MAIN-2'), fc.constantFrom(addAccountAlias, removeAccountAlias))
  .map(([n, alias, command]) =>
    step(`${command.type} ${alias} of account ${n}`, async (scope) =>
      run(scope, command as typeof addAccountAlias, {
        bankAccountId: (await nth(scope, bankAccounts, n)).id,
        alias,
      }),
    ),
  );

const matching = fc.constant(
  step('match', (scope) => runMatching(scope, '2026-03-09', new AbortController().signal)),
);

const byHand = fc.tuple(any, fc.array(any, { minLength: 1, maxLength: 3 })).map(([row, items]) =>
  step(`match row ${row} with items ${items}`, async (scope) => {
    const { rowId, version, direction } = await nthRow(scope, row, false);
    const wanted = direction === 'credit' ? 'receivable' : 'payable';
    const openItemIds = new Set<Id>();
    for (const item of items) {
      openItemIds.add(
        (await nth(scope, openItems, item, (o) => o.direction === wanted && o.settlement !== 'paid')).id,
      );
    }
    await run(scope, matchRow, { rowId, version, answer: { openItemIds: [...openItemIds] } });
  }),
);

const confirming = fc.tuple(any, fc.nat(2)).map(([row, choice]) =>
  step(`confirm choice ${choice} of row ${row}`, async (scope) => {
    const { rowId, version } = await nthRow(scope, row, false);
    await run(scope, matchRow, { rowId, version, answer: { choice } });
  }),
);

const undoing = any.map((row) =>
  step(`undo row ${row}`, async (scope) =>
    run(scope, undoMatch, { rowId: (await nthRow(scope, row, true)).rowId }),
  ),
);

const explaining = any.map((row) =>
  step(`explain row ${row}`, async (scope) => {
    const { rowId, version } = await nthRow(scope, row, false);
    await run(scope, explainRow, { rowId, version, reason: 'fees' });
  }),
);

const opening = fc
  .constantFrom(IBAN, '12345678', '87654321')
  .map((account) =>
    step(`open account ${account}`, (scope) =>
      run(scope, openBankAccount, { entityId: 'DE01', account, currency: 'EUR', shortName: account }),
    ),
  );

const changing = fc
  .tuple(any, fc.integer({ min: 1, max: 3 }), fc.string({ minLength: 1, maxLength: 8 }))
  .map(([account, version, shortName]) =>
    step(`rename account ${account} at version ${version}`, async (scope) =>
      run(scope, changeBankAccount, {
        bankAccountId: (await nth(scope, bankAccounts, account)).id,
        version,
        entityId: 'DE01',
        shortName,
      }),
    ),
  );

const entering = fc.tuple(any, day, cents).map(([account, date, amount]) =>
  step(`enter balance ${amount} of ${date} for account ${account}`, async (scope) =>
    run(scope, enterBalance, {
      bankAccountId: (await nth(scope, bankAccounts, account)).id,
      date,
      amount: decimal(amount),
    }),
  ),
);

const rating = fc
  .tuple(fc.array(day, { minLength: 1, maxLength: 3 }), fc.integer({ min: 1, max: 999 }))
  .map(([dates, rate]) =>
    step(`enter rates of ${dates}`, (scope) =>
      run(scope, enterExchangeRates, {
        rates: dates.map((date) => ({ date, base: 'EUR', quote: 'USD', rate: decimal(rate) })),
      }),
    ),
  );

const settling = fc.oneof(
  fc
    .constantFrom('US01', 'JP01', 'DE01')
    .map((code) =>
      step(`add entity ${code}`, (scope) => run(scope, addEntity, { code, name: code, baseCurrency: 'USD' })),
    ),
  fc.string({ minLength: 1, maxLength: 9 }).map((name) =>
    step(`rename the company to ${name}`, (scope) =>
      run(scope, changeWorkspace, {
        name,
        defaultCurrency: 'EUR',
        timeZone: 'Asia/Tokyo',
        defaultPaymentTermsDays: 14,
      }),
    ),
  ),
);

const inviting = fc.oneof(
  fc
    .tuple(fc.constantFrom('ada', 'bo'), fc.constantFrom('admin', 'analyst'))
    .map(([name, role]) =>
      step(`invite ${name}`, (scope) =>
        run(scope, inviteUser, { name, email: `${name}@example.com`, role: role as 'admin' }),
      ),
    ),
  any.map((n) =>
    step(`revoke invitation ${n}`, async (scope) =>
      run(scope, revokeInvitation, { invitationId: (await nth(scope, invitations, n)).id }),
    ),
  ),
);

const integrating = fc.oneof(
  fc
    .constantFrom('SAP', 'Oracle')
    .map((name) =>
      step(`create integration ${name}`, (scope) =>
        run(scope, createIntegration, { name, source: 'generic' }),
      ),
    ),
  fc
    .tuple(any, fc.constantFrom(pauseIntegration, resumeIntegration, rotateSigningSecret))
    .map(([n, command]) =>
      step(`${command.type} ${n}`, async (scope) =>
        run(scope, command as typeof pauseIntegration, {
          integrationId: (await nth(scope, integrations, n)).id,
        }),
      ),
    ),
  fc.constant(
    step('create a key', (scope) => run(scope, createApiKey, { name: newId(), scopes: ['uploadStatement'] })),
  ),
  any.map((n) =>
    step(`revoke key ${n}`, async (scope) =>
      run(scope, revokeApiKey, { apiKeyId: (await nth(scope, apiKeys, n)).id }),
    ),
  ),
);

const joining = fc
  .constantFrom('Ada Klein', 'Ben Osei', 'Chiara Conti')
  .map((name) =>
    step(`${name} accepts an invitation and signs in`, (scope) =>
      joinAs(
        { tenantId: scope.tenantId, scope, token: '', authenticator: new SoftAuthenticator() },
        'treasurer',
        name,
      ),
    ),
  );

const governing = fc.oneof(
  fc
    .tuple(any, fc.constantFrom('admin', 'analyst', 'auditor'))
    .map(([n, role]) =>
      step(`make person ${n} ${role}`, async (scope) =>
        run(scope, changeRole, { userId: (await nth(scope, users, n)).id, role: role as 'admin' }),
      ),
    ),
  fc
    .tuple(any, fc.constantFrom(suspendUser, reactivateUser))
    .map(([n, command]) =>
      step(`${command.type} ${n}`, async (scope) =>
        run(scope, command as typeof suspendUser, { userId: (await nth(scope, users, n)).id }),
      ),
    ),
  any.map((n) =>
    step(`revoke session ${n}`, async (scope) =>
      run(scope, revokeSession, { sessionId: (await nth(scope, sessions, n)).id }),
    ),
  ),
  any.map((n) =>
    step(`rename passkey ${n}`, async (scope) => {
      const { id, userId } = await nth(scope, passkeys, n);
      await run({ ...scope, userId }, renamePasskey, { passkeyId: id, name: `key ${n}` });
    }),
  ),
);

/** What can be done, by capability and with how often it comes. A capability with commands of its own adds a line. */
export const STEPS: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: posting },
  { weight: 5, arbitrary: uploading },
  { weight: 3, arbitrary: tabling },
  { weight: 4, arbitrary: deciding },
  { weight: 2, arbitrary: aliasing },
  { weight: 4, arbitrary: matching },
  { weight: 4, arbitrary: byHand },
  { weight: 3, arbitrary: confirming },
  { weight: 4, arbitrary: undoing },
  { weight: 2, arbitrary: explaining },
  { weight: 1, arbitrary: opening },
  { weight: 2, arbitrary: changing },
  { weight: 3, arbitrary: entering },
  { weight: 1, arbitrary: rating },
  { weight: 1, arbitrary: settling },
  { weight: 1, arbitrary: inviting },
  { weight: 2, arbitrary: integrating },
  { weight: 1, arbitrary: joining },
  { weight: 2, arbitrary: governing },
);
