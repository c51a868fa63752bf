import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { GET } from '#app/api/statements/[id]/route.ts';
import { POST } from '#app/api/statements/route.ts';
import { testDatabase } from '#db/testing/database.ts';
import { type API_KEY_SCOPES, createApiKey } from '#domains/identity/api-keys/create-api-key.ts';
import { operatorScope } from '#domains/identity/machine-scopes.ts';
import { createWorkspace } from '#domains/identity/workspace/create-workspace.ts';
import { run as runCommand } from '#domains/run.ts';
import { openBankAccount } from '#domains/treasury/accounts/open-bank-account.ts';
import { config, forgetConfig } from '#lib/config.ts';
import { newId } from '#lib/ids.ts';
import { takeJobs } from '#worker/jobs.ts';
import { run } from './statement-import.ts';

const { sql } = await testDatabase();
const folder = mkdtempSync(join(tmpdir(), 'nexus-import-'));
process.env.NEXUS_FILES = join(folder, 'stored');
forgetConfig();

const scope = operatorScope(newId());
const IBAN = 'DE89370400440532013000';
const MT940 = [
  ':20:NEXUS',
  `:25:${IBAN}`,
  ':28C:7/1',
  ':60F:C260901EUR1000,00',
  ':61:2609020902C500,00NTRFINV-77//A1',
  ':86:Customer pays INV-77',
  ':62F:C260902EUR1500,00',
  '-',
].join('\r\n');
const CSV = 'Date,Text,Amount\n2026-10-14,Rent,-12.50\n';

/** The web server, as far as files are concerned; `busy` answers so many requests with 503 first. */
let busy = 0;
const web = createServer(async (request, response) => {
  const url = `http://nexus${request.url}`;
  const { method } = request;
  const headers = new Headers(request.headers as Record<string, string>);
  const body = method === 'POST' ? (Readable.toWeb(request) as ReadableStream) : null;
  const asked = new Request(url, { method, headers, body, duplex: 'half' } as RequestInit);
  const id = /^\/api\/statements\/([^/?]+)/.exec(request.url ?? '')?.[1];
  const answer =
    busy-- > 0
      ? new Response(null, { status: 503 })
      : id
        ? await GET(asked, { params: Promise.resolve({ id }) })
        : await POST(asked);
  response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text());
});

let url: string;
let key: string;
let jobs: Awaited<ReturnType<typeof takeJobs>>;
let said: string[] = [];

const keyFor = (scopes: (typeof API_KEY_SCOPES)[number][]) =>
  runCommand(scope, createApiKey, { name: 'Files', scopes }).then((created) => created.key);

beforeAll(async () => {
  await runCommand(scope, createWorkspace, {
    name: 'Halden',
    defaultCurrency: 'EUR',
    timeZone: 'Europe/Berlin',
    entities: [{ code: 'DE01', name: 'Halden GmbH', baseCurrency: 'EUR' }],
  });
  const account = { entityId: 'DE01', account: IBAN, currency: 'EUR', shortName: 'Main' };
  await runCommand(scope, openBankAccount, account);
  key = await keyFor(['uploadStatement', 'viewStatements']);
  await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(web.address() as AddressInfo).port}`;
  jobs = await takeJobs(config().databaseUrl ?? '');
  mkdirSync(join(folder, 'bank/october'), { recursive: true });
  writeFileSync(join(folder, 'bank/a.sta'), MT940);
  writeFileSync(join(folder, 'bank/october/b.csv'), CSV);
  vi.spyOn(console, 'log').mockImplementation((line) => said.push(line));
});
afterEach(() => {
  said = [];
});
afterAll(async () => {
  web.close();
  await jobs.stop(1_000);
  rmSync(folder, { recursive: true, force: true });
});

const bank = () => join(folder, 'bank');
const imports = (...args: string[]) => run(['--key', key, '--url', url, ...args]);
const lines = () => said.map((line) => line.replace(`${folder}/`, ''));

test('a folder is sent, and each file has its line and its reason', async () => {
  writeFileSync(join(folder, 'bank/page.html'), '<!DOCTYPE html><html><body>Sign in</body></html>');
  expect(await imports(bank())).toBe(1);
  expect(lines()).toEqual([
    'bank/a.sta: imported 1 row',
    expect.stringMatching(/^bank\/october\/b\.csv: (refused|waiting) because: .*currency/),
    expect.stringMatching(/^bank\/page\.html: refused because: .*HTML/),
  ]);
  rmSync(join(folder, 'bank/page.html'));
});

test('a second run imports nothing twice, and --account has read what named no account', async () => {
  expect(await imports('--account', IBAN, bank())).toBe(0);
  expect(lines()).toEqual([
    'bank/a.sta: here already as a.sta: 1 row',
    'bank/october/b.csv: here already as b.csv: 1 row',
  ]);
  const rows = () => sql`SELECT amount FROM statement_rows ORDER BY transaction_date`;
  expect((await rows()).map(({ amount }) => amount)).toEqual(['500.0000', '12.5000']);
  expect(await imports('--account', IBAN, bank())).toBe(0);
  expect(await rows()).toHaveLength(2);
});

test('a server that is busy is asked again', async () => {
  busy = 1;
  expect(await imports(join(folder, 'bank/a.sta'))).toBe(0);
});

test('a file that is not there is said, and the others arrive', async () => {
  expect(await imports(join(folder, 'none.sta'), join(folder, 'bank/a.sta'))).toBe(1);
  expect(lines()).toEqual([
    expect.stringMatching(/^none\.sta: not sent: There is no such file/),
    'bank/a.sta: here already as a.sta: 1 row',
  ]);
});

test('a key that is unknown, or may not look, ends the run with one sentence', async () => {
  const wrong = ['--url', url, bank()];
  await expect(run(['--key', 'nexus_x', ...wrong])).rejects.toMatchObject({ code: 'unauthenticated' });
  const sender = await keyFor(['uploadStatement']);
  await expect(run(['--key', sender, ...wrong])).rejects.toMatchObject({
    code: 'forbidden',
    message: 'This API key is not made for viewStatements.',
  });
});

test.each([
  [['--key', 'k'], /No file/],
  [['a.sta'], /No API key/],
  [['--key', 'k', '--url', 'ftp://x', 'a.sta'], /--url "ftp:\/\/x"/],
])('%j is refused', async (args, sentence) => {
  await expect(run(args)).rejects.toThrow(sentence);
});
