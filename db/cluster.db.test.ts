import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { connect } from './client.ts';
import { serversIn } from './cluster/processes.ts';
import { type Cluster, type ClusterOptions, startCluster } from './cluster.ts';

const cleanUp: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const task of cleanUp.splice(0).reverse()) await task();
});

function folder(mode = 0o711): string {
  const dir = mkdtempSync(join(tmpdir(), 'nexus-ground-'));
  chmodSync(dir, mode);
  cleanUp.push(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

async function start(dir: string, more: Partial<ClusterOptions> = {}): Promise<Cluster> {
  const logFile = join(dir, 'postgres.log');
  const cluster = await startCluster({ dataDir: join(dir, 'database'), logFile, password: 'p ä/:', ...more });
  cleanUp.push(async () => {
    await cluster.stop();
    rmSync(cluster.dataDir, { recursive: true, force: true });
  });
  return cluster;
}

async function ask<Row>(cluster: Cluster, query: string): Promise<Row[]> {
  const { sql } = connect(cluster.adminUrl, { max: 1 });
  try {
    return (await sql.unsafe(query)) as unknown as Row[];
  } finally {
    await sql.end();
  }
}

describe('the embedded PostgreSQL', () => {
  test('is version 18, with checksums, UTF-8 and an order of text that no library update changes', async () => {
    const cluster = await start(folder(), { throwAway: true });
    const [settings] = await ask(
      cluster,
      `select current_setting('server_version_num')::int / 10000 as version, current_setting('data_checksums') as checksums,
              current_setting('password_encryption') as passwords, datlocprovider as provider, datlocale as locale,
              pg_encoding_to_char(encoding) as encoding from pg_database where datname = current_database()`,
    );
    expect(settings).toEqual({
      version: 18,
      checksums: 'on',
      passwords: 'scram-sha-256',
      provider: 'b',
      locale: 'C.UTF-8',
      encoding: 'UTF8',
    });
  });

  test('keeps what was committed when it is killed, and stops the orphans of a killed run', async () => {
    const dir = folder();
    const first = await start(dir);
    await ask(first, 'create table kept (n int)');
    await ask(first, 'insert into kept values (42)');
    process.kill(first.process.pid, 'SIGKILL');
    await first.exited;
    const second = await start(dir, { port: first.port });
    expect(await ask(second, 'select n from kept')).toEqual([{ n: 42 }]);
    const third = await start(dir);
    await second.exited;
    expect(serversIn(third.dataDir).map(({ pid }) => pid)).toContain(third.process.pid);
    expect(await ask(third, 'select n from kept')).toEqual([{ n: 42 }]);
  });

  test('makes its cluster again when making it was interrupted, and refuses a data directory with parts missing', async () => {
    const dir = folder();
    mkdirSync(join(dir, 'database.new/data'), { recursive: true });
    writeFileSync(join(dir, 'database.new/data/PG_VERSION'), '18\n');
    const cluster = await start(dir, { throwAway: true });
    expect(cluster.dataDir).toBe(join(dir, 'database'));
    await cluster.stop();
    rmSync(join(cluster.dataDir, 'global/pg_control'));
    await expect(start(dir)).rejects.toThrow(/incomplete \(global\/pg_control is missing\)/);
    writeFileSync(join(cluster.dataDir, 'global/pg_control'), '');
    writeFileSync(join(cluster.dataDir, 'PG_VERSION'), '17\n');
    await expect(start(dir)).rejects.toThrow(/made by PostgreSQL 17/);
    writeFileSync(join(cluster.dataDir, 'PG_VERSION'), '18\n');
    await expect(start(dir, { password: 'another' })).rejects.toThrow(/made with other keys/);
  });

  test('takes another port when its own is in use, and ignores a lock whose number belongs to a stranger now', async () => {
    const dir = folder();
    const first = await start(dir, { throwAway: true });
    await first.stop();
    const stranger = spawn('sleep', ['60'], { stdio: 'ignore' });
    cleanUp.push(() => void stranger.kill());
    const blocker = await start(folder(), { throwAway: true, port: first.port });
    writeFileSync(
      join(first.dataDir, 'postmaster.pid'),
      `${stranger.pid}\n${first.dataDir}\n1\n${first.port}\n\n\n\nready\n`,
    );
    const second = await start(dir, { port: first.port });
    expect(second.port).not.toBe(blocker.port);
    expect(await ask(second, 'select 1 as n')).toEqual([{ n: 1 }]);
    expect(stranger.exitCode).toBeNull();
  });

  test.runIf(process.getuid?.() === 0)(
    'as root in a closed folder, the data goes where its own user can enter',
    async () => {
      const dir = folder(0o700);
      const said: string[] = [];
      const cluster = await start(dir, { throwAway: true, say: (sentence) => said.push(sentence) });
      expect(cluster.dataDir).toMatch(/^\/var\/lib\/nexus\/[0-9a-f]{12}\/database-[0-9a-f]{12}$/);
      expect(said).toEqual([expect.stringContaining('/var/lib/nexus/')]);
      expect(await ask(cluster, 'select 1 as n')).toEqual([{ n: 1 }]);
    },
  );
});
