import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launch, newPerson } from './browser.ts';
import { foundCompany } from './company.ts';
import { announced } from './journeys/announced.ts';
import { everyPage } from './journeys/every-page.ts';
import { firstRun } from './journeys/first-run.ts';
import { people } from './journeys/people.ts';
import { sessions } from './journeys/sessions.ts';
import { uploads } from './journeys/uploads.ts';
import { startNexus } from './nexus.ts';
import type { World } from './world.ts';

const world = {} as World;

beforeAll(async () => {
  [world.nexus, world.browser] = await Promise.all([startNexus(), launch()]);
  world.owner = await newPerson(world.browser);
  await foundCompany(world.owner, world.nexus);
});

afterAll(async () => {
  await world.browser?.close();
  await world.nexus?.stop();
});

describe('from the first run to a cleared row', () => firstRun(world));
describe('statement files that are not as they should be', () => uploads(world));
describe('what banks announce', () => announced(world));
describe('people', () => people(world));
describe('sessions and passkeys', () => sessions(world));
describe('every page', () => everyPage(world));

test('after all of it the record verifies', async () => {
  expect(await world.nexus.command('verify')).toMatch(/: clean/);
});
