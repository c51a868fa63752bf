import { test } from 'vitest';
import { testDatabase } from '#db/testing/database.ts';
import { replayProperty } from './testing/replay-property.ts';

const { sql } = await testDatabase();

test('whatever is done, a replay makes the rows that are there, and the invariants hold', async () => {
  await replayProperty(sql, 400);
}, 3_600_000);
