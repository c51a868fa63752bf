import { expect, test } from 'vitest';
import type { NewEvent } from '#db/event-store/event.ts';
import { accept, evolve, noInvitation, revoke } from './decide.ts';

const expiresAt = '2026-11-24T08:00:00.000000Z';
const before = '2026-11-24T07:59:59.999999Z';
const issued: NewEvent = {
  type: 'InvitationIssued',
  data: {
    inviteeId: 'ben',
    name: 'Ben Osei',
    email: 'ben@halden.example',
    role: 'analyst',
    tokenHash: '0'.repeat(64),
    expiresAt,
  },
};
const accepted: NewEvent = { type: 'InvitationAccepted', data: { userId: 'ben' } };
const revoked: NewEvent = { type: 'InvitationRevoked', data: {} };
const given = (...events: NewEvent[]) => events.reduce(evolve, noInvitation);

test('given an open invitation, it is accepted in time and says who comes', () => {
  expect(accept(given(issued), before)).toEqual({
    invitee: { userId: 'ben', name: 'Ben Osei', email: 'ben@halden.example', role: 'analyst' },
    events: [accepted],
  });
});

test.each([
  ['that never was', [], before],
  ['that is too old', [issued], expiresAt],
  ['that was accepted', [issued, accepted], before],
  ['that was revoked', [issued, revoked], before],
])('given an invitation %s, it is not accepted', (_, events, now) => {
  expect(() => accept(given(...events), now)).toThrow(/used or revoked/);
});

test('given an invitation, it is revoked once, and not after it was accepted', () => {
  expect(revoke(given(issued))).toEqual([revoked]);
  expect(revoke(given(issued, revoked))).toEqual([]);
  expect(() => revoke(given(issued, accepted))).toThrow(/Suspend the person/);
  expect(() => revoke(given())).toThrow(/no such invitation/);
});
