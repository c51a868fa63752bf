import { expect, test } from 'vitest';
import type { NewEvent } from '#db/event-store/event.ts';
import { add, evolve, MAX_PASSKEYS, noPasskeys, remove, rename, replaceAll } from './decide.ts';

const data = (passkeyId: string) => ({
  passkeyId,
  credentialId: `credential-${passkeyId}`,
  coseKey: 'key',
  counter: 0,
  transports: ['internal'],
  deviceType: 'singleDevice' as const,
  backedUp: false,
  relyingPartyId: 'localhost',
  name: 'Laptop',
});
const added = (id: string): NewEvent => ({ type: 'PasskeyAdded', data: data(id) });
const removed = (id: string): NewEvent => ({ type: 'PasskeyRemoved', data: { passkeyId: id } });
const given = (...events: NewEvent[]) => events.reduce(evolve, noPasskeys);

test('given two passkeys, either can be removed; given one, it cannot', () => {
  expect(remove(given(added('a'), added('b')), 'a')).toEqual([removed('a')]);
  expect(() => remove(given(added('a')), 'a')).toThrow(/last passkey/);
  expect(() => remove(given(added('a'), added('b'), removed('a')), 'b')).toThrow(/last passkey/);
});

test('given a passkey that is gone, it is neither renamed nor removed', () => {
  const passkeys = given(added('a'), added('b'), added('c'), removed('b'));
  expect(() => remove(passkeys, 'b')).toThrow(/no such passkey/);
  expect(() => rename(passkeys, 'b', 'Phone')).toThrow(/no such passkey/);
  expect(rename(passkeys, 'c', 'Phone')).toEqual([
    { type: 'PasskeyRenamed', data: { passkeyId: 'c', name: 'Phone' } },
  ]);
});

test('given as many as a person may have, another is refused', () => {
  const all = given(...Array.from({ length: MAX_PASSKEYS }, (_, index) => added(`${index}`)));
  expect(() => add(all, data('more'))).toThrow(/at most/);
  expect(add(given(added('a')), data('more'))).toEqual([added('more')]);
});

test('given lost passkeys, a recovery leaves exactly the new one', () => {
  const before = given(added('a'), added('b'));
  const events = replaceAll(before, data('new'));
  expect([...events.reduce(evolve, before)]).toEqual(['new']);
});
