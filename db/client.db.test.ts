import { once } from 'node:events';
import { createServer, connect as dial, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { config, forgetConfig } from '#lib/config.ts';
import { database } from './client.ts';
import { testDatabase } from './testing/database.ts';

const { sql } = await testDatabase();

const partsOf = (id: number) => (id % 5 === 0 ? 3 : 2);

/** Stands between the pool and PostgreSQL, and cuts connections when it is told to. */
const through = new Set<Socket>();
const proxy = createServer((near) => {
  const { hostname, port } = new URL(process.env.DATABASE_ADMIN_URL ?? '');
  const far = dial(Number(port), hostname);
  through.add(near);
  near.on('close', () => through.delete(near));
  for (const socket of [near, far]) socket.on('error', () => {});
  near.pipe(far).pipe(near);
  near.on('close', () => far.destroy());
  far.on('close', () => near.destroy());
});

beforeAll(async () => {
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const url = new URL(config().databaseUrl ?? '');
  url.search = ''; // not by the socket, which nothing could stand in
  url.port = String((proxy.address() as { port: number }).port);
  process.env.DATABASE_URL = url.toString();
  forgetConfig();
  await sql`CREATE TABLE written (id int, part int)`;
  await sql`GRANT ALL ON written TO nexus_app`;
});
afterAll(() => void proxy.close());

test('what was committed is there whole, and what was not is not, however connections are cut', async () => {
  const committed = new Set<number>();
  const failed = new Set<number>();
  let next = 0;
  const until = performance.now() + 3_000;
  const writer = async () => {
    while (performance.now() < until) {
      const id = next++;
      try {
        await database().drizzle.transaction(async (tx) => {
          await tx.execute(`INSERT INTO written VALUES (${id}, 1)`);
          if (id % 3 === 0) await sleep(id % 40);
          await Promise.all([tx.execute(`INSERT INTO written VALUES (${id}, 2)`), tx.execute('SELECT 1')]);
          if (id % 5 === 0)
            await tx.transaction((inner) => inner.execute(`INSERT INTO written VALUES (${id}, 3)`));
        });
        committed.add(id);
      } catch {
        failed.add(id);
      }
    }
  };
  const writing = Promise.all(Array.from({ length: 16 }, writer));
  while (performance.now() < until) {
    await sleep(Math.random() * 40);
    for (const socket of through) if (Math.random() < 0.5) socket.destroy();
  }
  await writing;
  const rows = await sql<
    { id: number; parts: number }[]
  >`SELECT id, count(DISTINCT part)::int AS parts, count(*)::int AS n FROM written GROUP BY 1`;
  const stored = new Map(rows.map(({ id, parts }) => [id, parts]));
  const lost = [...committed].filter((id) => stored.get(id) !== partsOf(id));
  const half = [...stored].filter(([id, parts]) => parts !== partsOf(id));
  expect({ lost, half }).toEqual({ lost: [], half: [] });
  expect(committed.size).toBeGreaterThan(20);
  expect(failed.size).toBeGreaterThan(10);
});
