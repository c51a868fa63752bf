import { z } from 'zod';

/** base64url of at most `bytes` bytes. */
const base64url = (bytes: number) =>
  z
    .string()
    .max(Math.ceil((bytes * 4) / 3))
    .regex(/^[A-Za-z0-9_-]*$/, 'is not base64url');

const credential = {
  id: base64url(1_023),
  rawId: base64url(1_023),
  type: z.literal('public-key'),
  authenticatorAttachment: z.enum(['platform', 'cross-platform']).optional().catch(undefined),
  // What extensions answer is neither asked for nor kept.
  clientExtensionResults: z.unknown().transform(() => ({})),
};

const TRANSPORTS = ['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb'] as const;
export type Transport = (typeof TRANSPORTS)[number];

/** Transports that are known today; browsers may name others, which are left out. */
export const knownTransports = (names: readonly string[]): Transport[] =>
  TRANSPORTS.filter((transport) => names.includes(transport));

/** What a browser answers to a registration (Web Authentication level 3, RegistrationResponseJSON). */
export const registrationResponse = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: base64url(4_096),
    attestationObject: base64url(65_536),
    transports: z.array(z.string().max(50)).max(20).default([]).transform(knownTransports),
  }),
});

/** What a browser answers to a request for an assertion (AuthenticationResponseJSON). */
export const assertionResponse = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: base64url(4_096),
    authenticatorData: base64url(4_096),
    signature: base64url(4_096),
    userHandle: base64url(64).optional(),
  }),
});

export type AssertionResponse = z.output<typeof assertionResponse>;

/** A ceremony's answer as it comes from the browser: which challenge, and the authenticator's response. */
export const registrationAnswer = z.object({ challengeId: z.uuid(), response: registrationResponse });
export const assertionAnswer = z.object({ challengeId: z.uuid(), response: assertionResponse });
export type RegistrationAnswer = z.input<typeof registrationAnswer>;
export type AssertionAnswer = z.input<typeof assertionAnswer>;
