import type { Scope } from '#db/tenancy.ts';
import { type Instant, systemClock } from '#lib/clock.ts';
import { NexusError } from '#lib/errors.ts';
import type { Id } from '#lib/ids.ts';
import { read, requireStepUp, run } from '../../run.ts';
import type { RegistrationAnswer } from '../webauthn/input.ts';
import {
  beginRegistration,
  finishRegistration,
  type RegistrationCeremony,
} from '../webauthn/registration.ts';
import { addPasskey } from './add-passkey.ts';
import { passkeysOf } from './queries.ts';

/**
 * Begins to add a passkey for who is signed in; `person` is what the authenticator will show. Throws a NexusError `stepUpRequired` before
 * anything is made on the device.
 */
export async function beginAddPasskey(
  scope: Scope,
  person: { name: string; email: string },
  now: Instant = systemClock(),
): Promise<RegistrationCeremony> {
  requireStepUp(scope, now);
  const known = await read(scope, 'viewProfile', (tx) => passkeysOf(tx, scope.userId));
  return beginRegistration({ tenantId: scope.tenantId, userId: scope.userId, ...person, known }, now);
}

/** Ends the ceremony and adds the passkey. Errors as `finishRegistration` and `run`. */
export async function finishAddPasskey(
  scope: Scope,
  answer: RegistrationAnswer,
  name: string,
  now: Instant = systemClock(),
): Promise<{ passkeyId: Id }> {
  const { tenantId, userId, passkey } = await finishRegistration(answer, now);
  if (tenantId !== scope.tenantId || userId !== scope.userId) {
    throw new NexusError('unauthenticated', 'The passkey was made for somebody else.');
  }
  return run(
    scope,
    addPasskey,
    { passkey: { ...passkey, transports: [...passkey.transports], name } },
    () => now,
  );
}
