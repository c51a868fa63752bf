import type { Scope } from '#db/tenancy.ts';
import { type Instant, systemClock } from '#lib/clock.ts';
import { hasCode } from '#lib/errors.ts';
import { run } from '../../run.ts';
import { ceremonyScope } from '../machine-scopes.ts';
import { countAttempt } from '../rate-limit.ts';
import type { RequestFacts } from '../request-facts.ts';
import { unpackIds } from '../tokens.ts';
import {
  type AssertionCeremony,
  assertionRefused,
  beginSignInAssertion,
  reasonOf,
} from '../webauthn/assertion.ts';
import { consumeChallenge } from '../webauthn/challenges.ts';
import { type AssertionAnswer, assertionAnswer } from '../webauthn/input.ts';
import { rejectSignIn } from './reject-sign-in.ts';
import { signIn } from './sign-in.ts';

/** A whole office may share one address. */
const PER_ADDRESS = { attempts: 60, window_s: 300 };
const PER_ACCOUNT = { attempts: 10, window_s: 300 };
const ONE_A_MINUTE = { attempts: 1, window_s: 60 };

/** Begins a sign-in. Throws a NexusError `rateLimited` when this address asks too often. */
export async function beginSignIn(
  facts: RequestFacts,
  now: Instant = systemClock(),
): Promise<AssertionCeremony> {
  await countAttempt(`sign-in begun/${facts.ip}`, PER_ADDRESS, now);
  return beginSignInAssertion(now);
}

/**
 * Ends a sign-in and returns the new session's token. Throws a NexusError `rateLimited`, or `unauthenticated` in the same words whether the
 * account does not exist, is suspended, or the signature is wrong.
 */
export async function finishSignIn(
  answer: AssertionAnswer,
  facts: RequestFacts,
  now: Instant = systemClock(),
): Promise<{ token: string }> {
  await countAttempt(`sign-in/${facts.ip}`, PER_ADDRESS, now);
  const parsed = assertionAnswer.safeParse(answer);
  if (!parsed.success) throw assertionRefused(parsed.error);
  const { challengeId, response } = parsed.data;
  const ids = unpackIds(response.response.userHandle ?? '');
  if (!ids) throw assertionRefused('The user handle is not one of ours.');
  await countAttempt(`sign-in/${ids.tenantId}/${ids.id}`, PER_ACCOUNT, now);
  const scope = ceremonyScope(ids.tenantId, ids.id, facts);
  try {
    const { bytes } = await consumeChallenge(challengeId, 'signIn', now);
    const challenge = Buffer.from(bytes).toString('base64url');
    return await run(scope, signIn, { userId: ids.id, challenge, response }, () => now);
  } catch (error) {
    if (hasCode(error, 'unauthenticated')) await recordRejection(scope, reasonOf(error), now);
    throw error;
  }
}

/** At most one event per account, address and minute: nobody without an account can fill the record. */
async function recordRejection(scope: Scope, reason: string, now: Instant): Promise<void> {
  const { tenantId, userId, ip } = scope;
  try {
    await countAttempt(`sign-in refused/${tenantId}/${userId}/${ip}`, ONE_A_MINUTE, now);
  } catch (error) {
    if (hasCode(error, 'rateLimited')) return;
    throw error;
  }
  await run(scope, rejectSignIn, { userId, reason }, () => now);
}
