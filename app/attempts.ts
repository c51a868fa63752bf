import 'server-only';
import type { RequestFacts } from '#domains/identity/request-facts.ts';
import { NexusError } from '#lib/errors.ts';
import { log } from '#lib/log.ts';
import { countSignIn } from '#lib/metrics.ts';
import { requestFacts } from './browser-session.ts';

/** The ways to a first session: with a passkey that is known, or with a new one by a link. */
type Way = 'passkey' | 'signUp' | 'invitation' | 'recovery';

/**
 * Does `step` of somebody who is not signed in, and notes what came of it in the log and the metrics: nobody without an account can write
 * to the record. A step that only begins is noted when it is refused.
 */
export async function noteAttempt<T>(
  way: Way,
  step: 'begin' | 'finish',
  work: (facts: RequestFacts) => Promise<T>,
): Promise<T> {
  const facts = await requestFacts();
  try {
    const result = await work(facts);
    if (step === 'finish') note(way, 'signedIn', facts);
    return result;
  } catch (error) {
    note(way, error instanceof NexusError ? error.code : 'broken', facts);
    throw error;
  }
}

function note(way: Way, outcome: string, { requestId, ip }: RequestFacts): void {
  countSignIn(way, outcome);
  log().info({ requestId, way, outcome, ip }, 'sign-in');
}
