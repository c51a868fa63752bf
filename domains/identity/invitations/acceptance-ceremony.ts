import { withTenant } from '#db/tenancy.ts';
import { type Instant, systemClock } from '#lib/clock.ts';
import type { Id } from '#lib/ids.ts';
import { run } from '../../run.ts';
import { loadStream } from '../load-stream.ts';
import { ceremonyScope, systemScope } from '../machine-scopes.ts';
import { nameFromUserAgent } from '../passkeys/name-from-user-agent.ts';
import type { RequestFacts } from '../request-facts.ts';
import { parseToken, secretMatches } from '../tokens.ts';
import type { RegistrationAnswer } from '../webauthn/input.ts';
import {
  beginRegistration,
  finishRegistration,
  type RegistrationCeremony,
} from '../webauthn/registration.ts';
import { acceptInvitation } from './accept-invitation.ts';
import { evolve, invitationGone, noInvitation } from './decide.ts';
import { type OpenInvitation, openInvitation } from './queries.ts';

type Found = OpenInvitation & { readonly tenantId: Id };

/** The invitation behind a link; null when it was used or revoked, or is too old. */
export async function findInvitation(token: string, now: Instant = systemClock()): Promise<Found | null> {
  const parsed = parseToken(token);
  if (!parsed) return null;
  const { tenantId, id, secret } = parsed;
  const found = await withTenant(systemScope(tenantId, 'invitation'), (tx) => openInvitation(tx, id, now));
  return found && secretMatches(secret, found.tokenHash) ? { ...found, tenantId } : null;
}

/** Begins to make the invitee's passkey. Throws a NexusError `notFound` when the invitation is gone. */
export async function beginAcceptance(
  token: string,
  now: Instant = systemClock(),
): Promise<RegistrationCeremony> {
  const { tenantId, id, name, email } = await mustFind(token, now);
  const userId = await withTenant(systemScope(tenantId, 'invitation'), async (tx) => {
    const { events } = await loadStream(tx, { type: 'invitation', id });
    const invitation = events.reduce(evolve, noInvitation);
    if (invitation.status !== 'open') throw invitationGone();
    return invitation.invitee.userId;
  });
  return beginRegistration({ tenantId, userId, name, email }, now);
}

/** Ends the acceptance and returns the session's token. */
export async function finishAcceptance(
  token: string,
  answer: RegistrationAnswer,
  facts: RequestFacts,
  now: Instant = systemClock(),
): Promise<{ token: string }> {
  const invitation = await mustFind(token, now);
  const { tenantId, userId, passkey } = await finishRegistration(answer, now);
  if (tenantId !== invitation.tenantId) throw invitationGone();
  const named = { ...passkey, transports: [...passkey.transports], name: nameFromUserAgent(facts.userAgent) };
  const input = { invitationId: invitation.id, passkey: named };
  return run(ceremonyScope(tenantId, userId, facts), acceptInvitation, input, () => now);
}

async function mustFind(token: string, now: Instant): Promise<Found> {
  const found = await findInvitation(token, now);
  if (!found) throw invitationGone();
  return found;
}
