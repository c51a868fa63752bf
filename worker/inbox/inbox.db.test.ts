import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { testDatabase } from '#db/testing/database.ts';
import { importFile } from '#domains/erp/statements/import-file.ts';
import { operatorScope, systemScope } from '#domains/identity/machine-scopes.ts';
import { createWorkspace } from '#domains/identity/workspace/create-workspace.ts';
import { run } from '#domains/run.ts';
import { openBankAccount } from '#domains/treasury/accounts/open-bank-account.ts';
import { forgetConfig } from '#lib/config.ts';
import { type Id, newId } from '#lib/ids.ts';
import { Inbox } from './inbox.ts';
import { watchInbox } from './watch.ts';

/** What the disk answers while a file is stored. */
const disk = vi.hoisted(() => ({ refusal: null as string | null }));
vi.mock('#db/files.ts', async (load) => {
  const files = await load<typeof import('#db/files.ts')>();
  const storeFile: typeof files.storeFile = async (...args) => {
    const { refusal: code } = disk;
    if (code) throw Object.assign(new Error(`${code}: the disk says no`), { code, syscall: 'write' });
    return files.storeFile(...args);
  };
  return { ...files, storeFile };
});

const { sql } = await testDatabase();
const home = mkdtempSync(join(tmpdir(), 'nexus-inbox-'));
process.env.NEXUS_FILES = join(home, 'stored');
forgetConfig();
afterAll(() => rmSync(home, { recursive: true, force: true }));

const IBAN = 'DE89370400440532013000';
let number = 0;
/** A statement without rows, of the next number. */
const statement = (iban = IBAN) =>
  `:20:X\r\n:25:${iban}\r\n:28C:${++number}/1\r\n:60F:C261102EUR1,00\r\n:62F:C261102EUR1,00\r\n-\r\n`;

async function company(name: string): Promise<Id> {
  const id = newId();
  const entities = [{ code: 'DE01', name, baseCurrency: 'EUR' }];
  await run(operatorScope(id), createWorkspace, {
    name,
    defaultCurrency: 'EUR',
    timeZone: 'Europe/Berlin',
    entities,
  });
  const account = { entityId: 'DE01', account: IBAN, currency: 'EUR', shortName: 'Main' };
  await run(operatorScope(id), openBankAccount, account);
  return id;
}

let halden: Id;
let folder: string;
let inbox: Inbox;
let now_ms: number;
let reported: string[];

beforeAll(async () => {
  halden = await company('Halden');
});
beforeEach(() => {
  folder = mkdtempSync(join(home, 'inbox-'));
  reported = [];
  now_ms = 0;
  restart();
});

/** A worker that remembers nothing. */
function restart() {
  inbox = new Inbox(folder, (error) => reported.push(error.message));
}

const lay = (name: string, text: string) => writeFileSync(join(folder, name), text);
const look = async (times = 1) => {
  for (let n = 0; n < times; n++) {
    now_ms += 5_000;
    await inbox.look(now_ms);
  }
};
const names = (subfolder = '') =>
  existsSync(join(folder, subfolder)) ? readdirSync(join(folder, subfolder)).sort() : [];
const reason = (name: string) => readFileSync(join(folder, `${name}.reason.txt`), 'utf8');
const uploads = (filename: string) =>
  sql`SELECT status, tenant_id FROM statement_files WHERE filename = ${filename}`;

/** What the worker's jobs do meanwhile. */
async function readAll() {
  const files = await sql`SELECT id, tenant_id FROM statement_files WHERE status = 'uploaded'`;
  for (const { id, tenant_id } of files) {
    await importFile(systemScope(tenant_id, 'test'), id, new AbortController().signal);
  }
}

test('a file is read once it stands still over two looks, and ends in done when it is imported', async () => {
  lay('a.sta', statement().slice(0, 40));
  await look();
  lay('a.sta', statement());
  await look();
  expect(await uploads('a.sta')).toHaveLength(0);
  await look();
  expect(await uploads('a.sta')).toMatchObject([{ status: 'uploaded', tenant_id: halden }]);
  expect(names()).toEqual(['a.sta']);
  await readAll();
  await look();
  expect([names(), names('done')]).toEqual([['done'], ['a.sta']]);
  const [event] = await sql`SELECT metadata FROM event_store.events WHERE type = 'StatementUploaded' LIMIT 1`;
  expect(JSON.parse(event?.metadata).actor).toEqual({ kind: 'system', id: 'inbox' });
});

test('what is refused ends in failed with the reason beside it', async () => {
  lay('page.sta', '<!DOCTYPE html><html><body>Sign in</body></html>');
  await look(2);
  await readAll();
  await look();
  expect(names('failed')).toEqual(['page.sta', 'page.sta.reason.txt']);
  expect(reason('failed/page.sta')).toMatch(/HTML/);
});

test('what waits for a person is in Nexus, and so is done, with a note', async () => {
  lay('new-account.sta', statement('NL91ABNA0417164300'));
  await look(2);
  await readAll();
  await look();
  expect(names('done')).toEqual(['new-account.sta', 'new-account.sta.reason.txt']);
  expect(reason('done/new-account.sta')).toMatch(
    /^This file waits for somebody in Nexus.*NL91ABNA0417164300/,
  );
});

