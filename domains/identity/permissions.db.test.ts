import { globSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { mintScope, type Role, type Scope } from '#db/tenancy.ts';
import { testDatabase } from '#db/testing/database.ts';
import { newId } from '#lib/ids.ts';
import type { CommandDefinition } from '../command.ts';
import { run } from '../run.ts';
import { operatorScope } from './machine-scopes.ts';
import { COMMAND_PERMISSIONS, type CommandType, may, QUERY_PERMISSIONS } from './permissions.ts';
import { createWorkspace, systemUserId } from './workspace/create-workspace.ts';

const { sql } = await testDatabase();
const root = new URL('../../', import.meta.url);
const sources = globSync('domains/**/*.ts', { cwd: root.pathname }).filter(
  (file) => !/test|testing/.test(file),
);

const commands: CommandDefinition<CommandType>[] = [];
for (const file of sources) {
  const module: Record<string, unknown> = await import(new URL(file, root).href);
  for (const value of Object.values(module)) if (isCommand(value)) commands.push(value);
}

function isCommand(value: unknown): value is CommandDefinition<CommandType> {
  return (
    typeof value === 'object' && value !== null && 'type' in value && 'handle' in value && 'describe' in value
  );
}

const ROLES: readonly Role[] = ['owner', 'admin', 'treasurer', 'analyst', 'auditor'];

function scopeOf(tenantId: string, role: Role): Scope {
  const userId = systemUserId(tenantId);
  return mintScope({
    tenantId,
    actor: { kind: 'user', id: userId },
    role,
    entities: 'all',
    userId,
    sessionId: null,
    requestId: newId(),
    ip: null,
    userAgent: null,
    stepUpUntil: null,
  });
}

describe('the role table', () => {
  test('names every command that exists, and no other', () => {
    expect(commands.map((command) => command.type).sort()).toEqual(Object.keys(COMMAND_PERMISSIONS).sort());
  });

  test('leaves nothing to nobody, and lets an auditor change nothing of the company', () => {
    const ownThings = new Set<string>([
      'authoriseStepUp',
      'rejectStepUp',
      'addPasskey',
      'renamePasskey',
      'removePasskey',
      'revokeSession',
      'recordExport',
    ]);
    for (const command of Object.keys(COMMAND_PERMISSIONS) as CommandType[]) {
      expect(may('auditor', command), command).toBe(ownThings.has(command));
    }
    for (const query of Object.keys(QUERY_PERMISSIONS) as (keyof typeof QUERY_PERMISSIONS)[]) {
      expect(may('auditor', query), query).toBe(true);
    }
    for (const command of ['matchRow', 'undoMatch', 'explainRow'] as const) {
      expect(may('admin', command), command).toBe(false);
    }
  });

  test('every command refuses every role that it does not name, before it looks at the input', async () => {
    const tenantId = newId();
    await run(operatorScope(tenantId), createWorkspace, {
      name: 'Halden',
      defaultCurrency: 'EUR',
      timeZone: 'Europe/Berlin',
    });
    let refused = 0;
    for (const command of commands) {
      for (const role of ROLES.filter((role) => !may(role, command.type))) {
        const attempt = run(scopeOf(tenantId, role), command, undefined as never);
        await expect(attempt, `${role} ${command.type}`).rejects.toMatchObject({ code: 'forbidden' });
        refused++;
      }
    }
    const [recorded] = await sql`
      SELECT count(*)::int AS n FROM event_store.events WHERE tenant_id = ${tenantId} AND type = 'AccessRefused'`;
    expect(recorded?.n).toBe(refused);
    expect(refused).toBeGreaterThan(50);
  });
});
