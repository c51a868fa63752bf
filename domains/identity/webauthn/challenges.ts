import { randomBytes } from 'node:crypto';
import { and, eq, gt, isNull, lt } from 'drizzle-orm';
import { database } from '#db/client.ts';
import { webauthnChallenges } from '#db/schema/identity.ts';
import { addSeconds, type Instant } from '#lib/clock.ts';
import { NexusError } from '#lib/errors.ts';
import { type Id, newId } from '#lib/ids.ts';

export type ChallengePurpose = 'register' | 'signIn' | 'stepUp';
export type Challenge = {
  readonly id: Id;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly tenantId: Id | null;
  readonly userId: Id | null;
  readonly approves: string | null;
};

const CHALLENGE_BYTES = 32;
export const CHALLENGE_LIFE_S = 300;

/** Makes a challenge that can be answered once, within five minutes, for this purpose and, where given, this person. */
export async function issueChallenge(
  purpose: ChallengePurpose,
  about: { tenantId?: Id; userId?: Id; approves?: string },
  now: Instant,
): Promise<Challenge> {
  const challenge = {
    id: newId(),
    bytes: new Uint8Array(randomBytes(CHALLENGE_BYTES)),
    tenantId: about.tenantId ?? null,
    userId: about.userId ?? null,
    approves: about.approves ?? null,
  };
  const { bytes, ...row } = challenge;
  const expiresAt = addSeconds(now, CHALLENGE_LIFE_S);
  await database()
    .drizzle.insert(webauthnChallenges)
    .values({ ...row, challenge: bytes, purpose, expiresAt });
  return challenge;
}

/**
 * Takes the challenge out of use and returns it. The one conditional UPDATE is the whole guard against replay: the second caller finds
 * nothing. Throws a NexusError `unauthenticated` when it is unknown, answered already, too old or for another purpose.
 */
export async function consumeChallenge(id: Id, purpose: ChallengePurpose, now: Instant): Promise<Challenge> {
  const [row] = await database()
    .drizzle.update(webauthnChallenges)
    .set({ consumedAt: now })
    .where(
      and(
        eq(webauthnChallenges.id, id),
        eq(webauthnChallenges.purpose, purpose),
        isNull(webauthnChallenges.consumedAt),
        gt(webauthnChallenges.expiresAt, now),
      ),
    )
    .returning();
  if (!row)
    throw new NexusError('unauthenticated', 'This took too long, or was answered already. Try again.');
  return { ...row, bytes: new Uint8Array(row.challenge) };
}

/** Forgets challenges that nobody can answer any more. Returns how many. */
export async function sweepChallenges(now: Instant): Promise<number> {
  const gone = await database()
    .drizzle.delete(webauthnChallenges)
    .where(lt(webauthnChallenges.expiresAt, now))
    .returning({ id: webauthnChallenges.id });
  return gone.length;
}