test('unfinished names, dotfiles, folders and links are left alone', async () => {
  const secret = join(home, 'secret.sta');
  writeFileSync(secret, statement());
  symlinkSync(secret, join(folder, 'link.sta'));
  mkdirSync(join(folder, 'folder.sta'));
  for (const name of ['a.sta.part', 'b.tmp', 'c.filepart', '.d.sta']) lay(name, statement());
  const before = names();
  await look(3);
  expect(names()).toEqual(before);
  const [count] = await sql`SELECT count(*)::int AS n FROM statement_files WHERE status = 'uploaded'`;
  expect(count?.n).toBe(0);
});

test('a file that becomes a link between two looks is not followed', async () => {
  const secret = join(home, 'other-secret.sta');
  writeFileSync(secret, statement());
  lay('swap.sta', statement());
  await look();
  rmSync(join(folder, 'swap.sta'));
  symlinkSync(secret, join(folder, 'swap.sta'));
  await look(2);
  expect(await uploads('swap.sta')).toHaveLength(0);
  expect(names()).toEqual(['swap.sta']);
});

test('a name that would lead elsewhere, or turns the direction of what follows, stays a name', async () => {
  lay('x\\..\\\u202efdp.sta', statement());
  await look(2);
  expect(await uploads('fdp.sta')).toHaveLength(1);
  await readAll();
  await look();
  expect(names('done')).toEqual(['x\\..\\\u202efdp.sta']);
});

test('a worker that was killed between import and move imports nothing twice', async () => {
  lay('killed.sta', statement());
  await look(2);
  await readAll();
  restart();
  await look(2);
  expect([names(), names('done')]).toEqual([['done'], ['killed.sta']]);
  expect(await uploads('killed.sta')).toHaveLength(1);
});

test('a worker that was killed in the middle of the move ends it under the next name', async () => {
  lay('half.sta', statement());
  mkdirSync(join(folder, 'done'));
  lay('done/half.sta', '');
  await look(2);
  await readAll();
  await look();
  expect(names('done')).toEqual(['half-2.sta', 'half.sta']);
});

test.each(['ENOSPC', 'EACCES'])(
  '%s is said once, the file stays, and is read when it can be',
  async (code) => {
    const name = `${code}.sta`;
    lay(name, statement());
    disk.refusal = code;
    await look(30);
    disk.refusal = null;
    expect(reported).toEqual([`${code}: the disk says no`]);
    expect([names(), [...(await uploads(name))]]).toEqual([[name], []]);
    now_ms += 60_000;
    await look();
    await readAll();
    await look();
    expect(names('done')).toEqual([name]);
  },
);

test('a file that cannot be moved is not imported again, and moves once it can', async () => {
  lay('stuck.sta', statement());
  symlinkSync(home, join(folder, 'done'));
  await look(2);
  await readAll();
  await look(20);
  expect(reported).toEqual([expect.stringMatching(/done is not a folder/)]);
  expect(names()).toContain('stuck.sta');
  rmSync(join(folder, 'done'));
  now_ms += 60_000;
  await look();
  expect(names('done')).toEqual(['stuck.sta']);
  expect(await uploads('stuck.sta')).toHaveLength(1);
});

test('a folder that is not there is said once, and watched as soon as it is', async () => {
  rmSync(folder, { recursive: true });
  await look(5);
  expect(reported).toEqual([expect.stringMatching(/ENOENT/)]);
  mkdirSync(folder);
  lay('late.sta', statement());
  now_ms += 60_000;
  await look(2);
  expect(await uploads('late.sta')).toHaveLength(1);
});

test('the watch looks by itself until it is stopped', async () => {
  lay('watched.sta', statement());
  const watch = watchInbox(folder, 0.05, (error) => reported.push(error.message));
  await vi.waitFor(async () => expect(await uploads('watched.sta')).toHaveLength(1), 10_000);
  await readAll();
  await vi.waitFor(() => expect(names('done')).toEqual(['watched.sta']), 10_000);
  await watch.stop();
  lay('afterwards.sta', statement());
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(await uploads('afterwards.sta')).toHaveLength(0);
});

test('with several companies each has its own sub-folder, and a file beside them is nobody’s', async () => {
  const petersen = await company('Petersen');
  const [tenant] = await sql`SELECT slug FROM tenants WHERE id = ${petersen}`;
  const slug = String(tenant?.slug);
  mkdirSync(join(folder, slug));
  mkdirSync(join(home, 'outside'));
  symlinkSync(join(home, 'outside'), join(folder, 'halden'));
  writeFileSync(join(home, 'outside/linked.sta'), statement());
  lay(`${slug}/theirs.sta`, statement());
  lay('stray.sta', statement());
  await look(2);
  expect(await uploads('theirs.sta')).toMatchObject([{ tenant_id: petersen }]);
  expect(await uploads('stray.sta')).toHaveLength(0);
  expect(await uploads('linked.sta')).toHaveLength(0);
  expect(reported).toEqual([expect.stringMatching(/^stray\.sta lies in no company's folder/)]);
  await readAll();
  await look();
  expect(names(`${slug}/done`)).toEqual(['theirs.sta']);
});
