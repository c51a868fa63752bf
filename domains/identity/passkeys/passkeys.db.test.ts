import { expect, test } from 'vitest';
import { testDatabase } from '#db/testing/database.ts';
import { read, run } from '../../run.ts';
import { scopeOfSession } from '../people-scopes.ts';
import { beginSignIn, finishSignIn } from '../sessions/sign-in-ceremony.ts';
import { SoftAuthenticator } from '../testing/authenticator.ts';
import { facts, foundCompany, joinAs, scopeBehind, steppedUp } from '../testing/people.ts';
import { originWarning } from '../webauthn/relying-party.ts';
import { beginAddPasskey, finishAddPasskey } from './add-passkey-ceremony.ts';
import { passkeysOf } from './queries.ts';
import { removePasskey } from './remove-passkey.ts';
import { renamePasskey } from './rename-passkey.ts';

const { sql } = await testDatabase();

const ada = { name: 'Ada Klein', email: 'ada@halden.example' };

test('a second passkey is named, signs in, and goes again with the sessions that it began', async () => {
  const person = await steppedUp(await foundCompany());
  const phone = new SoftAuthenticator();
  const ceremony = await beginAddPasskey(person.scope, ada);
  expect(ceremony.options.excludeCredentials).toHaveLength(1);
  const { passkeyId } = await finishAddPasskey(person.scope, phone.register(ceremony), 'Phone');
  await run(person.scope, renamePasskey, { passkeyId, name: 'Old phone' });
  const onPhone = await finishSignIn(phone.assert(await beginSignIn(facts())), facts());
  const names = await read(person.scope, 'viewProfile', (tx) => passkeysOf(tx, person.scope.userId));
  expect(names.map((passkey) => passkey.name)).toEqual(['Chrome on Linux', 'Old phone']);
  const events = await sql`SELECT data FROM event_store.events WHERE type = 'PasskeyRenamed'`;
  expect(events[0]?.data).not.toContain('phone');

  await run(person.scope, removePasskey, { passkeyId });
  expect(await scopeOfSession(onPhone.token, facts())).toBeNull();
  expect(await scopeBehind(person.token)).toMatchObject({ userId: person.scope.userId });
  const answer = phone.assert(await beginSignIn(facts()));
  await expect(finishSignIn(answer, facts())).rejects.toMatchObject({ code: 'unauthenticated' });
});

test('the last passkey cannot be removed', async () => {
  const person = await steppedUp(await foundCompany());
  const [only] = await read(person.scope, 'viewProfile', (tx) => passkeysOf(tx, person.scope.userId));
  await expect(run(person.scope, removePasskey, { passkeyId: only?.id ?? '' })).rejects.toMatchObject({
    code: 'conflict',
  });
});

test('a passkey is added only after a fresh one, and only by its owner', async () => {
  const host = await foundCompany();
  await expect(beginAddPasskey(host.scope, ada)).rejects.toMatchObject({ code: 'stepUpRequired' });
  const stepped = await steppedUp(host);
  const ben = await steppedUp(await joinAs(host, 'analyst'));
  const answer = new SoftAuthenticator().register(await beginAddPasskey(stepped.scope, ada));
  await expect(finishAddPasskey(ben.scope, answer, 'Not mine')).rejects.toMatchObject({
    code: 'unauthenticated',
  });
  const [mine] = await read(host.scope, 'viewProfile', (tx) => passkeysOf(tx, host.scope.userId));
  await expect(run(ben.scope, removePasskey, { passkeyId: mine?.id ?? '' })).rejects.toMatchObject({
    code: 'notFound',
  });
});

test('a start warns when the origin orphans passkeys', async () => {
  expect(await originWarning()).toBeNull();
  const { scope } = await foundCompany();
  await sql`UPDATE passkeys SET relying_party_id = 'treasury.example.com' WHERE user_id = ${scope.userId}`;
  expect(await originWarning()).toMatch(/^1 passkey was made for treasury\.example\.com and cannot sign in/);
});
