import { createHmac, timingSafeEqual } from 'node:crypto';
import { NexusError } from '#lib/errors.ts';

/** Seconds by which a message's time may differ from ours. */
export const TOLERANCE_S = 5 * 60;
const MAX_ID_LENGTH = 200;
const MAX_SIGNATURES = 10;

export type SignedMessage = { readonly id: string; readonly timestamp: number };

/**
 * Checks a message signed by the Standard Webhooks scheme: HMAC-SHA256 over `id.timestamp.body`, in base64, as `v1,<signature>`, several
 * separated by spaces. Any of `secrets` may have signed it, so that two are good during a rotation. `now_s` is Unix time in seconds.
 * Throws a NexusError `unauthenticated` without saying which part was wrong beyond what the sender can see anyway.
 */
export function verifySignature(
  headers: { get(name: string): string | null },
  body: Uint8Array,
  secrets: readonly Uint8Array[],
  now_s: number,
): SignedMessage {
  const id = headers.get('webhook-id');
  const timestampText = headers.get('webhook-timestamp');
  const signatures = headers.get('webhook-signature');
  if (!id || !timestampText || !signatures) {
    throw refused('The headers webhook-id, webhook-timestamp and webhook-signature are needed.');
  }
  if (id.length > MAX_ID_LENGTH) throw refused(`The webhook-id is longer than ${MAX_ID_LENGTH} characters.`);
  if (!/^\d{1,12}$/.test(timestampText)) throw refused('The webhook-timestamp is no Unix time in seconds.');
  const timestamp = Number(timestampText);
  if (Math.abs(now_s - timestamp) > TOLERANCE_S) {
    throw refused(`The webhook-timestamp differs from our clock by more than ${TOLERANCE_S / 60} minutes.`);
  }
  const offered = signatures
    .split(' ')
    .slice(0, MAX_SIGNATURES)
    .flatMap((part) => (part.startsWith('v1,') ? [Buffer.from(part.slice(3), 'base64')] : []));
  const expected = secrets.map((secret) => sign(secret, id, timestampText, body));
  // Every pair is compared, so that the time taken tells nothing.
  const matches = expected.map((mac) => offered.filter((signature) => equal(mac, signature)).length);
  if (matches.every((count) => count === 0)) throw refused('The signature does not fit the body.');
  return { id, timestamp };
}

/** The MAC of one message: 32 bytes. */
export function sign(secret: Uint8Array, id: string, timestamp: string, body: Uint8Array): Uint8Array {
  return createHmac('sha256', secret).update(`${id}.${timestamp}.`).update(body).digest();
}

function equal(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}

function refused(message: string): NexusError {
  return new NexusError('unauthenticated', message);
}
