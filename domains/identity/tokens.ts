import { createHash, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import { config } from '#lib/config.ts';
import { type Id, isId } from '#lib/ids.ts';

const SECRET_BYTES = 32;
const SHAPE = /^([0-9a-f]{32})\.([0-9a-f]{32})\.([A-Za-z0-9_-]{43})$/;

/** A bearer's token and the hash of its secret part, which is all that is kept. */
export type IssuedToken = { readonly token: string; readonly tokenHash: string };
/** What a token says, before its secret is compared inside the tenant's transaction. */
export type ParsedToken = { readonly tenantId: Id; readonly id: Id; readonly secret: string };

/** A new token `<tenant>.<id>.<secret>`: the ids as 32 hexadecimal digits, 256 random bits in base64url. */
export function issueToken(tenantId: Id, id: Id): IssuedToken {
  const secret = randomBytes(SECRET_BYTES).toString('base64url');
  return { token: `${hexOf(tenantId)}.${hexOf(id)}.${secret}`, tokenHash: hashOf(secret) };
}

/** Reads a token from outside; null when it has another shape. */
export function parseToken(text: string): ParsedToken | null {
  const match = SHAPE.exec(text);
  if (!match) return null;
  return { tenantId: idOf(match[1] as string), id: idOf(match[2] as string), secret: match[3] as string };
}

/** Whether the secret is the one behind `tokenHash`, in constant time. */
export function secretMatches(secret: string, tokenHash: string): boolean {
  return timingSafeEqual(Buffer.from(hashOf(secret)), Buffer.from(tokenHash));
}

/** The two ids as 32 raw bytes: WebAuthn's user handle, and the path id of an integration. */
export function packIds(tenantId: Id, id: Id): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(Buffer.from(hexOf(tenantId) + hexOf(id), 'hex'));
}

/** The two ids in base64url text of 32 bytes; null when it is something else. */
export function unpackIds(text: string): { tenantId: Id; id: Id } | null {
  const hex = Buffer.from(text, 'base64url').toString('hex');
  if (hex.length !== 64) return null;
  const [tenantId, id] = [idOf(hex.slice(0, 32)), idOf(hex.slice(32))];
  return isId(tenantId) && isId(id) ? { tenantId, id } : null;
}

/** A key for one purpose, derived from the master key (HKDF, RFC 5869); 32 bytes. */
export function derivedKey(purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', config().masterKey, '', `nexus ${purpose}`, SECRET_BYTES));
}

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

function hexOf(id: Id): string {
  return id.replaceAll('-', '');
}

function idOf(hex: string): Id {
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
