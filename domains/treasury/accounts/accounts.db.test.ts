import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { storeFile } from '#db/files.ts';
import type { Scope } from '#db/tenancy.ts';
import { testDatabase } from '#db/testing/database.ts';
import { forgetConfig } from '#lib/config.ts';
import { importFile } from '../../erp/statements/import-file.ts';
import { fileStatus } from '../../erp/statements/queries.ts';
import { uploadStatement } from '../../erp/statements/upload-statement.ts';
import { addEntity } from '../../identity/workspace/add-entity.ts';
import { verify } from '../../replay/verify.ts';
import { read, run } from '../../run.ts';
import { scopeOf, testCompany } from '../reconciliation/testing.ts';
import { listAccountStates } from './account-states.ts';
import { changeBankAccount, enterBalance } from './change-bank-account.ts';
import { openBankAccount } from './open-bank-account.ts';
import { lastBalances, proofOfBalance } from './queries.ts';

const { sql } = await testDatabase();
const folder = mkdtempSync(join(tmpdir(), 'nexus-files-'));
process.env.NEXUS_FILES = folder;
forgetConfig();
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const { tenantId, scope } = await testCompany();
const OTHER_IBAN = 'DE02120300000000202051';
const clock = () => '2026-11-20T10:30:00.000000Z';
const question = { now: clock(), today: '2026-11-20', timeZone: 'Europe/Berlin' };

/** One MT940 statement of 10.00 in, on the day. */
async function upload(account: string, day: string, opening: number): Promise<string> {
  const text = [
    ':20:STARTUMS',
    `:25:${account}`,
    ':28C:17/1',
    `:60F:C${day}EUR${opening},00`,
    `:61:${day}${day.slice(2)}C10,00NTRFNONREF`,
    ':86:IN',
    `:62F:C${day}EUR${opening + 10},00`,
    '-',
  ].join('\r\n');
  const stored = await storeFile(tenantId, Buffer.from(text));
  const { statementFileId } = await run(scope, uploadStatement, { filename: `${day}.sta`, ...stored });
  await importFile(scope, statementFileId, new AbortController().signal);
  return statementFileId;
}

const statusOf = async (id: string) =>
  (await read(scope, 'viewStatements', (tx) => fileStatus(tx, id))).status;
const states = (reader: Scope = scope) =>
  read(reader, 'viewSettings', (tx) => listAccountStates(tx, reader.entities, question));
const stateOf = async (name: string) => (await states()).find(({ shortName }) => shortName === name);

const other = {
  entityId: 'DE01',
  account: 'DE02 1203 0000 0000 2020 51',
  currency: 'EUR',
  shortName: 'EUR Second',
};

describe('a file that waits for an account', () => {
  test('is read again once the account is open, also while its first job still runs; others go on waiting', async () => {
    const [ours, foreign] = [await upload(OTHER_IBAN, '261118', 100), await upload('0815/4711', '261118', 5)];
    expect([await statusOf(ours), await statusOf(foreign)]).toEqual(['waiting', 'waiting']);
    await sql`UPDATE jobs.job SET state = 'active' WHERE data->>'tenantId' = ${tenantId}`;
    await run(scope, openBankAccount, other);
    expect([await statusOf(ours), await statusOf(foreign)]).toEqual(['uploaded', 'waiting']);
    const jobs = await sql`
      SELECT data->>'statementFileId' AS id FROM jobs.job
       WHERE name = 'parse-statement-file' AND state = 'created' AND data->>'tenantId' = ${tenantId}`;
    expect(jobs.map((job) => job.id)).toEqual([ours]);
    await importFile(scope, ours, new AbortController().signal);
    expect(await statusOf(ours)).toBe('imported');
    expect(await stateOf('EUR Second')).toMatchObject({
      balance: '110.0000',
      lastStatement: { date: '2026-11-18', number: '17' },
    });
  });
});

describe('opening and changing an account', () => {
  test('an account that is there already is named', async () => {
    await expect(run(scope, openBankAccount, { ...other, shortName: 'Twice' })).rejects.toMatchObject({
      code: 'invalid',
      problems: [{ pointer: '/account', message: 'Nexus follows this account already, as EUR Second.' }],
    });
  });

  test('a stale version is a conflict, and a company that does not exist is refused', async () => {
    const account = await stateOf('EUR Main');
    const change = { bankAccountId: account?.id ?? '', version: 1, entityId: 'DE01', shortName: 'EUR Main' };
    await run(scope, changeBankAccount, { ...change, statementSchedule: 'calendarDays' });
    await expect(run(scope, changeBankAccount, change)).rejects.toMatchObject({ code: 'conflict' });
    await expect(
      run(scope, changeBankAccount, { ...change, version: 2, entityId: 'XX01' }),
    ).rejects.toMatchObject({ code: 'invalid', problems: [{ pointer: '/entityId' }] });
    expect(await stateOf('EUR Main')).toMatchObject({ statementSchedule: 'calendarDays', version: 2 });
  });

  test('whoever may not is refused, and a person of one entity does not meet the accounts of another', async () => {
    const account = await stateOf('EUR Main');
    const bankAccountId = account?.id ?? '';
    const settings = { entityId: 'DE01', shortName: 'Mine' };
    const balance = { bankAccountId, date: '2026-11-19', amount: '1' };
    for (const role of ['analyst', 'auditor'] as const) {
      const open = run(scopeOf(tenantId, role), openBankAccount, { ...other, account: 'AB 12345' });
      await expect(open, role).rejects.toMatchObject({ code: 'forbidden' });
    }
    await expect(run(scopeOf(tenantId, 'admin'), enterBalance, balance)).rejects.toMatchObject({
      code: 'forbidden',
    });
    await run(scope, addEntity, { code: 'US01', name: 'Halden Inc.', baseCurrency: 'USD' });
    const elsewhere = { ...scopeOf(tenantId, 'treasurer'), entities: ['US01'] } as Scope;
    expect(await states(elsewhere)).toEqual([]);
    for (const attempt of [
      run(elsewhere, enterBalance, balance),
      run(elsewhere, changeBankAccount, { ...settings, bankAccountId, version: 2 }),
    ]) {
      await expect(attempt).rejects.toMatchObject({ code: 'notFound' });
    }
    await expect(run(elsewhere, openBankAccount, { ...other, account: 'AB 12345' })).rejects.toMatchObject({
      problems: [{ pointer: '/entityId' }],
    });
  });
});

