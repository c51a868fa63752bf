import { describe, expect, test } from 'vitest';
import { testDatabase } from '#db/testing/database.ts';
import { config } from '#lib/config.ts';
import { newId } from '#lib/ids.ts';
import { run } from '../../run.ts';
import { scopeOfSession } from '../people-scopes.ts';
import { SoftAuthenticator } from '../testing/authenticator.ts';
import { facts, foundCompany, joinAs, later, scopeBehind, steppedUp } from '../testing/people.ts';
import { packIds } from '../tokens.ts';
import { suspendUser } from '../users/suspend-user.ts';
import { revokeSession } from './revoke-session.ts';
import { beginSignIn, finishSignIn } from './sign-in-ceremony.ts';
import { beginStepUp, finishStepUp } from './step-up-ceremony.ts';

const { sql } = await testDatabase();

describe('sign-in', () => {
  test('a passkey begins a session, which the record shows with address and browser', async () => {
    const ada = await foundCompany();
    const { token } = await finishSignIn(ada.authenticator.assert(await beginSignIn(facts())), facts());
    const scope = await scopeBehind(token);
    expect(scope).toMatchObject({ tenantId: ada.tenantId, role: 'owner', userId: ada.scope.userId });
    const [row] =
      await sql`SELECT ip_address, user_agent, step_up_level FROM sessions WHERE id = ${scope.sessionId}`;
    expect(row).toMatchObject({ ip_address: '203.0.113.7', step_up_level: 'standard' });
    const [passkey] = await sql`SELECT counter::int FROM passkeys WHERE user_id = ${scope.userId}`;
    expect(passkey?.counter).toBe(1);
    const [event] = await sql`SELECT data, metadata FROM event_store.events
      WHERE tenant_id = ${ada.tenantId} AND type = 'SessionStarted' ORDER BY position DESC LIMIT 1`;
    expect(event?.metadata).not.toContain('203.0.113.7');
    expect(event?.data).not.toContain(token.split('.')[2]);
  });

  test('the same assertion opens nothing a second time', async () => {
    const ada = await foundCompany();
    const answer = ada.authenticator.assert(await beginSignIn(facts()));
    const outcomes = await Promise.allSettled([
      finishSignIn(answer, facts()),
      finishSignIn(answer, facts()),
      finishSignIn(answer, facts()),
    ]);
    expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1);
    await expect(finishSignIn(answer, facts())).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  test('a challenge is good for five minutes and for one purpose', async () => {
    const ada = await foundCompany();
    const late = ada.authenticator.assert(await beginSignIn(facts()));
    await expect(finishSignIn(late, facts(), later(301))).rejects.toMatchObject({ code: 'unauthenticated' });
    const forStepUp = ada.authenticator.assert(await beginStepUp(ada.scope));
    await expect(finishSignIn(forStepUp, facts())).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  test.each([
    ['another origin', { origin: 'https://evil.example' }],
    ['another relying party', { rpId: 'evil.example' }],
    ['no user verification', { userVerified: false }],
    ['a counter that ran backwards', { counter: 1 }],
  ])('%s is refused', async (_, wrong) => {
    const ada = await foundCompany();
    for (let round = 0; round < 2; round++) {
      await finishSignIn(ada.authenticator.assert(await beginSignIn(facts())), facts());
    }
    const answer = ada.authenticator.assert(await beginSignIn(facts()), wrong);
    await expect(finishSignIn(answer, facts())).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  test('a passkey does not open another person, nor another company', async () => {
    const ada = await foundCompany();
    const other = await foundCompany();
    const ben = await joinAs(ada, 'analyst');
    for (const target of [ben, other]) {
      const answer = ada.authenticator.assert(await beginSignIn(facts()));
      const userHandle = Buffer.from(packIds(target.tenantId, target.scope.userId)).toString('base64url');
      answer.response.response.userHandle = userHandle;
      await expect(finishSignIn(answer, facts())).rejects.toMatchObject({ code: 'unauthenticated' });
    }
  });

  test('what is refused reads the same whether the account exists or not', async () => {
    const ada = await foundCompany();
    const stranger = new SoftAuthenticator();
    const mine = ada.authenticator.credentials[0];
    const known = ada.authenticator.assert(await beginSignIn(facts()), { origin: 'https://evil.example' });
    const unknownHandle = Buffer.from(packIds(newId(), newId())).toString('base64url');
    stranger.credentials.push({ ...(mine as NonNullable<typeof mine>), userHandle: unknownHandle });
    const unknown = stranger.assert(await beginSignIn(facts()));
    const refusals = await Promise.all(
      [known, unknown].map((answer) => finishSignIn(answer, facts()).catch((error: Error) => error.message)),
    );
    expect(refusals[0]).toBe(refusals[1]);
  });

  test('a refused attempt on a known account is on record, once a minute and address', async () => {
    const ada = await foundCompany();
    const attempt = async (ip: string) => {
      const from = { ...facts(), ip };
      const wrong = { origin: 'https://evil.example' };
      await finishSignIn(ada.authenticator.assert(await beginSignIn(from), wrong), from).catch(() => {});
    };
    for (const ip of ['203.0.113.1', '203.0.113.1', '203.0.113.2']) await attempt(ip);
    const events = await sql`SELECT data FROM event_store.events
      WHERE tenant_id = ${ada.tenantId} AND type = 'SignInRejected'`;
    expect(events).toHaveLength(2);
    expect(JSON.parse(events[0]?.data)).toMatchObject({
      userId: ada.scope.userId,
      reason: expect.stringContaining('evil.example'),
    });
  });

  test('an account and an address are tried a limited number of times', async () => {
    const ada = await foundCompany();
    const attempt = async (ip: string) => {
      const from = { ...facts(), ip };
      const answer = ada.authenticator.assert(await beginSignIn(from), { userVerified: false });
      return finishSignIn(answer, from).catch((error) => error.code);
    };
    const codes: string[] = [];
    for (let i = 0; i < 11; i++) codes.push((await attempt(`198.51.100.${i}`)) as string);
    expect(codes.slice(0, 10)).toEqual(Array(10).fill('unauthenticated'));
    expect(codes[10]).toBe('rateLimited');
    for (let i = 0; i < 60; i++) await beginSignIn({ ...facts(), ip: '192.0.2.1' });
    await expect(beginSignIn({ ...facts(), ip: '192.0.2.1' })).rejects.toMatchObject({ code: 'rateLimited' });
    await beginSignIn({ ...facts(), ip: '192.0.2.1' }, later(300));
  });
});

describe('a session', () => {
  test('ends after an hour without a request, and slides while it is used', async () => {
    const { token } = await foundCompany();
    expect(await scopeOfSession(token, facts(), later(59 * 60))).not.toBeNull();
    expect(await scopeOfSession(token, facts(), later(118 * 60))).not.toBeNull();
    expect(await scopeOfSession(token, facts(), later(179 * 60))).toBeNull();
  });

  test('ends twelve hours after sign-in however much it is used', async () => {
    const { token } = await foundCompany();
    for (let minute = 50; minute < 12 * 60; minute += 50) {
      expect(await scopeOfSession(token, facts(), later(minute * 60))).not.toBeNull();
    }
    expect(await scopeOfSession(token, facts(), later(12 * 60 * 60 + 1))).toBeNull();
  });

  test('is written to at most once a minute', async () => {
    const { token, scope } = await foundCompany();
    const seen = async () =>
      (await sql`SELECT last_seen_at FROM activity WHERE id = ${scope.sessionId}`)[0]?.last_seen_at;
    const first = await seen();
    await scopeOfSession(token, facts(), later(30));
    expect(await seen()).toEqual(first);
    await scopeOfSession(token, facts(), later(61));
    expect(await seen()).not.toEqual(first);
  });

  test('that was revoked carries nobody from the next request on', async () => {
    const ada = await foundCompany();
    await run(ada.scope, revokeSession, { sessionId: ada.scope.sessionId as string });
    expect(await scopeOfSession(ada.token, facts())).toBeNull();
  });

  test('is its owner’s to end, or an admin’s; to others it does not exist', async () => {
    const ada = await foundCompany();
    const ben = await joinAs(ada, 'analyst');
    const cleo = await joinAs(ada, 'treasurer', 'Cleo Tan');
    const sessionId = ben.scope.sessionId as string;
    await expect(run(cleo.scope, revokeSession, { sessionId })).rejects.toMatchObject({ code: 'notFound' });
    const stranger = await foundCompany();
    await expect(run(stranger.scope, revokeSession, { sessionId })).rejects.toMatchObject({
      code: 'notFound',
    });
    await run(ada.scope, revokeSession, { sessionId });
    expect(await scopeOfSession(ben.token, facts())).toBeNull();
  });

  test('of a suspended person carries nobody, and they cannot begin another', async () => {
    const ada = await foundCompany();
    const ben = await joinAs(ada, 'treasurer');
    await run(ada.scope, suspendUser, { userId: ben.scope.userId });
    expect(await scopeOfSession(ben.token, facts())).toBeNull();
    const answer = ben.authenticator.assert(await beginSignIn(facts()));
    await expect(finishSignIn(answer, facts())).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  test('needs its secret: the ids alone, or another session’s secret, open nothing', async () => {
    const ada = await foundCompany();
    const other = await foundCompany();
    const [tenant, id] = ada.token.split('.');
    const [, , secret] = other.token.split('.');
    expect(await scopeOfSession(`${tenant}.${id}.${secret}`, facts())).toBeNull();
    const [otherTenant] = other.token.split('.');
    expect(await scopeOfSession(`${otherTenant}.${id}.${ada.token.split('.')[2]}`, facts())).toBeNull();
    expect(await scopeOfSession('', facts())).toBeNull();
  });
});

describe('step-up', () => {
  test('counts for five minutes and keeps the assertion', async () => {
    const ada = await steppedUp(await foundCompany());
    expect((ada.scope.stepUpUntil as string) > later(290)).toBe(true);
    expect((ada.scope.stepUpUntil as string) < later(310)).toBe(true);
    const [approval] =
      await sql`SELECT client_data, cose_key FROM approvals WHERE session_id = ${ada.scope.sessionId}`;
    const clientData = JSON.parse(Buffer.from(approval?.client_data, 'base64url').toString());
    expect(clientData).toMatchObject({ type: 'webauthn.get', origin: config().url });
  });

  test('that is refused goes on record', async () => {
    const ada = await foundCompany();
    const answer = ada.authenticator.assert(await beginStepUp(ada.scope), { userVerified: false });
    await expect(finishStepUp(ada.scope, answer)).rejects.toMatchObject({ code: 'unauthenticated' });
    const [event] = await sql`SELECT data FROM event_store.events
      WHERE tenant_id = ${ada.tenantId} AND type = 'StepUpRejected'`;
    expect(JSON.parse(event?.data).reason).toMatch(/verif/i);
    expect((await scopeBehind(ada.token)).stepUpUntil).toBeNull();
  });

  test('of somebody else does not count', async () => {
    const ada = await foundCompany();
    const ben = await joinAs(ada, 'admin');
    const answer = ben.authenticator.assert(await beginStepUp(ben.scope));
    await expect(finishStepUp(ada.scope, answer)).rejects.toMatchObject({ code: 'unauthenticated' });
  });
});
