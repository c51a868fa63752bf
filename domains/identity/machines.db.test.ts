import { describe, expect, test } from 'vitest';
import { testDatabase } from '#db/testing/database.ts';
import { NexusError } from '#lib/errors.ts';
import { createIntegration } from '../erp/integrations/create-integration.ts';
import { pathIdOf } from '../erp/integrations/path-id.ts';
import { pauseIntegration } from '../erp/integrations/pause-integration.ts';
import { listIntegrations } from '../erp/integrations/queries.ts';
import { resumeIntegration } from '../erp/integrations/resume-integration.ts';
import { rotateSigningSecret } from '../erp/integrations/rotate-signing-secret.ts';
import { read, run } from '../run.ts';
import { createApiKey } from './api-keys/create-api-key.ts';
import { revokeApiKey } from './api-keys/revoke-api-key.ts';
import { requireApiKey, requireCaller, requireIntegration, scopeOfApiKey } from './people-scopes.ts';
import { facts, foundCompany, joinAs, later, steppedUp } from './testing/people.ts';

const { sql } = await testDatabase();

const sap = { name: 'SAP production', source: 'sap' as const };
const owner = async () => steppedUp(await foundCompany());
const bytesOf = (secret: string) => Buffer.from(secret.replace('whsec_', ''), 'base64').toString('hex');
const accept = () => {};

/** The secrets that a webhook of this integration may be signed with at `now`. */
async function liveSecrets(pathId: string, now?: string): Promise<string[]> {
  let live: string[] = [];
  await requireIntegration(
    pathId,
    facts(),
    (secrets) => {
      live = secrets.map((secret) => Buffer.from(secret).toString('hex'));
    },
    now,
  );
  return live;
}

describe('an integration', () => {
  test('is authenticated by its path id and a live secret, which is kept only sealed', async () => {
    const ada = await owner();
    const created = await run(ada.scope, createIntegration, sap);
    expect(await liveSecrets(created.pathId)).toEqual([bytesOf(created.secret)]);
    const { scope, integration } = await requireIntegration(created.pathId, facts(), accept);
    expect(scope).toMatchObject({
      tenantId: ada.tenantId,
      actor: { kind: 'integration', id: integration.id },
      userId: ada.scope.userId,
    });
    const stored =
      await sql`SELECT encode(wrapped, 'hex') AS wrapped FROM secrets WHERE owner_id = ${integration.id}`;
    expect(stored[0]?.wrapped).not.toContain(bytesOf(created.secret));
    const events = await sql`SELECT data FROM event_store.events WHERE stream_id = ${integration.id}`;
    expect(events.map((event) => event.data).join()).not.toContain(created.secret.slice(6));
  });

  test('that is unknown reads the same as a wrong signature', async () => {
    const ada = await owner();
    const created = await run(ada.scope, createIntegration, sap);
    const other = await owner();
    const refuse = () => {
      throw new NexusError('unauthenticated', 'The signature does not fit any sender that is known here.');
    };
    const moved = pathIdOf(other.tenantId, created.integrationId);
    const attempts = [
      requireIntegration(created.pathId, facts(), refuse),
      requireIntegration(moved, facts(), accept),
      requireIntegration('in_nonsense', facts(), accept),
    ];
    const messages = await Promise.all(attempts.map((attempt) => attempt.catch((error) => error.message)));
    expect(new Set(messages).size).toBe(1);
  });

  test('has two live secrets while they are rotated, never three', async () => {
    const ada = await owner();
    const { pathId, integrationId, secret } = await run(ada.scope, createIntegration, sap);
    const second = await run(ada.scope, rotateSigningSecret, { integrationId });
    expect(await liveSecrets(pathId)).toEqual([bytesOf(secret), bytesOf(second.secret)]);
    expect(await liveSecrets(pathId, later(24 * 3600 + 1))).toEqual([bytesOf(second.secret)]);
    const third = await run(ada.scope, rotateSigningSecret, { integrationId, overlap_h: 1 });
    expect(await liveSecrets(pathId)).toEqual([bytesOf(second.secret), bytesOf(third.secret)]);
    const fourth = await run(ada.scope, rotateSigningSecret, { integrationId, overlap_h: 0 });
    expect(await liveSecrets(pathId)).toEqual([bytesOf(fourth.secret)]);
  });

  test('that is paused is refused until it is resumed', async () => {
    const ada = await owner();
    const { pathId, integrationId } = await run(ada.scope, createIntegration, sap);
    await run(ada.scope, pauseIntegration, { integrationId });
    await expect(requireIntegration(pathId, facts(), accept)).rejects.toMatchObject({ code: 'forbidden' });
    await run(ada.scope, resumeIntegration, { integrationId });
    await requireIntegration(pathId, facts(), accept);
  });

  test('is set up by who may, after a fresh passkey, under a name of its own', async () => {
    const ada = await foundCompany();
    await expect(run(ada.scope, createIntegration, sap)).rejects.toMatchObject({ code: 'stepUpRequired' });
    const treasurer = await steppedUp(await joinAs(ada, 'treasurer'));
    await expect(run(treasurer.scope, createIntegration, sap)).rejects.toMatchObject({ code: 'forbidden' });
    const { scope } = await steppedUp(ada);
    await run(scope, createIntegration, sap);
    await expect(run(scope, createIntegration, sap)).rejects.toMatchObject({
      code: 'conflict',
      problems: [{ pointer: '/name' }],
    });
    const listed = await read(scope, 'viewIntegrations', (tx) => listIntegrations(tx, later(0)));
    expect(listed).toMatchObject([{ name: 'SAP production', createdBy: 'Ada Klein', status: 'active' }]);
  });
});

