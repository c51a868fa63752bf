import { describe, expect, test } from 'vitest';
import type { NewEvent } from '#db/event-store/event.ts';
import {
  type Asker,
  changeRole,
  evolve,
  nobody,
  type PersonRole,
  reactivate,
  register,
  suspend,
} from './decide.ts';

const ada = (role: PersonRole): NewEvent => ({
  type: 'UserRegistered',
  data: { name: 'Ada Klein', email: 'ada@halden.example', role, entities: null },
});
const suspended: NewEvent = { type: 'UserSuspended', data: {} };
const given = (...events: NewEvent[]) => events.reduce(evolve, nobody);
const admin: Asker = { role: 'admin', isSelf: false };
const owner: Asker = { role: 'owner', isSelf: false };

describe('a person', () => {
  test('given nobody, is registered; given somebody, is not registered again', () => {
    const data = ada('analyst').data as Parameters<typeof register>[1];
    expect(register(given(), data)).toEqual([ada('analyst')]);
    expect(() => register(given(ada('analyst')), data)).toThrow(/already/);
  });

  test('given an analyst, when an admin makes them treasurer, both roles are recorded', () => {
    expect(changeRole(given(ada('analyst')), 'treasurer', admin)).toEqual([
      { type: 'RoleChanged', data: { role: 'treasurer', previousRole: 'analyst' } },
    ]);
  });

  test('given a treasurer, when made treasurer, nothing is recorded', () => {
    expect(changeRole(given(ada('treasurer')), 'treasurer', admin)).toEqual([]);
  });

  test('given the former role, what was changed since counts', () => {
    const changed: NewEvent = { type: 'RoleChanged', data: { role: 'auditor', previousRole: 'analyst' } };
    expect(given(ada('analyst'), changed)).toEqual({ status: 'active', role: 'auditor' });
  });

  test.each([
    ['made owner', () => changeRole(given(ada('analyst')), 'owner', admin)],
    ['no longer owner', () => changeRole(given(ada('owner')), 'analyst', admin)],
    ['suspended as owner', () => suspend(given(ada('owner')), admin)],
    ['reactivated as owner', () => reactivate(given(ada('owner'), suspended), admin)],
  ])('is not %s by an admin', (_, act) => {
    expect(act).toThrow(/Only an owner/);
  });

  test('is made owner by an owner, and by the operator', () => {
    expect(changeRole(given(ada('analyst')), 'owner', owner)).toHaveLength(1);
    expect(changeRole(given(ada('analyst')), 'owner', { role: 'system', isSelf: false })).toHaveLength(1);
  });

  test('is suspended and reactivated once, and never by themselves', () => {
    expect(suspend(given(ada('analyst')), admin)).toEqual([suspended]);
    expect(suspend(given(ada('analyst'), suspended), admin)).toEqual([]);
    expect(reactivate(given(ada('analyst'), suspended), admin)).toEqual([
      { type: 'UserReactivated', data: {} },
    ]);
    expect(reactivate(given(ada('analyst')), admin)).toEqual([]);
    expect(() => suspend(given(ada('admin')), { role: 'admin', isSelf: true })).toThrow(/yourself/);
  });

  test('who does not exist is not changed', () => {
    for (const act of [changeRole.bind(null, nobody, 'analyst'), suspend.bind(null, nobody)]) {
      expect(() => act(admin)).toThrow(/no such person/);
    }
  });
});
