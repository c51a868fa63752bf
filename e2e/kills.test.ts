import { afterAll, beforeAll, expect, test } from 'vitest';
import { beginLoad, loadWhileKilling, settle } from './kills.ts';
import { type Nexus, startNexus } from './nexus.ts';

// The long version, with the same checks, is kills.long.test.ts.
const seed = Number(process.env.NEXUS_SEED || Date.now() % 100_000);
const KILLS = 5;

let nexus: Nexus;

beforeAll(async () => {
  nexus = await startNexus();
});
afterAll(() => nexus?.stop());

test(`what was acknowledged is there exactly once, whoever was killed while it came in (NEXUS_SEED=${seed})`, async () => {
  const load = await beginLoad(nexus, seed);
  const acknowledged = await loadWhileKilling(nexus, load, { seed, kills: KILLS });
  const stored = await settle(nexus, load);
  expect(new Set(stored.documents)).toEqual(acknowledged.documents);
  expect(new Set(stored.files)).toEqual(acknowledged.files);
  expect(stored).toMatchObject({ rows: load.expected.rows, twice: 0, failedJobs: [] });
  expect(stored.documents).toHaveLength(load.expected.documents);
  expect(stored.files).toHaveLength(load.expected.files);
  expect(stored.messages).toBe(load.company.deliveries.length);
  expect(await nexus.command('verify')).toMatch(/: clean/);
});
