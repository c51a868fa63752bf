import type { StreamAppend } from '#db/event-store/append.ts';
import { addSeconds, type Instant } from '#lib/clock.ts';
import type { Id } from '#lib/ids.ts';
import { issueToken } from '../tokens.ts';
import { noSession, start } from './decide.ts';
import { ABSOLUTE_LIMIT_S } from './session-state.ts';

/** What a new session begins with, and the token that its browser will bring. */
export function startedSession(
  tenantId: Id,
  sessionId: Id,
  proof: { userId: Id; passkeyId: Id; counter: number; backedUp: boolean },
  now: Instant,
): { token: string; append: StreamAppend } {
  const { token, tokenHash } = issueToken(tenantId, sessionId);
  const expiresAt = addSeconds(now, ABSOLUTE_LIMIT_S);
  const { userId, passkeyId, counter, backedUp } = proof;
  return {
    token,
    append: {
      stream: { type: 'session', id: sessionId },
      expectedVersion: 0,
      events: start(noSession, { userId, passkeyId, counter, backedUp, tokenHash, expiresAt }),
    },
  };
}
