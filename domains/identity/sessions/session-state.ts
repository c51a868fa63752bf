import { addSeconds, type Instant } from '#lib/clock.ts';

/** A session ends by itself after this long without a request. */
export const IDLE_LIMIT_S = 60 * 60;
/** A session ends by itself this long after sign-in, whatever happens. */
export const ABSOLUTE_LIMIT_S = 12 * 60 * 60;
/** How long a fresh assertion counts for commands that ask for one. */
export const STEP_UP_S = 5 * 60;

/** What decides whether a session still carries anybody. */
export type SessionFacts = {
  readonly createdAt: Instant;
  readonly lastSeenAt: Instant | null;
  readonly expiresAt: Instant;
  readonly revokedAt: Instant | null;
  readonly userStatus: string;
  readonly tenantStatus: string;
};

export type SessionState = 'live' | 'revoked' | 'expired' | 'idle' | 'suspended';

/** Whether the session carries its person at `now`, or why it does not. */
export function sessionState(facts: SessionFacts, now: Instant): SessionState {
  if (facts.revokedAt !== null) return 'revoked';
  if (facts.expiresAt <= now) return 'expired';
  if (facts.userStatus !== 'active' || facts.tenantStatus !== 'active') return 'suspended';
  if (addSeconds(facts.lastSeenAt ?? facts.createdAt, IDLE_LIMIT_S) <= now) return 'idle';
  return 'live';
}
