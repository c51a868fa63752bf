import { expect, test } from 'vitest';
import { addSeconds } from '#lib/clock.ts';
import { ABSOLUTE_LIMIT_S, IDLE_LIMIT_S, type SessionFacts, sessionState } from './session-state.ts';

const began = '2026-11-21T08:00:00.000000Z';
const facts: SessionFacts = {
  createdAt: began,
  lastSeenAt: null,
  expiresAt: addSeconds(began, ABSOLUTE_LIMIT_S),
  revokedAt: null,
  userStatus: 'active',
  tenantStatus: 'active',
};

test.each([
  ['live', 'just begun', {}, 0],
  ['live', 'a moment before the hour', {}, IDLE_LIMIT_S - 1],
  ['idle', 'an hour without a request', {}, IDLE_LIMIT_S],
  ['live', 'an hour, seen in between', { lastSeenAt: addSeconds(began, 60) }, IDLE_LIMIT_S],
  [
    'expired',
    'twelve hours, seen just now',
    { lastSeenAt: addSeconds(began, ABSOLUTE_LIMIT_S) },
    ABSOLUTE_LIMIT_S,
  ],
  ['revoked', 'revoked', { revokedAt: began }, 1],
  ['suspended', 'its person suspended', { userStatus: 'suspended' }, 1],
  ['suspended', 'its company suspended', { tenantStatus: 'suspended' }, 1],
] as const)('%s: %s', (state, _, change, after_s) => {
  expect(sessionState({ ...facts, ...change }, addSeconds(began, after_s))).toBe(state);
});
