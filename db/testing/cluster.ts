import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { end, isAlive, markOf, type ProcessMark } from '../cluster/processes.ts';
import { startCluster } from '../cluster.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Superuser's URL of the throw-away cluster that all database tests of one run share. */
    adminUrl: string;
  }
}

/** Vitest's global setup: one cluster for the whole run, stopped and deleted at its end. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const cluster = await startThrowAwayCluster();
  project.provide('adminUrl', cluster.adminUrl);
  return async () => {
    await cluster.remove();
    rmSync(process.env.NEXUS_HOME ?? '', { recursive: true, force: true });
  };
}

/** A cluster that nobody minds losing: it flushes nothing to disk. `remove` stops and deletes it. */
export async function startThrowAwayCluster(): Promise<{ adminUrl: string; remove: () => Promise<void> }> {
  await removeAbandoned();
  const dir = mkdtempSync(join(tmpdir(), prefix));
  chmodSync(dir, 0o711);
  const cluster = await startCluster({
    dataDir: join(dir, 'data'),
    logFile: join(dir, 'postgres.log'),
    password: randomBytes(18).toString('base64url'),
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' },
    throwAway: true,
  }).catch((error) => {
    rmSync(dir, { recursive: true, force: true });
    throw error;
  });
  const remains = { owner: markOf(process.pid), server: cluster.process, dataDir: cluster.dataDir };
  writeFileSync(join(dir, 'remains.json'), JSON.stringify(remains));
  return {
    adminUrl: cluster.adminUrl,
    async remove() {
      await cluster.stop(2_000);
      for (const path of [cluster.dataDir, dir]) rmSync(path, { recursive: true, force: true });
    },
  };
}

const prefix = 'nexus-cluster-';

/** A test run that was killed leaves its server behind; the next one clears it away. */
async function removeAbandoned(): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((name) => name.startsWith(prefix))) {
    const dir = join(tmpdir(), name);
    try {
      const text = readFileSync(join(dir, 'remains.json'), 'utf8');
      const { owner, server, dataDir } = JSON.parse(text) as {
        owner: ProcessMark;
        server: ProcessMark;
        dataDir: string;
      };
      if (isAlive(owner)) continue;
      await end(server, [['SIGQUIT', 2_000]]);
      for (const path of [dataDir, dir]) rmSync(path, { recursive: true, force: true });
    } catch {
      // just being made, or another user's
    }
  }
}
