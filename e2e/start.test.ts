import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answers, copyCheckout, eventually, freePort, npmStart, type Run, runNote } from './installation.ts';

const asRoot = process.getuid?.() === 0;
const outside = '/var/lib/nexus';

let dir: string;
let home: string;
let port: number;
let removeCheckout: () => void;
let outsideBefore: string[];
const runs: Run[] = [];

beforeAll(async () => {
  outsideBefore = listOutside();
  ({ dir, remove: removeCheckout } = copyCheckout());
  home = join(dir, '.nexus');
  port = await freePort();
});

afterAll(async () => {
  for (const run of runs) run.process.kill('SIGTERM');
  await Promise.all(runs.map((run) => run.ended));
  removeCheckout();
  for (const name of listOutside()) {
    if (!outsideBefore.includes(name)) rmSync(join(outside, name), { recursive: true, force: true });
  }
});

function listOutside(): string[] {
  try {
    return readdirSync(outside);
  } catch {
    return [];
  }
}

async function start(patience_ms: number): Promise<Run> {
  const run = npmStart(dir, { PORT: String(port) });
  runs.push(run);
  await eventually(
    () => run.said().includes('Nexus is ready') || run.process.exitCode !== null || undefined,
    patience_ms,
    run.said,
  );
  expect(run.said()).toContain(`http://localhost:${port}`);
  expect(await answers(port)).toBe(true);
  return run;
}

/** The home folder's own database, as its owner. */
async function ask<Row>(query: string): Promise<Row[]> {
  const { admin } = JSON.parse(readFileSync(join(home, 'keys/database.json'), 'utf8'));
  const note = JSON.parse(readFileSync(join(home, 'run/note.json'), 'utf8'));
  const sql = postgres(`postgres://postgres:${admin}@127.0.0.1:${note.database.port}/nexus`, { max: 1 });
  try {
    return (await sql.unsafe(query)) as unknown as Row[];
  } finally {
    await sql.end();
  }
}

describe('npm start', () => {
  test('comes up inside a folder that is closed to others, and says where PostgreSQL went', async () => {
    const run = await start(240_000);
    if (asRoot) expect(run.said()).toMatch(/programs and data are in \/var\/lib\/nexus\/[0-9a-f]{12}/);
    await ask('CREATE TABLE kept (n int)');
  });

  test('guards the browser by headers, counts by route, and logs no token', async () => {
    const [, token = ''] = /\/setup\/(\S+)/.exec(runs[0]?.said() ?? '') ?? [];
    const page = await fetch(`http://localhost:${port}/setup/${token}`);
    expect(page.status).toBe(200);
    const { headers } = page;
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'self';.*frame-ancestors 'none'/);
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('cache-control')).toMatch(/no-store/);
    const style = /\/_next\/static\/[^"]+\.css/.exec(await page.text())?.[0];
    const asset = await fetch(`http://localhost:${port}${style}`);
    expect(asset.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    const metrics = await (await fetch(`http://localhost:${port}/metrics`)).text();
    expect(metrics).toContain(
      'nexus_http_requests_total{method="GET",route="/setup/[token]",status="200"} 1',
    );
    expect(metrics).toContain('nexus_database_up 1');
    const proxied = { headers: { 'x-forwarded-for': '203.0.113.9' } };
    expect((await fetch(`http://localhost:${port}/metrics`, proxied)).status).toBe(404);
    const log = readFileSync(join(home, 'logs/web.log'), 'utf8');
    expect(log).toContain('"route":"/setup/[token]"');
    expect(log).not.toContain(token);
  });

  test('refuses a second instance on the same home, and a port that is in use', async () => {
    const second = npmStart(dir, { PORT: String(await freePort()) });
    expect(await second.ended).toBe(1);
    expect(second.said()).toMatch(/^Nexus is already running on .*\.nexus \(process \d+, npm start\)\.\n$/);

    const elsewhere = join(dir, '.other');
    const blocked = npmStart(dir, { PORT: String(port), NEXUS_HOME: elsewhere });
    expect(await blocked.ended).toBe(1);
    expect(blocked.said()).toMatch(
      new RegExp(`^Port ${port} on 127.0.0.1 is in use by another program.*\n$`),
    );

    const misspelt = npmStart(dir, { PORT: '80a' });
    expect(await misspelt.ended).toBe(1);
    expect(misspelt.said()).toBe('PORT must be a whole number from 1 to 65535, and is "80a".\n');

    const unwritable = npmStart(dir, { NEXUS_HOME: '/dev/null/nexus' });
    expect(await unwritable.ended).toBe(1);
    expect(unwritable.said()).toMatch(/^The folder \/dev\/null\/nexus cannot be used: .*\n$/);
  });

  test('revives web server, worker and database when they are killed, and loses nothing', async () => {
    const before = runNote(home);
    await ask('INSERT INTO kept VALUES (1)');
    for (const pid of [before.web, before.worker, before.database]) process.kill(pid, 'SIGKILL');
    await eventually(
      async () => {
        const now = runNote(home);
        const revived =
          now.web !== before.web && now.worker !== before.worker && now.database !== before.database;
        return revived && (await answers(port)) ? true : undefined;
      },
      20_000,
      runs[0]?.said ?? String,
    );
    const kept = await eventually(
      () => ask<{ n: number }>('SELECT n FROM kept').catch(() => undefined),
      10_000,
      String,
    );
    expect(kept).toEqual([{ n: 1 }]);
  });

  test('after its whole tree was killed, the next start stops what is left and is up within ten seconds', async () => {
    await ask('INSERT INTO kept VALUES (2)');
    const { owner, web } = runNote(home);
    process.kill(owner, 'SIGSTOP'); // so that it does not revive what dies next
    process.kill(web, 'SIGKILL');
    process.kill(owner, 'SIGKILL');
    await runs[0]?.ended;
    const began = performance.now();
    await start(30_000);
    expect(performance.now() - began).toBeLessThan(10_000);
    expect(await ask('SELECT n FROM kept ORDER BY n')).toEqual([{ n: 1 }, { n: 2 }]);
  });

  test('the home folder shows others nothing but a way through', () => {
    const open = readdirSync(home).filter((name) => (statSync(join(home, name)).mode & 0o077) !== 0);
    expect(open).toEqual([]);
    expect(statSync(home).mode & 0o777).toBe(0o711);
  });

  test('is gone with all its processes within five seconds of SIGTERM', async () => {
    const run = runs.at(-1);
    const pids = Object.values(runNote(home));
    const began = performance.now();
    run?.process.kill('SIGTERM');
    expect(await run?.ended).toBe(0);
    expect(performance.now() - began).toBeLessThan(5_000);
    for (const pid of pids) expect(() => process.kill(pid, 0)).toThrow();
  });
});
