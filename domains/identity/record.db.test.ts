import { expect, test } from 'vitest';
import { driverOf } from '#db/client.ts';
import { destroyKey } from '#db/event-store/personal-data.ts';
import { withTenant } from '#db/tenancy.ts';
import { testDatabase } from '#db/testing/database.ts';
import { systemClock } from '#lib/clock.ts';
import { createIntegration } from '../erp/integrations/create-integration.ts';
import { pauseIntegration } from '../erp/integrations/pause-integration.ts';
import { rotateSigningSecret } from '../erp/integrations/rotate-signing-secret.ts';
import { describeFinding } from '../replay/findings.ts';
import { rebuild } from '../replay/rebuild.ts';
import { verify } from '../replay/verify.ts';
import { run } from '../run.ts';
import { createApiKey } from './api-keys/create-api-key.ts';
import { revokeApiKey } from './api-keys/revoke-api-key.ts';
import { inviteUser } from './invitations/invite-user.ts';
import { revokeInvitation } from './invitations/revoke-invitation.ts';
import { beginAddPasskey, finishAddPasskey } from './passkeys/add-passkey-ceremony.ts';
import { removePasskey } from './passkeys/remove-passkey.ts';
import { renamePasskey } from './passkeys/rename-passkey.ts';
import { beginSignIn, finishSignIn } from './sessions/sign-in-ceremony.ts';
import { beginStepUp, finishStepUp } from './sessions/step-up-ceremony.ts';
import { SoftAuthenticator } from './testing/authenticator.ts';
import { facts, foundCompany, joinAs, steppedUp } from './testing/people.ts';
import { changeRole } from './users/change-role.ts';
import { reactivateUser } from './users/reactivate-user.ts';
import { suspendUser } from './users/suspend-user.ts';
import { addEntity } from './workspace/add-entity.ts';
import { changeWorkspace } from './workspace/change-workspace.ts';

await testDatabase();

test('a replay of everything that people and machines did gives the same rows', async () => {
  const ada = await steppedUp(await foundCompany());
  const { scope, tenantId } = ada;
  const ben = await joinAs(ada, 'analyst');
  const cleo = await joinAs(ada, 'auditor', 'Cleo Tan');
  const { invitationId } = await run(scope, inviteUser, {
    name: 'Dan',
    email: 'dan@x.example',
    role: 'admin',
  });
  await run(scope, revokeInvitation, { invitationId });
  await run(scope, changeRole, { userId: ben.scope.userId, role: 'treasurer' });
  await run(scope, suspendUser, { userId: ben.scope.userId });
  await run(scope, reactivateUser, { userId: ben.scope.userId });
  const wrong = ada.authenticator.assert(await beginStepUp(scope), { userVerified: false });
  await expect(finishStepUp(scope, wrong)).rejects.toThrow();
  const phone = new SoftAuthenticator();
  const ceremony = await beginAddPasskey(scope, { name: 'Ada', email: 'ada@halden.example' });
  const { passkeyId } = await finishAddPasskey(scope, phone.register(ceremony), 'Phone');
  await run(scope, renamePasskey, { passkeyId, name: 'Old phone' });
  await finishSignIn(phone.assert(await beginSignIn(facts())), facts());
  await run(scope, removePasskey, { passkeyId });
  const { integrationId } = await run(scope, createIntegration, { name: 'SAP', source: 'sap' });
  await run(scope, rotateSigningSecret, { integrationId });
  await run(scope, pauseIntegration, { integrationId });
  const { apiKeyId } = await run(scope, createApiKey, { name: 'ci', scopes: ['uploadStatement'] });
  await run(scope, revokeApiKey, { apiKeyId });
  await run(scope, addEntity, { code: 'US01', name: 'Halden Inc.', baseCurrency: 'USD' });
  await run(scope, changeWorkspace, {
    name: 'Halden Group',
    defaultCurrency: 'EUR',
    timeZone: 'Europe/Berlin',
    defaultPaymentTermsDays: 14,
  });
  expect(await findings(tenantId)).toEqual([]);

  for (const person of [ben, cleo]) {
    await withTenant(scope, (tx) => destroyKey(driverOf(tx), tenantId, person.scope.userId, systemClock()));
  }
  await rebuild(tenantId);
  expect(await findings(tenantId)).toEqual([]);
});

async function findings(tenantId: string): Promise<string[]> {
  return (await verify(tenantId)).findings.first.map(describeFinding);
}
