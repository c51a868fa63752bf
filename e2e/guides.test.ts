import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventually } from './installation.ts';
import { type Nexus, startNexus } from './nexus.ts';

const run = promisify(execFile);
const checkout = join(import.meta.dirname, '..');
const guide = readFileSync(join(checkout, 'docs/guides/integrators.md'), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'nexus-guide-'));

let nexus: Nexus;
let env: NodeJS.ProcessEnv;

beforeAll(async () => {
  nexus = await startNexus();
  await nexus.command(
    'workspace',
    'create',
    '--name',
    'Halden',
    '--currency',
    'EUR',
    '--time-zone',
    'Europe/Berlin',
    '--entity',
    'DE01=Halden GmbH',
  );
  const integration = JSON.parse(await nexus.command('integration', 'create', '--name', 'ERP', '--json'));
  const key = JSON.parse(
    await nexus.command(
      'key',
      'create',
      '--name',
      'Files',
      '--for',
      'uploadStatement',
      '--for',
      'viewStatements',
      '--json',
    ),
  );
  env = {
    ...process.env,
    WEBHOOK: integration.webhook,
    SIGNING_SECRET: integration.signingSecret,
    NEXUS_URL: nexus.url,
    API_KEY: key.key,
  };
  writeFileSync(join(folder, 'invoice.json'), block(/```json\n([\s\S]*?)```/));
  writeFileSync(
    join(folder, 'november.sta'),
    ':20:X\r\n:25:DE89370400440532013000\r\n:28C:1/1\r\n:60F:C261102EUR1,00\r\n:62F:C261102EUR1,00\r\n-\r\n',
  );
});

afterAll(async () => {
  await nexus?.stop();
  rmSync(folder, { recursive: true, force: true });
});

function block(pattern: RegExp): string {
  const found = pattern.exec(guide)?.[1];
  if (!found) throw new Error(`The guide has nothing like ${pattern}.`);
  return found;
}

const example = (name: string) =>
  block(new RegExp(`<!-- example: ${name} -->\\n\`\`\`\\w+\\n([\\s\\S]*?)\`\`\``));

test('the curl example posts the document of the guide', async () => {
  const { stdout } = await run('bash', ['-euc', example('curl')], { cwd: folder, env });
  expect(JSON.parse(stdout).results).toMatchObject([{ index: 0, outcome: 'ingested', problems: [] }]);
});

test('the Node example posts it again, and is told that it is known', async () => {
  writeFileSync(join(folder, 'post.mjs'), example('node'));
  const { stdout } = await run(process.execPath, ['post.mjs'], { cwd: folder, env });
  expect(stdout).toMatch(/^200 .*"outcome":"known"/);
});

test('the Python example does too', async ({ skip }) => {
  writeFileSync(join(folder, 'post.py'), example('python'));
  const hasPython = await run('python3', ['--version']).catch(() => null);
  if (!hasPython) skip('there is no Python here');
  const { stdout } = await run('python3', ['post.py'], { cwd: folder, env });
  expect(JSON.parse(stdout).results).toMatchObject([{ outcome: 'known' }]);
});

test('the upload example hands a file in, and its status says what became of it', async () => {
  const { stdout } = await run('bash', ['-euc', example('upload')], { cwd: folder, env });
  const answer = JSON.parse(stdout);
  expect(answer).toMatchObject({ outcome: 'uploaded', filename: 'november.sta' });
  const status = await eventually(
    async () => {
      const headers = { authorization: `Bearer ${env.API_KEY}` };
      const found = await (await fetch(nexus.url + answer.statusUrl, { headers })).json();
      return found.status === 'uploaded' ? undefined : found;
    },
    30_000,
    nexus.said,
  );
  expect(status.status).toBe('waiting');
  expect(status.errorMessage).toContain('DE89370400440532013000');
});

test('the tour of the README posts an invoice', async () => {
  const line = /^ *(bin\/nexus integration create .*)$/m.exec(
    readFileSync(join(checkout, 'README.md'), 'utf8'),
  )?.[1];
  const { stdout } = await run('bash', ['-euc', line ?? 'false'], { cwd: checkout, env: nexus.env });
  expect(stdout).toMatch(/^200 .*"outcome":"ingested"/);
});

test('afterwards the record verifies', async () => {
  expect(await nexus.command('verify')).toMatch(/: clean/);
});
