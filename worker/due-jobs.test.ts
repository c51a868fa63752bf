import { describe, expect, test } from 'vitest';
import { newId } from '#lib/ids.ts';
import { dueJobs, type ScheduledTenant } from './due-jobs.ts';

const id = newId();

function tenant(facts: Partial<ScheduledTenant> = {}): ScheduledTenant {
  return {
    id,
    timeZone: 'Europe/Berlin',
    createdAt: at('2026-01-01T12:00:00Z'),
    lastVerifiedAt: at('2026-11-20T05:00:10Z'),
    lastEnqueuedAt: { sweep: at('2026-11-20T03:00:10Z'), verify: at('2026-11-20T05:00:05Z') },
    ...facts,
  };
}

const at = (text: string) => text.replace('Z', '.000000Z');
const due = (now: string, facts?: Partial<ScheduledTenant>) =>
  dueJobs(at(now), [tenant(facts)]).map(({ queue }) => queue);

describe('what is due', () => {
  test('is swept at four and proved at six, on the company’s own clock', () => {
    expect(due('2026-11-21T02:59:59Z')).toEqual([]);
    expect(due('2026-11-21T03:00:00Z')).toEqual(['sweep']);
    expect(due('2026-11-21T05:00:00Z')).toEqual(['sweep', 'verify']);
    const swept = { sweep: at('2026-11-21T03:00:20Z'), verify: at('2026-11-20T05:00:05Z') };
    expect(due('2026-11-21T04:59:59Z', { lastEnqueuedAt: swept })).toEqual([]);
    expect(due('2026-11-21T05:00:00Z', { lastEnqueuedAt: swept })).toEqual(['verify']);
    expect(due('2026-11-20T21:00:00Z', { timeZone: 'Asia/Tokyo' })).toEqual(['sweep', 'verify']);
  });

  test('is asked for once a night, even when the job fails', () => {
    const asked = { sweep: at('2026-11-21T03:00:20Z'), verify: at('2026-11-21T05:00:20Z') };
    expect(due('2026-11-21T05:01:00Z', { lastEnqueuedAt: asked })).toEqual([]);
    expect(due('2026-11-22T04:59:00Z', { lastEnqueuedAt: asked })).toEqual(['sweep']);
    expect(due('2026-11-22T05:00:00Z', { lastEnqueuedAt: asked })).toEqual(['sweep', 'verify']);
  });

  test('a night through which nothing ran is made up for at the next start', () => {
    expect(due('2026-11-24T14:00:00Z')).toEqual(['sweep', 'verify']);
  });

  test('a record that somebody proved by hand since is not proved again', () => {
    expect(due('2026-11-21T10:00:00Z', { lastVerifiedAt: at('2026-11-21T09:00:00Z') })).toEqual(['sweep']);
  });

  test('a new company is proved after five minutes, and has nothing to sweep', () => {
    const createdAt = at('2026-11-21T09:00:00Z');
    const fresh = { createdAt, lastVerifiedAt: null, lastEnqueuedAt: { sweep: null, verify: null } };
    expect(due('2026-11-21T09:04:59Z', fresh)).toEqual([]);
    expect(due('2026-11-21T09:05:00Z', fresh)).toEqual(['verify']);
    const asked = { ...fresh, lastEnqueuedAt: { sweep: null, verify: at('2026-11-21T09:05:00Z') } };
    expect(due('2026-11-21T09:06:00Z', asked)).toEqual([]);
    expect(due('2026-11-22T05:00:00Z', asked)).toEqual(['sweep', 'verify']);
  });

  test('where clocks jump, six o’clock jumps with them', () => {
    const zone = { timeZone: 'America/St_Johns' };
    const asked = { sweep: at('2026-03-07T07:30:20Z'), verify: at('2026-03-07T09:30:20Z') };
    // Clocks jump from 02:00 to 03:00 on 8 March: six o'clock is an hour earlier than the day before.
    expect(due('2026-03-08T08:29:59Z', { ...zone, lastEnqueuedAt: asked })).toEqual(['sweep']);
    expect(due('2026-03-08T08:30:00Z', { ...zone, lastVerifiedAt: null, lastEnqueuedAt: asked })).toEqual([
      'sweep',
      'verify',
    ]);
  });
});
