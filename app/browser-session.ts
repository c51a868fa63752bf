import 'server-only';
import { scopeOfSession } from '#domains/identity/people-scopes.ts';
import { factsOf, type RequestFacts } from '#domains/identity/request-facts.ts';
import { openSession, sealSession, sessionCookie } from '#domains/identity/sessions/cookie.ts';
import { revokeSession } from '#domains/identity/sessions/revoke-session.ts';
import { ABSOLUTE_LIMIT_S } from '#domains/identity/sessions/session-state.ts';
import { run } from '#domains/run.ts';
import { cookies, headers } from '#next/headers';

/** The facts of the request that is being served. */
export async function requestFacts(): Promise<RequestFacts> {
  return factsOf(await headers());
}

/** Gives the browser a session that a ceremony has just begun, in the cookie that next-auth reads. */
export async function carrySession(token: string): Promise<void> {
  const { name, options } = sessionCookie();
  (await cookies()).set(name, await sealSession(token), { ...options, maxAge: ABSOLUTE_LIMIT_S });
}

/** Ends the session behind a token, if it still carries anybody. */
export async function endSession(token: string): Promise<void> {
  const scope = await scopeOfSession(token, await requestFacts());
  if (scope?.sessionId) await run(scope, revokeSession, { sessionId: scope.sessionId });
}

/** Ends the browser's session and forgets its cookie. */
export async function dropSession(): Promise<void> {
  const jar = await cookies();
  const { name, options } = sessionCookie();
  const token = await openSession(jar.get(name)?.value);
  if (token) await endSession(token);
  jar.set(name, '', { ...options, maxAge: 0 });
}
