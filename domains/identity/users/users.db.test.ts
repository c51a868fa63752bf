import { describe, expect, test } from 'vitest';
import { testDatabase } from '#db/testing/database.ts';
import { systemClock } from '#lib/clock.ts';
import { newId } from '#lib/ids.ts';
import { run } from '../../run.ts';
import { operatorScope } from '../machine-scopes.ts';
import { scopeOfSession } from '../people-scopes.ts';
import { beginSignIn, finishSignIn } from '../sessions/sign-in-ceremony.ts';
import { replaceSignUpLink } from '../setup-links/setup-links.ts';
import { SoftAuthenticator } from '../testing/authenticator.ts';
import { facts, foundCompany, joinAs, later, scopeBehind, steppedUp } from '../testing/people.ts';
import { changeRole } from './change-role.ts';
import { beginFounding, type Founding, finishFounding } from './founding-ceremony.ts';
import { recoverUser } from './recover-user.ts';
import { beginRecovery, finishRecovery, recoveringPerson } from './recovery-ceremony.ts';
import { signUpToken } from './sign-up-link.ts';
import { suspendUser } from './suspend-user.ts';

const { sql } = await testDatabase();

const form: Founding = {
  company: 'Nørrebro Optik A/S',
  currency: 'DKK',
  timeZone: 'Europe/Copenhagen',
  name: 'Freja Holm',
  email: ' Freja@Optik.example ',
  sample: false,
};

describe('founding', () => {
  test('makes company, entity, owner, passkey and session, and seals who she is', async () => {
    expect(await signUpToken()).not.toBeNull();
    const freja = await foundCompany(form);
    expect(freja.scope.role).toBe('owner');
    const types =
      await sql`SELECT type, data FROM event_store.events WHERE tenant_id = ${freja.tenantId} ORDER BY position`;
    expect(types.map((row) => row.type)).toEqual([
      'WorkspaceCreated',
      'EntityAdded',
      'UserRegistered',
      'PasskeyAdded',
      'SessionStarted',
    ]);
    expect(types[2]?.data).not.toContain('Freja');
    const [user] = await sql`SELECT name, email FROM users WHERE id = ${freja.scope.userId}`;
    expect(user).toMatchObject({ name: 'Freja Holm', email: 'freja@optik.example' });
    const [entity] = await sql`SELECT code, base_currency FROM entities WHERE tenant_id = ${freja.tenantId}`;
    expect(entity).toMatchObject({ code: 'NRREBRO', base_currency: 'DKK' });
    expect(await signUpToken()).toBeNull();
  });

  test('with the sample company enqueues its loading', async () => {
    const { tenantId } = await foundCompany({ sample: true });
    const jobs = await sql`SELECT data FROM jobs.job WHERE name = 'load-sample'`;
    expect(jobs.map((job) => job.data)).toContainEqual({ tenantId });
  });

  test('works once per link, also for two at the same moment', async () => {
    const link = await replaceSignUpLink(newId(), systemClock());
    const begun = await Promise.all([beginFounding(link, form), beginFounding(link, form)]);
    const outcomes = await Promise.allSettled(
      begun.map((ceremony) => {
        return finishFounding(link, form, new SoftAuthenticator().register(ceremony), facts());
      }),
    );
    expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1);
    await expect(beginFounding(link, form)).rejects.toMatchObject({ code: 'notFound' });
  });

  test('names what the form lacks, and refuses a link that a newer one replaced', async () => {
    const older = await replaceSignUpLink(newId(), systemClock());
    const newer = await replaceSignUpLink(newId(), systemClock());
    await expect(beginFounding(older, form)).rejects.toMatchObject({ code: 'notFound' });
    await expect(beginFounding(newer, { ...form, email: 'nobody', timeZone: 'Mars' })).rejects.toMatchObject({
      code: 'invalid',
      problems: [{ pointer: '/timeZone' }, { pointer: '/email' }],
    });
  });
});

