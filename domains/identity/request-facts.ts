import { isIP } from 'node:net';
import { newId } from '#lib/ids.ts';

/** What the record keeps about the request behind a command. */
export type RequestFacts = {
  readonly requestId: string;
  readonly ip: string | null;
  readonly userAgent: string | null;
};

const MAX_USER_AGENT = 300;
const REQUEST_ID = /^[A-Za-z0-9._-]{1,100}$/;

/** Reads the facts from headers. The web server has already settled `x-forwarded-for` to the one address to believe. */
export function factsOf(headers: Headers): RequestFacts {
  // A socket for both families writes 127.0.0.1 as ::ffff:127.0.0.1.
  const ip = (headers.get('x-forwarded-for')?.split(',')[0]?.trim() ?? '').replace(
    /^::ffff:(?=[\d.]+$)/i,
    '',
  );
  const requestId = headers.get('x-request-id') ?? '';
  return {
    requestId: REQUEST_ID.test(requestId) ? requestId : newId(),
    ip: isIP(ip) ? ip : null,
    userAgent: headers.get('user-agent')?.slice(0, MAX_USER_AGENT) ?? null,
  };
}
