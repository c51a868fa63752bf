import {
  generateAuthenticationOptions,
  type PublicKeyCredentialRequestOptionsJSON,
  verifyAuthenticationResponse,
} from '@simplewebauthn/server';
import { and, eq } from 'drizzle-orm';
import { passkeys } from '#db/schema/identity.ts';
import type { TenantTx } from '#db/tenancy.ts';
import type { Instant } from '#lib/clock.ts';
import { NexusError } from '#lib/errors.ts';
import type { Id } from '#lib/ids.ts';
import { type Challenge, issueChallenge } from './challenges.ts';
import { type AssertionResponse, knownTransports } from './input.ts';
import { relyingPartyId, relyingPartyOrigin } from './relying-party.ts';

export type AssertionCeremony = {
  readonly challengeId: Id;
  readonly options: PublicKeyCredentialRequestOptionsJSON;
};

/** Begins a sign-in: whoever has a passkey for this origin may answer. */
export async function beginSignInAssertion(now: Instant): Promise<AssertionCeremony> {
  return ceremony(await issueChallenge('signIn', {}, now), undefined);
}

/** Begins a step-up: one of this person's own passkeys must answer. */
export async function beginStepUpAssertion(
  tx: TenantTx,
  userId: Id,
  now: Instant,
): Promise<AssertionCeremony> {
  const { tenantId } = tx.scope;
  const own = await tx
    .select({ id: passkeys.credentialId, transports: passkeys.transports })
    .from(passkeys)
    .where(and(eq(passkeys.tenantId, tenantId), eq(passkeys.userId, userId)));
  const allowed = own.map(({ id, transports }) => ({ id, transports: knownTransports(transports) }));
  return ceremony(await issueChallenge('stepUp', { tenantId, userId }, now), allowed);
}

async function ceremony(
  challenge: Challenge,
  allowCredentials: { id: string; transports: ReturnType<typeof knownTransports> }[] | undefined,
): Promise<AssertionCeremony> {
  const options = await generateAuthenticationOptions({
    rpID: relyingPartyId(),
    challenge: challenge.bytes,
    userVerification: 'required',
    allowCredentials,
  });
  return { challengeId: challenge.id, options };
}

/** What a valid assertion says about the passkey that made it. */
export type VerifiedAssertion = {
  readonly userId: Id;
  readonly passkeyId: Id;
  readonly counter: number;
  readonly backedUp: boolean;
  /** The COSE public key that the signature was checked with, in base64url. */
  readonly coseKey: string;
};

/**
 * Checks an assertion of one person of the transaction's tenant against a challenge (base64url) that was just consumed. Throws a NexusError
 * `unauthenticated` for an unknown passkey as for a wrong signature, a lower counter or a missing user verification.
 */
export async function verifyAssertion(
  tx: TenantTx,
  userId: Id,
  challenge: string,
  response: AssertionResponse,
): Promise<VerifiedAssertion> {
  const [passkey] = await tx
    .select()
    .from(passkeys)
    .where(
      and(
        eq(passkeys.tenantId, tx.scope.tenantId),
        eq(passkeys.credentialId, response.id),
        eq(passkeys.userId, userId),
      ),
    );
  if (!passkey) throw assertionRefused('No such passkey.');
  const verified = await verifyAuthenticationResponse({
    response,
    expectedChallenge: challenge,
    expectedOrigin: relyingPartyOrigin(),
    expectedRPID: relyingPartyId(),
    requireUserVerification: true,
    credential: {
      id: passkey.credentialId,
      publicKey: new Uint8Array(passkey.coseKey),
      counter: passkey.counter,
      transports: knownTransports(passkey.transports),
    },
  }).catch((cause: unknown) => {
    throw assertionRefused(cause);
  });
  if (!verified.verified) throw assertionRefused('The signature does not fit.');
  return {
    userId,
    passkeyId: passkey.id,
    counter: verified.authenticationInfo.newCounter,
    backedUp: verified.authenticationInfo.credentialBackedUp,
    coseKey: Buffer.from(passkey.coseKey).toString('base64url'),
  };
}

/** The one sentence for everything that can be wrong with an assertion: it says nothing about who exists. */
export function assertionRefused(cause: unknown): NexusError {
  return new NexusError('unauthenticated', 'This passkey does not open anything here.', { cause });
}

/** Why an assertion was refused, for the record: what the person is not told. */
export function reasonOf(error: Error): string {
  const cause = error.cause instanceof Error ? error.cause.message : error.cause;
  return String(cause ?? error.message).slice(0, 500);
}
