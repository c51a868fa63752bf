import {
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import type { Instant } from '#lib/clock.ts';
import { NexusError } from '#lib/errors.ts';
import type { Id } from '#lib/ids.ts';
import { packIds } from '../tokens.ts';
import { consumeChallenge, issueChallenge } from './challenges.ts';
import { knownTransports, type RegistrationAnswer, registrationAnswer } from './input.ts';
import { relyingPartyId, relyingPartyOrigin } from './relying-party.ts';

/** Whom a passkey is made for. Name and e-mail are what the authenticator shows. */
export type Registrant = {
  readonly tenantId: Id;
  readonly userId: Id;
  readonly name: string;
  readonly email: string;
  /** Credentials they have already: the same authenticator makes no second one. */
  readonly known?: readonly { readonly credentialId: string; readonly transports: readonly string[] }[];
};

/** A passkey as its authenticator declared it. The key is a COSE public key in base64url. */
export type VerifiedPasskey = {
  readonly credentialId: string;
  readonly coseKey: string;
  readonly counter: number;
  readonly transports: readonly string[];
  readonly deviceType: 'singleDevice' | 'multiDevice';
  readonly backedUp: boolean;
  readonly relyingPartyId: string;
};

export type RegistrationCeremony = {
  readonly challengeId: Id;
  readonly options: PublicKeyCredentialCreationOptionsJSON;
};

/** Begins a registration: a discoverable credential, with user verification, no attestation. */
export async function beginRegistration(person: Registrant, now: Instant): Promise<RegistrationCeremony> {
  const challenge = await issueChallenge('register', person, now);
  const options = await generateRegistrationOptions({
    rpName: 'Nexus',
    rpID: relyingPartyId(),
    userID: packIds(person.tenantId, person.userId),
    userName: person.email,
    userDisplayName: person.name,
    challenge: challenge.bytes,
    attestationType: 'none',
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    excludeCredentials: (person.known ?? []).map(({ credentialId, transports }) => ({
      id: credentialId,
      transports: knownTransports(transports),
    })),
  });
  return { challengeId: challenge.id, options };
}

/**
 * Ends a registration: consumes the challenge and checks the authenticator's answer. Returns the passkey and for whom the ceremony was begun.
 * Throws a NexusError `unauthenticated` when the challenge is gone or the answer does not fit it.
 */
export async function finishRegistration(
  answer: RegistrationAnswer,
  now: Instant,
): Promise<{ tenantId: Id; userId: Id; passkey: VerifiedPasskey }> {
  const parsed = registrationAnswer.safeParse(answer);
  if (!parsed.success) throw refused(parsed.error);
  const { challengeId, response } = parsed.data;
  const challenge = await consumeChallenge(challengeId, 'register', now);
  if (!challenge.tenantId || !challenge.userId) throw refused('The challenge was made for nobody.');
  const verified = await verifyRegistrationResponse({
    response,
    expectedChallenge: Buffer.from(challenge.bytes).toString('base64url'),
    expectedOrigin: relyingPartyOrigin(),
    expectedRPID: relyingPartyId(),
    requireUserVerification: true,
  }).catch((cause: unknown) => {
    throw refused(cause);
  });
  if (!verified.verified) throw refused('The attestation was not verified.');
  const { credential, credentialDeviceType, credentialBackedUp } = verified.registrationInfo;
  return {
    tenantId: challenge.tenantId,
    userId: challenge.userId,
    passkey: {
      credentialId: credential.id,
      coseKey: Buffer.from(credential.publicKey).toString('base64url'),
      counter: credential.counter,
      transports: response.response.transports,
      deviceType: credentialDeviceType,
      backedUp: credentialBackedUp,
      relyingPartyId: relyingPartyId(),
    },
  };
}

function refused(cause: unknown): NexusError {
  return new NexusError('unauthenticated', 'The passkey could not be verified. Try again.', { cause });
}
