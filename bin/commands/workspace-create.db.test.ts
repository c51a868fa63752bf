import { expect, test } from 'vitest';
import { testDatabase } from '#db/testing/database.ts';
import { run as createIntegration } from './integration-create.ts';
import { run as createKey } from './key-create.ts';
import { run as createWorkspace } from './workspace-create.ts';

const { sql } = await testDatabase();

const company = ['--name', 'Halden', '--currency', 'EUR', '--time-zone', 'Europe/Berlin'];
const refusal = (work: Promise<number>) => work.then(() => 'done').catch((error: Error) => error.message);

test('what is wrong is said in one sentence, and nothing is left behind', async () => {
  expect(await refusal(createWorkspace([...company, '--owner-email', 'nobody']))).toMatch(/e-mail address/);
  expect(await refusal(createWorkspace([...company, '--entity', 'DE01']))).toMatch(/CODE=NAME/);
  expect(await sql`SELECT 1 FROM tenants`).toHaveLength(0);
  expect(await refusal(createKey(['--name', 'x', '--days', 'abc']))).toBe(
    '--days "abc" is not a whole number from 1 to 730.',
  );
  expect(await refusal(createKey(['--name', 'x', '--for', 'everything']))).toMatch(
    /^--for "everything" is none/,
  );
  expect(await refusal(createIntegration(['--name', 'x', '--source', 'abacus']))).toMatch(
    /^--source "abacus" is none of sap,/,
  );
});

test('two entities with one code are told apart from somebody who was faster', async () => {
  const twice = createWorkspace([...company, '--entity', 'A=One', '--entity', 'A=Two']);
  await expect(twice).rejects.toMatchObject({
    code: 'invalid',
    problems: [{ pointer: '/entities', message: 'Two entities have one code.' }],
  });
});
