import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { testDatabase } from '#db/testing/database.ts';
import { BODIES_KEPT_DAYS } from '#domains/erp/integrations/sweep-messages.ts';
import { noteProgress } from '#domains/erp/statements/progress.ts';
import { uploadStatement } from '#domains/erp/statements/upload-statement.ts';
import { operatorScope } from '#domains/identity/machine-scopes.ts';
import { createWorkspace } from '#domains/identity/workspace/create-workspace.ts';
import { verify } from '#domains/replay/verify.ts';
import { run } from '#domains/run.ts';
import { addSeconds, systemClock } from '#lib/clock.ts';
import { newId } from '#lib/ids.ts';
import { sweep } from './sweep.ts';

const { sql } = await testDatabase();

const { signal } = new AbortController();
const now = systemClock();
const daysAgo = (days: number) => addSeconds(now, -days * 86_400);

async function company() {
  const scope = operatorScope(newId());
  const input = { name: 'Halden', defaultCurrency: 'EUR', timeZone: 'Europe/Berlin', entities: [] };
  await run(scope, createWorkspace, input);
  return scope;
}

const remaining = async (table: string) =>
  (await sql`SELECT * FROM ${sql(table)}`).map((row) => row.id ?? row.key).sort();

test('what nobody can use any more is forgotten, and what still counts is not', async () => {
  const { tenantId } = await company();
  const [over, still] = [newId(), newId()];
  for (const [id, expiresAt] of [
    [over, daysAgo(1)],
    [still, addSeconds(now, 60)],
  ] as const) {
    await sql`INSERT INTO webauthn_challenges (id, purpose, challenge, expires_at) VALUES (${id}, 'signIn', '', ${expiresAt})`;
    await sql`INSERT INTO setup_links (id, purpose, token_hash, created_at, expires_at)
      VALUES (${id}, 'signUp', '', ${daysAgo(2)}, ${expiresAt})`;
  }
  await sql`INSERT INTO rate_limits VALUES ('over', ${daysAgo(2)}, 1), ('still', ${now}, 1)`;
  const [session, oldSession, oldKey] = [newId(), newId(), newId()];
  await sql`INSERT INTO activity (tenant_id, id, kind, last_seen_at) VALUES
    (${tenantId}, ${session}, 'session', ${daysAgo(1)}),
    (${tenantId}, ${oldSession}, 'session', ${daysAgo(31)}),
    (${tenantId}, ${oldKey}, 'apiKey', ${daysAgo(300)})`;
  await sweep(tenantId, now, signal);
  expect(await remaining('webauthn_challenges')).toEqual([still]);
  expect(await remaining('setup_links')).toEqual([still]);
  expect(await remaining('rate_limits')).toEqual(['still']);
  expect(await remaining('activity')).toEqual([session, oldKey].sort());
});

test('bodies of old deliveries go, their hashes and answers stay, and the record verifies', async () => {
  const [mine, other] = [await company(), await company()];
  const deliver = (tenantId: string, id: string, receivedAt: string) => {
    const body = Buffer.from(id);
    return sql`INSERT INTO inbound_messages
      (tenant_id, id, integration_id, message_id, body_sha256, body, response_status, response_body, received_at)
      VALUES (${tenantId}, ${id}, ${newId()}, ${id}, ${createHash('sha256').update(body).digest('hex')}, ${body}, 200, '{}', ${receivedAt})`;
  };
  const [old, young, others] = [newId(), newId(), newId()];
  await deliver(mine.tenantId, old, daysAgo(BODIES_KEPT_DAYS + 1));
  await deliver(mine.tenantId, young, daysAgo(BODIES_KEPT_DAYS - 1));
  await deliver(other.tenantId, others, daysAgo(BODIES_KEPT_DAYS + 1));
  await sweep(mine.tenantId, now, signal);
  const rows = await sql`SELECT id, body IS NULL AS gone, response_body FROM inbound_messages`;
  expect(rows.filter(({ gone }) => gone)).toEqual([{ id: old, gone: true, response_body: '{}' }]);
  expect(rows).toHaveLength(3);
  expect((await verify(mine.tenantId)).clean).toBe(true);
});

test('how far the reading of a file was is forgotten a day after its end, never before', async () => {
  const scope = await company();
  const sha256 = createHash('sha256').update('abc').digest('hex');
  const stored = { filename: 'a.sta', sha256, sizeBytes: 3, storagePath: `${scope.tenantId}/${sha256}` };
  const { statementFileId } = await run(scope, uploadStatement, stored);
  const file = { id: statementFileId, sizeBytes: 3 };
  await noteProgress(scope, file, { phase: 'done', bytesRead: 3, rows: 1 });
  const later = addSeconds(now, 2 * 86_400);
  await sweep(scope.tenantId, later, signal);
  expect(await remaining('parse_progress')).toEqual([file.id]);
  await sql`UPDATE statement_files SET status = 'imported' WHERE id = ${file.id}`;
  await sweep(scope.tenantId, now, signal);
  expect(await remaining('parse_progress')).toEqual([file.id]);
  await sweep(scope.tenantId, later, signal);
  expect(await remaining('parse_progress')).toEqual([]);
});
