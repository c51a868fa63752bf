import { createHash, randomBytes } from 'node:crypto';
import { storeFile } from '#db/files.ts';
import { mintScope, type Role, type Scope } from '#db/tenancy.ts';
import { type Id, newId } from '#lib/ids.ts';
import { ingestInvoices } from '../../erp/invoices/ingest-invoices.ts';
import { parseLosslessJson } from '../../erp/invoices/lossless-json.ts';
import { importFile } from '../../erp/statements/import-file.ts';
import { uploadStatement } from '../../erp/statements/upload-statement.ts';
import { operatorScope, systemScope } from '../../identity/machine-scopes.ts';
import { createWorkspace, systemUserId } from '../../identity/workspace/create-workspace.ts';
import { run } from '../../run.ts';
import { openBankAccount } from '../accounts/open-bank-account.ts';

/** A small company for tests: one entity, one EUR account, with helpers that go through the commands. */
export const IBAN = 'DE89370400440532013000';

export async function testCompany(): Promise<{ tenantId: Id; scope: Scope }> {
  const tenantId = newId();
  const scope = systemScope(tenantId, 'test');
  await run(operatorScope(tenantId), createWorkspace, {
    name: 'Halden',
    defaultCurrency: 'EUR',
    timeZone: 'Europe/Berlin',
    entities: [{ code: 'DE01', name: 'Halden GmbH', baseCurrency: 'EUR' }],
  });
  await run(scope, openBankAccount, {
    entityId: 'DE01',
    account: IBAN,
    currency: 'EUR',
    shortName: 'EUR Main',
  });
  return { tenantId, scope };
}

/** A scope of that role, as a session would mint it. */
export function scopeOf(tenantId: Id, role: Role): Scope {
  return mintScope({
    tenantId,
    actor: { kind: 'user', id: systemUserId(tenantId) },
    role,
    entities: 'all',
    userId: systemUserId(tenantId),
    sessionId: null,
    requestId: newId(),
    ip: null,
    userAgent: null,
    stepUpUntil: null,
  });
}

/** Posts documents; returns the id of each one's first open item. */
export async function postDocuments(
  scope: Scope,
  documents: readonly Record<string, unknown>[],
): Promise<Id[]> {
  const body = Buffer.from(
    JSON.stringify(
      documents.map((d) => ({ entity: 'DE01', direction: 'receivable', currency: 'EUR', ...d })),
    ),
  );
  const answer = await run(scope, ingestInvoices, {
    integrationId: newId(),
    source: 'generic',
    messageId: newId(),
    bodySha256: createHash('sha256').update(body).digest('hex'),
    body,
    payload: parseLosslessJson(body),
    today: '2026-11-21',
  });
  return JSON.parse(answer.body).results.map((result: { invoiceId: Id }) => result.invoiceId);
}

export type TestRow = { mark: 'C' | 'D'; amount: string; text: string };

let day = 0;

/** Uploads one statement with these rows, each time for a later day, and imports it. */
export async function importRows(scope: Scope, rows: readonly TestRow[]): Promise<Id> {
  const date = new Date(Date.UTC(2026, 0, 5 + day++)).toISOString().slice(2, 10).replaceAll('-', '');
  const sum = rows.reduce(
    (total, row) => total + BigInt(row.amount.replace('.', '')) * (row.mark === 'C' ? 1n : -1n),
    0n,
  );
  const closing = 100_000_000n + sum;
  const text = [
    `:20:${randomBytes(6).toString('hex')}`,
    `:25:${IBAN}`,
    `:28C:${day}/1`,
    `:60F:C${date}EUR1000000,00`,
    ...rows.flatMap((row) => [
      `:61:${date}${date.slice(2)}${row.mark}${row.amount.replace('.', ',')}NTRFNONREF`,
      `:86:${row.text}`,
    ]),
    `:62F:C${date}EUR${closing / 100n},${String(closing % 100n).padStart(2, '0')}`,
    '-',
  ].join('\r\n');
  const stored = await storeFile(scope.tenantId, Buffer.from(text));
  const { statementFileId } = await run(scope, uploadStatement, { filename: `${date}.sta`, ...stored });
  await importFile(scope, statementFileId, new AbortController().signal);
  return statementFileId;
}