describe('an API key', () => {
  const withKey = (key: string) =>
    new Request('http://localhost:3000/api', { headers: { authorization: `Bearer ${key}` } });

  test('opens what it is made for, as itself and for who made it', async () => {
    const ada = await owner();
    const { key, apiKeyId } = await run(ada.scope, createApiKey, { name: 'ci', scopes: ['uploadStatement'] });
    expect(await requireCaller(withKey(key), 'uploadStatement')).toMatchObject({
      tenantId: ada.tenantId,
      actor: { kind: 'apiKey', id: apiKeyId },
      role: 'analyst',
      userId: ada.scope.userId,
    });
    await expect(requireApiKey(withKey(key), 'viewDocuments')).rejects.toMatchObject({ code: 'forbidden' });
    await expect(requireApiKey(withKey(key), 'changeRole')).rejects.toMatchObject({ code: 'forbidden' });
    const kept = await sql`SELECT token_hash FROM api_keys WHERE id = ${apiKeyId}`;
    expect(key).not.toContain(kept[0]?.token_hash);
  });

  test('opens nothing once it is revoked or too old, nor with another secret', async () => {
    const ada = await owner();
    const made = await run(ada.scope, createApiKey, {
      name: 'ci',
      scopes: ['viewDocuments'],
      role: 'auditor',
      life_days: 1,
    });
    expect(await scopeOfApiKey(made.key, facts(), later(86_401))).toBeNull();
    await expect(
      requireApiKey(withKey(`${made.key.slice(0, -4)}AAAA`), 'viewDocuments'),
    ).rejects.toMatchObject({ code: 'unauthenticated' });
    await run(ada.scope, revokeApiKey, { apiKeyId: made.apiKeyId });
    await expect(requireApiKey(withKey(made.key), 'viewDocuments')).rejects.toMatchObject({
      code: 'unauthenticated',
    });
  });

  test('is not made for looking after people or matching money', async () => {
    const ada = await owner();
    await expect(
      run(ada.scope, createApiKey, { name: 'bad', scopes: ['matchRow' as never] }),
    ).rejects.toMatchObject({ code: 'invalid' });
  });
});

describe('a caller by cookie', () => {
  test('is refused without a session, and when another site sends the request', async () => {
    const bare = new Request('http://localhost:3000/api');
    await expect(requireCaller(bare, 'uploadStatement')).rejects.toMatchObject({ code: 'unauthenticated' });
    const crossSite = new Request('http://localhost:3000/api', {
      headers: { 'sec-fetch-site': 'cross-site' },
    });
    await expect(requireCaller(crossSite, 'uploadStatement')).rejects.toMatchObject({ code: 'forbidden' });
  });
});