describe('the state of an account', () => {
  test('says which statements are missing, by its schedule and due time', async () => {
    expect(await stateOf('EUR Second')).toMatchObject({
      missing: [{ from: '2026-11-19', to: '2026-11-19', dueOn: '2026-11-20' }],
    });
    expect(await stateOf('EUR Main')).toMatchObject({ lastStatement: null, balance: null, missing: [] });
  });

  test('a balance entered by hand holds until a statement says it, and never beside one', async () => {
    const account = await stateOf('EUR Second');
    const bankAccountId = account?.id ?? '';
    const entered = { bankAccountId, date: '2026-11-19', amount: '-5.50', note: 'Online banking' };
    await run(scope, enterBalance, entered, clock);
    const [newest] = await read(scope, 'viewSettings', (tx) => lastBalances(tx, bankAccountId, 1));
    expect(newest).toMatchObject({ origin: 'entered', note: 'Online banking' });
    expect(await stateOf('EUR Second')).toMatchObject({ balance: '-5.5000', missing: [] });
    await expect(run(scope, enterBalance, { ...entered, date: '2026-11-18' }, clock)).rejects.toMatchObject({
      problems: [{ pointer: '/date' }],
    });
    await expect(run(scope, enterBalance, { ...entered, date: '2026-11-21' }, clock)).rejects.toMatchObject({
      problems: [{ pointer: '/date', message: 'This day has not come yet.' }],
    });
    await upload(OTHER_IBAN, '261119', 110);
    const days = await read(scope, 'viewSettings', (tx) => lastBalances(tx, bankAccountId, 5));
    expect(days).toMatchObject([
      { date: '2026-11-19', amount: '120.0000', origin: 'statement', note: '' },
      { date: '2026-11-18', amount: '110.0000', origin: 'statement' },
    ]);
  });

  test('a file may prove a balance that is entered by hand: it has to be here, and is checked with the record', async () => {
    const { id: bankAccountId = '' } = (await stateOf('EUR Main')) ?? {};
    const proof = await storeFile(tenantId, Buffer.from('%PDF-1.7 a page of the bank'));
    const attachment = { name: 'portal.pdf', sha256: proof.sha256 };
    const entered = { bankAccountId, date: '2026-11-17', amount: '7.00' };
    const absent = { ...attachment, sha256: '0'.repeat(64) };
    await expect(run(scope, enterBalance, { ...entered, attachment: absent }, clock)).rejects.toMatchObject({
      problems: [{ pointer: '/attachment' }],
    });
    await run(scope, enterBalance, { ...entered, attachment }, clock);
    const proofOf = (date: string) =>
      read(scope, 'viewSettings', (tx) => proofOfBalance(tx, bankAccountId, date));
    expect(await proofOf('2026-11-17')).toEqual(attachment);
    await expect(proofOf('2026-11-16')).rejects.toMatchObject({ code: 'notFound' });
    expect((await verify(tenantId)).findings.count).toBe(0);
    rmSync(join(folder, tenantId, proof.sha256));
    expect((await verify(tenantId)).findings.count).toBe(1);
  });

  test('its holidays and its leading format can be chosen, and what is not said stays', async () => {
    const account = await stateOf('EUR Second');
    expect(account).toMatchObject({ holidayCalendar: 'TARGET', leadingFormat: 'mt940' });
    const { entityId, shortName } = account ?? { entityId: '', shortName: '' };
    const change = async (more: object) =>
      run(scope, changeBankAccount, {
        ...{ bankAccountId: account?.id ?? '', version: (await stateOf('EUR Second'))?.version ?? 0 },
        ...{ entityId, shortName, ...more },
      });
    await change({ leadingFormat: 'camt053', holidayCalendar: 'US' });
    expect(await stateOf('EUR Second')).toMatchObject({ leadingFormat: 'camt053', holidayCalendar: 'US' });
    await change({});
    expect(await stateOf('EUR Second')).toMatchObject({
      leadingFormat: 'camt053',
      holidayCalendar: 'TARGET',
    });
    for (const format of ['mt942', 'zip']) {
      await expect(change({ leadingFormat: format as never })).rejects.toMatchObject({ code: 'invalid' });
    }
  });
});
