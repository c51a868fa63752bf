import { afterAll, beforeAll, expect, test } from 'vitest';
import { SEED } from '#sample/load.ts';
import { beginLoad, letWorkerLoadWhileKilling, loadWhileKilling, settle } from './kills.ts';
import { type Nexus, startNexus } from './nexus.ts';

const firstSeed = Number(process.env.NEXUS_SEED || Date.now() % 100_000);
const ROUNDS = 6;
const KILLS = 12;

let nexus: Nexus;

beforeAll(async () => {
  nexus = await startNexus();
});
afterAll(() => nexus?.stop());

test.each(Array.from({ length: ROUNDS }, (_, round) => firstSeed + round))(
  'NEXUS_SEED=%i: what was acknowledged is there exactly once, whoever was killed while it came in',
  async (seed) => {
    const load = await beginLoad(nexus, seed);
    const acknowledged = await loadWhileKilling(nexus, load, { seed, kills: KILLS });
    const stored = await settle(nexus, load);
    expect(new Set(stored.documents)).toEqual(acknowledged.documents);
    expect(new Set(stored.files)).toEqual(acknowledged.files);
    expect(stored).toMatchObject({ rows: load.expected.rows, twice: 0, failedJobs: [] });
    expect(stored.documents).toHaveLength(load.expected.documents);
    expect(stored.messages).toBe(load.company.deliveries.length);
  },
);

test('the worker’s own load of the sample company goes on where it was killed', async () => {
  const load = await beginLoad(nexus, SEED);
  await letWorkerLoadWhileKilling(nexus, load, { seed: firstSeed, kills: 4 });
  const stored = await settle(nexus, load);
  expect(stored).toMatchObject({ rows: load.expected.rows, twice: 0, failedJobs: [] });
  expect(stored.documents).toHaveLength(load.expected.documents);
  expect(stored.files).toHaveLength(load.expected.files);
});

test('afterwards every record verifies', async () => {
  const said = await nexus.command('verify');
  expect(said.match(/: clean/g)).toHaveLength(ROUNDS + 1);
});