describe('roles', () => {
  test('change only after a fresh passkey', async () => {
    const ada = await foundCompany();
    const ben = await joinAs(ada, 'analyst');
    const input = { userId: ben.scope.userId, role: 'treasurer' as const };
    await expect(run(ada.scope, changeRole, input)).rejects.toMatchObject({ code: 'stepUpRequired' });
    await run((await steppedUp(ada)).scope, changeRole, input);
    expect((await scopeBehind(ben.token)).role).toBe('treasurer');
  });

  test('are not an analyst’s to change, and the attempt is on record', async () => {
    const ada = await foundCompany();
    const ben = await joinAs(ada, 'analyst');
    const input = { userId: ben.scope.userId, role: 'owner' as const };
    await expect(run((await steppedUp(ben)).scope, changeRole, input)).rejects.toMatchObject({
      code: 'forbidden',
    });
    const refused = await sql`SELECT data FROM event_store.events
      WHERE tenant_id = ${ada.tenantId} AND type = 'AccessRefused'`;
    expect(refused.map((row) => JSON.parse(row.data))).toEqual([{ action: 'changeRole', role: 'analyst' }]);
  });

  test('an admin makes no owner and takes no owner’s role', async () => {
    const ada = await foundCompany();
    const admin = await steppedUp(await joinAs(ada, 'admin'));
    const toOwner = { userId: admin.scope.userId, role: 'owner' as const };
    await expect(run(admin.scope, changeRole, toOwner)).rejects.toMatchObject({ code: 'forbidden' });
    const fromOwner = { userId: ada.scope.userId, role: 'auditor' as const };
    await expect(run(admin.scope, changeRole, fromOwner)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(run(admin.scope, suspendUser, { userId: ada.scope.userId })).rejects.toMatchObject({
      code: 'forbidden',
    });
  });

  test('somebody always looks after people, even when two demote each other at once', async () => {
    const ada = await steppedUp(await foundCompany());
    const other = await steppedUp(await joinAs(ada, 'owner'));
    const self = { userId: ada.scope.userId, role: 'treasurer' as const };
    const outcomes = await Promise.allSettled([
      run(ada.scope, changeRole, { userId: other.scope.userId, role: 'treasurer' }),
      run(other.scope, changeRole, self),
    ]);
    expect(outcomes.map((outcome) => outcome.status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const governing =
      await sql`SELECT 1 FROM users WHERE tenant_id = ${ada.tenantId} AND role IN ('owner', 'admin')`;
    expect(governing).toHaveLength(1);
  });

  test('of another company’s people do not exist', async () => {
    const ada = await steppedUp(await foundCompany());
    const stranger = await foundCompany();
    const input = { userId: stranger.scope.userId, role: 'auditor' as const };
    await expect(run(ada.scope, changeRole, input)).rejects.toMatchObject({ code: 'notFound' });
  });
});

describe('recovery', () => {
  test('gives a new passkey in place of the lost ones and ends every session', async () => {
    const ada = await foundCompany();
    const { token } = await run(operatorScope(ada.tenantId), recoverUser, { userId: ada.scope.userId });
    expect(await recoveringPerson(token)).toMatchObject({ name: 'Ada Klein', company: 'Halden GmbH' });
    const fresh = new SoftAuthenticator();
    const session = await finishRecovery(token, fresh.register(await beginRecovery(token)), facts());
    expect((await scopeBehind(session.token)).userId).toBe(ada.scope.userId);
    expect(await scopeOfSession(ada.token, facts())).toBeNull();
    const lost = ada.authenticator.assert(await beginSignIn(facts()));
    await expect(finishSignIn(lost, facts())).rejects.toMatchObject({ code: 'unauthenticated' });
    await finishSignIn(fresh.assert(await beginSignIn(facts())), facts());
    await expect(beginRecovery(token)).rejects.toMatchObject({ code: 'notFound' });
  });

  test('links are the operator’s alone to make, and good for a day', async () => {
    const ada = await foundCompany();
    const input = { userId: ada.scope.userId };
    await expect(run(ada.scope, recoverUser, input)).rejects.toMatchObject({ code: 'forbidden' });
    const { token } = await run(operatorScope(ada.tenantId), recoverUser, input);
    expect(await recoveringPerson(token, later(24 * 3600 + 1))).toBeNull();
  });
});
