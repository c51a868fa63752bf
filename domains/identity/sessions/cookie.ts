import { decode, encode } from 'next-auth/jwt';
import { config } from '#lib/config.ts';
import { derivedKey } from '../tokens.ts';
import { ABSOLUTE_LIMIT_S } from './session-state.ts';

const PURPOSE = 'next-auth';

/** The secret that seals next-auth's cookie. */
export const cookieSecret = (): string => derivedKey(PURPOSE).toString('base64');

/** Name and attributes of the session cookie. Browsers share cookies between ports of one host, so a local name has its port. */
export function sessionCookie() {
  const url = new URL(config().url);
  const secure = url.protocol === 'https:';
  return {
    name: secure ? '__Host-nexus.session' : `nexus.session.${url.port || '80'}`,
    options: { httpOnly: true, sameSite: 'lax', path: '/', secure } as const,
  };
}

/** Seals a session token as next-auth does: its JWT carries nothing else. */
export function sealSession(token: string): Promise<string> {
  return encode({ token: { session: token }, secret: cookieSecret(), maxAge: ABSOLUTE_LIMIT_S });
}

/** The session token within the cookie's value; null when it is not one of ours or is too old. */
export async function openSession(value: string | undefined): Promise<string | null> {
  if (!value) return null;
  try {
    const jwt = await decode({ token: value, secret: cookieSecret() });
    return typeof jwt?.session === 'string' ? jwt.session : null;
  } catch {
    return null;
  }
}
