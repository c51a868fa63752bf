import { expect, test } from 'vitest';
import type { NewEvent } from '#db/event-store/event.ts';
import { create, evolve, pause, resume, rotate } from './decide.ts';

const created = { name: 'SAP', source: 'sap' as const, scopes: ['invoices'] };
const issued = { secretId: 'secret', previousRetiresAt: '2026-11-21T08:00:00.000000Z' };
const paused: NewEvent = { type: 'IntegrationPaused', data: {} };
const resumed: NewEvent = { type: 'IntegrationResumed', data: {} };
const given = (...events: NewEvent[]) => events.reduce(evolve, 'none');
const existing = create('none', created, issued);

test('given nothing, a sender begins with a secret, and only once', () => {
  expect(existing.map((event) => event.type)).toEqual(['IntegrationCreated', 'SigningSecretIssued']);
  expect(() => create(given(...existing), created, issued)).toThrow(/already/);
});

test('given a sender, it is paused and resumed once each, and its secret stays changeable', () => {
  expect(pause(given(...existing))).toEqual([paused]);
  expect(pause(given(...existing, paused))).toEqual([]);
  expect(resume(given(...existing, paused))).toEqual([resumed]);
  expect(resume(given(...existing, paused, resumed))).toEqual([]);
  expect(rotate(given(...existing, paused), issued)).toHaveLength(1);
});

test('given no sender, nothing happens to it', () => {
  for (const act of [pause, resume]) expect(() => act(given())).toThrow(/no such integration/);
  expect(() => rotate(given(), issued)).toThrow(/no such integration/);
});
