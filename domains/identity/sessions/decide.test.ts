import { expect, test } from 'vitest';
import type { NewEvent } from '#db/event-store/event.ts';
import { evolve, noSession, revoke, start, stepUp } from './decide.ts';

const data = {
  userId: 'ada',
  passkeyId: 'key',
  counter: 1,
  backedUp: false,
  tokenHash: '0'.repeat(64),
  expiresAt: '2026-11-21T20:00:00.000000Z',
};
const started: NewEvent = { type: 'SessionStarted', data };
const revoked: NewEvent = { type: 'SessionRevoked', data: { reason: 'revoked' } };
const given = (...events: NewEvent[]) => events.reduce(evolve, noSession);
const ada = { userId: 'ada', looksAfterPeople: false };

test('given nothing, a session begins; given one, it does not begin again', () => {
  expect(start(given(), data)).toEqual([started]);
  expect(() => start(given(started), data)).toThrow(/already/);
});

test('given a session, its owner ends it once, an admin too, others do not know of it', () => {
  expect(revoke(given(started), ada, 'revoked')).toEqual([revoked]);
  expect(revoke(given(started, revoked), ada, 'revoked')).toEqual([]);
  expect(revoke(given(started), { userId: 'ben', looksAfterPeople: true }, 'revoked')).toEqual([revoked]);
  expect(() => revoke(given(started), { userId: 'ben', looksAfterPeople: false }, 'revoked')).toThrow(
    /no such session/,
  );
  expect(() => revoke(given(), ada, 'revoked')).toThrow(/no such session/);
});

test('given a session that ended or is another’s, no step-up goes on it', () => {
  const rejected = { type: 'StepUpRejected', data: { reason: 'wrong' } } as const;
  expect(stepUp(given(started), 'ada', rejected)).toEqual([rejected]);
  expect(() => stepUp(given(started, revoked), 'ada', rejected)).toThrow(/ended/);
  expect(() => stepUp(given(started), 'ben', rejected)).toThrow(/ended/);
});
