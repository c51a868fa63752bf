import { expect, test } from 'vitest';
import { testDatabase } from '#db/testing/database.ts';
import { run } from '../../run.ts';
import { scopeOfSession } from '../people-scopes.ts';
import { SoftAuthenticator } from '../testing/authenticator.ts';
import { facts, foundCompany, joinAs, later, steppedUp } from '../testing/people.ts';
import { beginAcceptance, findInvitation, finishAcceptance } from './acceptance-ceremony.ts';
import { inviteUser } from './invite-user.ts';
import { revokeInvitation } from './revoke-invitation.ts';

await testDatabase();

const ben = { name: 'Ben Osei', email: 'ben@halden.example', role: 'analyst' as const };

test('an invitation is accepted once, and its role is the person’s', async () => {
  const ada = await foundCompany();
  const { token } = await run(ada.scope, inviteUser, ben);
  expect(await findInvitation(token)).toMatchObject({ company: 'Halden GmbH', email: ben.email });
  const ceremonies = await Promise.all([beginAcceptance(token), beginAcceptance(token)]);
  const outcomes = await Promise.allSettled(
    ceremonies.map((ceremony) =>
      finishAcceptance(token, new SoftAuthenticator().register(ceremony), facts()),
    ),
  );
  const [accepted, ...more] = outcomes.flatMap((o) => (o.status === 'fulfilled' ? [o.value] : []));
  expect(more).toEqual([]);
  expect(await scopeOfSession(accepted?.token ?? '', facts())).toMatchObject({
    tenantId: ada.tenantId,
    role: 'analyst',
  });
  expect(await findInvitation(token)).toBeNull();
});

test('an invitation ends after 72 hours, and when it is revoked', async () => {
  const ada = await foundCompany();
  const { token, invitationId } = await run(ada.scope, inviteUser, ben);
  expect(await findInvitation(token, later(72 * 3600 - 60))).not.toBeNull();
  expect(await findInvitation(token, later(72 * 3600))).toBeNull();
  const ceremony = await beginAcceptance(token);
  await run(ada.scope, revokeInvitation, { invitationId });
  const answer = new SoftAuthenticator().register(ceremony);
  await expect(finishAcceptance(token, answer, facts())).rejects.toMatchObject({ code: 'notFound' });
});

test('one address is invited once and belongs to one person', async () => {
  const ada = await foundCompany();
  await run(ada.scope, inviteUser, ben);
  for (const email of ['BEN@halden.example ', 'ada@halden.example']) {
    await expect(run(ada.scope, inviteUser, { ...ben, email })).rejects.toMatchObject({
      code: 'conflict',
      problems: [{ pointer: '/email' }],
    });
  }
  const other = await foundCompany();
  await run(other.scope, inviteUser, ben);
});

test('who looks after no people invites nobody, and an admin no owner', async () => {
  const ada = await foundCompany();
  const analyst = await joinAs(ada, 'analyst');
  const admin = await joinAs(ada, 'admin', 'Cleo Tan');
  const eve = { name: 'Eve', email: 'eve@halden.example' };
  await expect(run(analyst.scope, inviteUser, { ...eve, role: 'auditor' })).rejects.toMatchObject({
    code: 'forbidden',
  });
  await expect(run(admin.scope, inviteUser, { ...eve, role: 'owner' })).rejects.toMatchObject({
    code: 'forbidden',
  });
  await run(admin.scope, inviteUser, { ...eve, role: 'auditor' });
});

test('to let somebody in who can grant or match, one confirms with a passkey first', async () => {
  const ada = await foundCompany();
  for (const role of ['owner', 'admin', 'treasurer'] as const) {
    const eve = { name: 'Eve', email: `${role}@halden.example`, role };
    await expect(run(ada.scope, inviteUser, eve)).rejects.toMatchObject({ code: 'stepUpRequired' });
    await run((await steppedUp(ada)).scope, inviteUser, eve);
  }
});

test('an invitation does not exist for another company', async () => {
  const ada = await foundCompany();
  const { token, invitationId } = await run(ada.scope, inviteUser, ben);
  const stranger = await foundCompany();
  await expect(run(stranger.scope, revokeInvitation, { invitationId })).rejects.toMatchObject({
    code: 'notFound',
  });
  const [, id, secret] = token.split('.');
  const [otherTenant] = (await run(stranger.scope, inviteUser, ben)).token.split('.');
  expect(await findInvitation(`${otherTenant}.${id}.${secret}`)).toBeNull();
});

test('a passkey that was begun for another invitation joins nobody', async () => {
  const ada = await foundCompany();
  const first = await run(ada.scope, inviteUser, ben);
  const second = await run(ada.scope, inviteUser, { ...ben, email: 'cleo@halden.example' });
  const answer = new SoftAuthenticator().register(await beginAcceptance(first.token));
  await expect(finishAcceptance(second.token, answer, facts())).rejects.toMatchObject({
    code: 'unauthenticated',
  });
});
