import { type Scope, withTenant } from '#db/tenancy.ts';
import { type Instant, systemClock } from '#lib/clock.ts';
import { hasCode } from '#lib/errors.ts';
import { run } from '../../run.ts';
import { countAttempt } from '../rate-limit.ts';
import {
  type AssertionCeremony,
  assertionRefused,
  beginStepUpAssertion,
  reasonOf,
} from '../webauthn/assertion.ts';
import { consumeChallenge } from '../webauthn/challenges.ts';
import { type AssertionAnswer, assertionAnswer } from '../webauthn/input.ts';
import { authoriseStepUp } from './authorise-step-up.ts';
import { rejectStepUp } from './reject-step-up.ts';

const PER_SESSION = { attempts: 20, window_s: 300 };

/** Begins a step-up for who is signed in. */
export async function beginStepUp(scope: Scope, now: Instant = systemClock()): Promise<AssertionCeremony> {
  await countAttempt(`step-up/${scope.sessionId}`, PER_SESSION, now);
  return withTenant(scope, (tx) => beginStepUpAssertion(tx, scope.userId, now));
}

/** Ends a step-up. A refused assertion goes on record and throws a NexusError `unauthenticated`. */
export async function finishStepUp(
  scope: Scope,
  answer: AssertionAnswer,
  now: Instant = systemClock(),
): Promise<{ until: Instant }> {
  try {
    const parsed = assertionAnswer.safeParse(answer);
    if (!parsed.success) throw assertionRefused(parsed.error);
    const { challengeId, response } = parsed.data;
    const { bytes, userId } = await consumeChallenge(challengeId, 'stepUp', now);
    if (userId !== scope.userId) throw assertionRefused('The challenge was made for somebody else.');
    const challenge = Buffer.from(bytes).toString('base64url');
    return await run(scope, authoriseStepUp, { challenge, response }, () => now);
  } catch (error) {
    if (hasCode(error, 'unauthenticated')) {
      await run(scope, rejectStepUp, { reason: reasonOf(error) }, () => now);
    }
    throw error;
  }
}
