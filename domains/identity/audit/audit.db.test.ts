import { beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '#db/testing/database.ts';
import { addSeconds } from '#lib/clock.ts';
import { newId } from '#lib/ids.ts';
import { read, run } from '../../run.ts';
import { operatorScope, systemScope } from '../machine-scopes.ts';
import { foundCompany, joinAs, type TestPerson } from '../testing/people.ts';
import { addEntity } from '../workspace/add-entity.ts';
import { commandEvents } from './command-events.ts';
import { type CommandFilter, countCommands, listActors, listCommands } from './list-commands.ts';
import { recordExport } from './record-export.ts';
import { recordState } from './record-state.ts';

const { sql } = await testDatabase();
const any: CommandFilter = {
  who: null,
  action: null,
  resource: null,
  resourceId: null,
  from: null,
  until: null,
};
const entity = (code: string) => ({ code, name: `Company ${code}`, baseCurrency: 'EUR' });

let ada: TestPerson;
let ben: TestPerson;

beforeAll(async () => {
  ada = await foundCompany();
  ben = await joinAs(ada, 'auditor');
  for (const code of ['A', 'B', 'C', 'D', 'E'])
    await run(operatorScope(ada.tenantId), addEntity, entity(code));
  await run(ben.scope, recordExport, { list: 'documents', filter: '', rowCount: 3 });
  await run(ben.scope, addEntity, entity('F')).catch(() => {});
});

const list = (filter: Partial<CommandFilter> = {}, place = {}, size = 100) =>
  read(ben.scope, 'viewAudit', (tx) =>
    listCommands(tx, { ...any, ...filter }, { after: null, before: null, ...place }, size),
  );
const actions = async (filter: Partial<CommandFilter>) => (await list(filter)).rows.map((row) => row.action);

describe('the audit trail', () => {
  test('has every command, newest first, with who it was', async () => {
    const { rows } = await list();
    expect(rows.slice(0, 3).map(({ action, who, resource }) => [action, who, resource])).toEqual([
      ['addEntity', 'Ben Osei', 'refusal'],
      ['recordExport', 'Ben Osei', 'export'],
      ['addEntity', 'Operator', 'entity'],
    ]);
    expect(rows.at(-1)).toMatchObject({ action: 'foundWorkspace', who: 'Ada Klein', firstPosition: 1 });
    const counted = await read(ben.scope, 'viewAudit', (tx) => countCommands(tx, any));
    expect(counted).toEqual({ count: rows.length, capped: false });
  });

  test('page by page, there and back, leaves nothing out', async () => {
    const all = (await list()).rows.map((row) => row.id);
    const first = await list({}, {}, 4);
    const second = await list({}, { after: first.rows.at(-1)?.lastPosition }, 4);
    const back = await list({}, { before: second.rows[0]?.lastPosition }, 4);
    expect([...first.rows, ...second.rows].map((row) => row.id)).toEqual(all.slice(0, 8));
    expect(back.rows).toEqual(first.rows);
    expect([first.hasPrevious, first.hasNext, back.hasPrevious]).toEqual([false, true, false]);
  });

  test('is filtered by who, what, resource and when', async () => {
    expect(await actions({ who: { kind: 'user', id: ben.scope.userId } })).toEqual([
      'addEntity',
      'recordExport',
    ]);
    expect(await actions({ who: { kind: 'operator' }, action: 'addEntity' })).toHaveLength(5);
    expect(await actions({ who: { kind: 'integration', id: newId() } })).toEqual([]);
    expect(await actions({ resource: 'export' })).toEqual(['recordExport']);
    const [row] = (await list({ resource: 'export' })).rows;
    expect(await actions({ resourceId: row?.resourceId ?? null })).toEqual(['recordExport']);
    const all = (await list()).rows;
    const at = row?.createdAt ?? '';
    expect(await actions({ from: at })).toHaveLength(2);
    expect(await actions({ until: at })).toHaveLength(all.length - 2);
    expect(await actions({ from: addSeconds(at, 3600) })).toEqual([]);
    const { people } = await read(ben.scope, 'viewAudit', listActors);
    expect(people.map((person) => person.name)).toEqual(['Ada Klein', 'Ben Osei']);
  });

  test('is not for everybody, and of one company alone', async () => {
    const analyst = await joinAs(ada, 'analyst', 'Cleo Park');
    await expect(read(analyst.scope, 'viewAudit', recordState)).rejects.toMatchObject({ code: 'forbidden' });
    const stranger = systemScope(newId(), 'test');
    const found = await read(stranger, 'viewAudit', (tx) =>
      listCommands(tx, any, { after: null, before: null }, 10),
    );
    expect(found.rows).toEqual([]);
  });
});

describe('a command’s events', () => {
  test('show data, metadata, hash and the hash before, as the record has them', async () => {
    const { rows } = await list();
    const chain =
      await sql`SELECT position::int AS position, encode(hash, 'hex') AS hash FROM event_store.events
      WHERE tenant_id = ${ada.tenantId} ORDER BY position`;
    const hashAt = new Map(chain.map((event) => [event.position, event.hash]));
    for (const row of rows) {
      const { events, command } = await read(ben.scope, 'viewAudit', (tx) =>
        commandEvents(tx, row.id, { after: null, limit: 100 }),
      );
      expect(command.who).toBe(row.who);
      expect(events.map((event) => event.position)[0]).toBe(row.firstPosition);
      expect(events).toHaveLength(row.lastPosition - row.firstPosition + 1);
      for (const event of events) {
        expect(event.hash).toBe(hashAt.get(event.position));
        if (event.position > 1) expect(event.previousHash).toBe(hashAt.get(event.position - 1));
        expect(event.metadata).toMatchObject({ command: row.action });
      }
    }
  });

  test('personal fields are opened, and a long command goes on after its last shown event', async () => {
    const [founding] = (await list({ action: 'foundWorkspace' })).rows;
    if (!founding) throw new Error('The founding is on record.');
    const page = (after: number | null) =>
      read(ben.scope, 'viewAudit', (tx) => commandEvents(tx, founding.id, { after, limit: 3 }));
    const first = await page(null);
    expect(first.events.map(({ type }) => type)).toEqual([
      'WorkspaceCreated',
      'EntityAdded',
      'UserRegistered',
    ]);
    expect(first.events[2]?.data).toMatchObject({ name: 'Ada Klein' });
    const second = await page(first.nextAfter);
    expect(second.events[0]?.position).toBe(4);
    expect(second.nextAfter).toBeNull();
  });

  test('of a command that does not exist, or of another company, are not found', async () => {
    const { rows } = await list();
    const ask = (scope: TestPerson['scope'], id: string) =>
      read(scope, 'viewAudit', (tx) => commandEvents(tx, id, { after: null, limit: 1 }));
    await expect(ask(ben.scope, newId())).rejects.toMatchObject({ code: 'notFound' });
    await expect(ask(ben.scope, 'x')).rejects.toMatchObject({ code: 'notFound' });
    await expect(ask(systemScope(newId(), 'test'), rows[0]?.id ?? '')).rejects.toMatchObject({
      code: 'notFound',
    });
  });
});
