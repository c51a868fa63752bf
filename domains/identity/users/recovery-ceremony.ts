import { withTenant } from '#db/tenancy.ts';
import { type Instant, systemClock } from '#lib/clock.ts';
import { NexusError } from '#lib/errors.ts';
import { type Id, newId } from '#lib/ids.ts';
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
import { ownProfile, type Profile } from './queries.ts';
import { redeemRecovery } from './redeem-recovery.ts';

/** Whom a recovery link is for; null when it is used or too old. */
export async function recoveringPerson(
  linkToken: string,
  now: Instant = systemClock(),
): Promise<Profile | null> {
  const link = await findSetupLink(linkToken, now);
  return link?.purpose === 'recover' ? profileOf(link.tenantId, link.userId) : null;
}

/** Begins to make the new passkey. Throws a NexusError `notFound` for a link that is used or too old. */
export async function beginRecovery(
  linkToken: string,
  now: Instant = systemClock(),
): Promise<RegistrationCeremony> {
  const { tenantId, userId } = await recoveryLink(linkToken, now);
  const { name, email } = await profileOf(tenantId, userId);
  return beginRegistration({ tenantId, userId, name, email }, now);
}

/** Ends the recovery and returns the new session's token. */
export async function finishRecovery(
  linkToken: string,
  answer: RegistrationAnswer,
  facts: RequestFacts,
  now: Instant = systemClock(),
): Promise<{ token: string }> {
  const link = await recoveryLink(linkToken, now);
  const { tenantId, userId, passkey } = await finishRegistration(answer, now);
  if (tenantId !== link.tenantId || userId !== link.userId) {
    throw new NexusError('unauthenticated', 'The passkey was made for somebody else.');
  }
  const named = { ...passkey, transports: [...passkey.transports], name: nameFromUserAgent(facts.userAgent) };
  const input = { setupLinkId: link.id, passkey: named };
  return run(ceremonyScope(tenantId, userId, facts), redeemRecovery, input, () => now);
}

function profileOf(tenantId: Id, userId: Id): Promise<Profile> {
  return withTenant(
    ceremonyScope(tenantId, userId, { requestId: newId(), ip: null, userAgent: null }),
    ownProfile,
  );
}

async function recoveryLink(token: string, now: Instant) {
  const link = await findSetupLink(token, now);
  if (link?.purpose === 'recover') return link;
  throw new NexusError('notFound', 'This link was used already, or is too old. Ask for a new one.');
}
