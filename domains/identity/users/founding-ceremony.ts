import type { z } from 'zod';
import { type Instant, systemClock } from '#lib/clock.ts';
import { NexusError } from '#lib/errors.ts';
import { type Id, newId } from '#lib/ids.ts';
import { problemsOf } from '../../problems.ts';
import { run } from '../../run.ts';
import { ceremonyScope } from '../machine-scopes.ts';
import { nameFromUserAgent } from '../passkeys/name-from-user-agent.ts';
import type { RequestFacts } from '../request-facts.ts';
import { findSetupLink } from '../setup-links/setup-links.ts';
import type { RegistrationAnswer } from '../webauthn/input.ts';
import {
  beginRegistration,
  finishRegistration,
  type RegistrationCeremony,
} from '../webauthn/registration.ts';
import { founding, foundWorkspace } from './found-workspace.ts';

export type Founding = z.input<typeof founding>;

/** Begins the first sign-up. Throws a NexusError `notFound` for a link that is used, `invalid` with the form's problems. */
export async function beginFounding(
  linkToken: string,
  form: Founding,
  now: Instant = systemClock(),
): Promise<RegistrationCeremony> {
  await signUpLink(linkToken, now);
  const parsed = founding.safeParse(form);
  if (!parsed.success) {
    throw new NexusError('invalid', 'The form is not complete.', { problems: problemsOf(parsed.error) });
  }
  const { name, email } = parsed.data;
  return beginRegistration({ tenantId: newId(), userId: newId(), name, email }, now);
}

/** Ends the first sign-up: company, person, passkey and session at once. Returns the session's token. */
export async function finishFounding(
  linkToken: string,
  form: Founding,
  answer: RegistrationAnswer,
  facts: RequestFacts,
  now: Instant = systemClock(),
): Promise<{ tenantId: Id; token: string }> {
  const link = await signUpLink(linkToken, now);
  const { tenantId, userId, passkey } = await finishRegistration(answer, now);
  const named = { ...passkey, transports: [...passkey.transports], name: nameFromUserAgent(facts.userAgent) };
  const scope = ceremonyScope(tenantId, userId, facts);
  return run(scope, foundWorkspace, { ...form, passkey: named, setupLinkId: link.id }, () => now);
}

async function signUpLink(token: string, now: Instant) {
  const link = await findSetupLink(token, now);
  if (link?.purpose === 'signUp') return link;
  throw new NexusError(
    'notFound',
    'This link was used already, or is too old. A new one is printed at the next start.',
  );
}
