import type { z } from 'zod';
import type { StreamAppend } from '#db/event-store/append.ts';
import type { Instant } from '#lib/clock.ts';
import type { Id } from '#lib/ids.ts';
import { add, noPasskeys } from '../passkeys/decide.ts';
import type { newPasskey } from '../passkeys/input.ts';
import { startedSession } from '../sessions/start-session.ts';
import { nobody, type PersonRole, register } from './decide.ts';

/** Registers somebody with their first passkey and signs them in: the ceremony that made the passkey has verified them. */
export function newcomer(
  tenantId: Id,
  person: { userId: Id; name: string; email: string; role: PersonRole },
  passkey: z.output<typeof newPasskey>,
  now: Instant,
  newId: () => Id,
): { token: string; streams: StreamAppend[] } {
  const { userId, ...data } = person;
  const passkeyId = newId();
  const proof = { userId, passkeyId, counter: passkey.counter, backedUp: passkey.backedUp };
  const { token, append } = startedSession(tenantId, newId(), proof, now);
  const events = [
    ...register(nobody, { ...data, entities: null }),
    ...add(noPasskeys, { passkeyId, ...passkey }),
  ];
  return {
    token,
    streams: [{ stream: { type: 'user', id: userId }, expectedVersion: 0, events }, append],
  };
}
