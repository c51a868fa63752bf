import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { YOUNG_SPACE } from '#bin/supervisor/children.ts';
import { closeDatabase, connect } from '#db/client.ts';
import { startCluster } from '#db/cluster.ts';
import { migrate } from '#db/migrate.ts';
import { operatorScope } from '#domains/identity/machine-scopes.ts';
import { sealSession, sessionCookie } from '#domains/identity/sessions/cookie.ts';
import { createWorkspace } from '#domains/identity/workspace/create-workspace.ts';
import { run as runCommand } from '#domains/run.ts';
import { forgetConfig } from '#lib/config.ts';
import { type BenchRow, median, percentile } from './bench-row.ts';
import { benchTenant, fillLargeCompany } from './large-company.ts';

const root = new URL('..', import.meta.url).pathname;
const SIZE = 100_000;
const PORT = 38_421;
const VISITS = 60;
const MEDIAN_LIMIT_MS = 50;
const P99_LIMIT_MS = 150;

/** Server time of every page at 100,000 documents and 100,000 bank rows: from request to last byte on loopback, one visitor at a time. */
export async function run(): Promise<BenchRow[]> {
  const dir = mkdtempSync(join(tmpdir(), 'nexus-pages-'));
  const password = randomBytes(12).toString('hex');
  const cluster = await startCluster({
    dataDir: join(dir, 'data'),
    logFile: join(dir, 'log'),
    password,
    throwAway: true,
  });
  let server: ChildProcess | undefined;
  try {
    const { cookie, paths } = await prepare(cluster.adminUrl);
    execFileSync(join(root, 'node_modules/.bin/next'), ['build'], { cwd: root, stdio: 'ignore' });
    server = await serve();
    const rows: BenchRow[] = [];
    for (const [name, path] of Object.entries(paths)) rows.push(...(await visit(name, path, cookie)));
    return rows;
  } finally {
    server?.kill('SIGKILL');
    await closeDatabase();
    await cluster.stop();
    rmSync(dir, { recursive: true, force: true });
  }
}

async function prepare(adminUrl: string): Promise<{ cookie: string; paths: Record<string, string> }> {
  await migrate(adminUrl, { app: 'app', replay: 'replay' });
  const app = new URL(adminUrl);
  app.username = 'nexus_app';
  app.password = 'app';
  const settings = {
    DATABASE_URL: app.toString(),
    NEXUS_MASTER_KEY: randomBytes(32).toString('base64'),
    PORT: String(PORT),
  };
  Object.assign(process.env, settings);
  forgetConfig();
  const tenantId = benchTenant(1);
  await runCommand(operatorScope(tenantId), createWorkspace, {
    name: 'Large',
    defaultCurrency: 'EUR',
    timeZone: 'UTC',
  });
  const admin = connect(adminUrl, { max: 1 });
  const { token, documentId, statementId } = await fillLargeCompany(admin.sql, tenantId, SIZE);
  await admin.sql.end();
  const cookie = `${sessionCookie().name}=${await sealSession(token)}`;
  return {
    cookie,
    paths: {
      Overview: '/',
      Documents: '/documents',
      'Documents, open, by due date': '/documents?settlement=open',
      'Documents, by number': '/documents?q=INV-777',
      Document: `/documents/${documentId}`,
      Statements: '/statements',
      Statement: `/statements/${statementId}`,
      Reconciliation: '/reconciliation',
      Audit: '/audit',
      Search: '/api/search?q=INV-4711',
    },
  };
}

async function serve(): Promise<ChildProcess> {
  const server = spawn(process.execPath, [YOUNG_SPACE, 'bin/web.ts'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: { ...process.env, NODE_ENV: 'production' as const },
  });
  for (let tries = 0; tries < 200; tries++) {
    if (await fetch(`http://127.0.0.1:${PORT}/healthz`).catch(() => null)) return server;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('The web server does not answer.');
}

async function visit(name: string, path: string, cookie: string): Promise<BenchRow[]> {
  const times: number[] = [];
  for (let n = 0; n < VISITS + 10; n++) {
    const start = performance.now();
    const response = await fetch(`http://127.0.0.1:${PORT}${path}`, {
      headers: { cookie },
      redirect: 'manual',
    });
    await response.arrayBuffer();
    if (response.status !== 200) throw new Error(`${path} answered ${response.status}`);
    if (n >= 10) times.push(performance.now() - start);
  }
  const row = (what: string, ours: number, limit: number): BenchRow => ({
    name: `${name}, ${what}`,
    unit: 'ms',
    ours,
    peer: limit,
    ratio: limit / ours,
    target: 1,
    note: path.slice(0, 60),
  });
  return [row('median', median(times), MEDIAN_LIMIT_MS), row('p99', percentile(times, 0.99), P99_LIMIT_MS)];
}
