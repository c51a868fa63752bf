import { cache } from 'react';
import { mintScope, type Scope, withTenant } from '#db/tenancy.ts';
import { type Instant, systemClock } from '#lib/clock.ts';
import { hasCode, NexusError } from '#lib/errors.ts';
import { inGroups } from '#lib/groups.ts';
import { cookies, headers } from '#next/headers';
import { redirect } from '#next/navigation';
import { type PathId, parsePathId } from '../erp/integrations/path-id.ts';
import { findIntegration, type Integration } from '../erp/integrations/queries.ts';
import { liveSigningSecrets } from '../erp/integrations/signing-secrets.ts';
import { isDueToNote, noteSeen } from './activity.ts';
import { API_KEY_PREFIX } from './api-keys/create-api-key.ts';
import { apiKeyBearer } from './api-keys/queries.ts';
import { recordRefusal } from './audit/record-refusal.ts';
import { systemScope } from './machine-scopes.ts';
import { authorise, type CommandType, type QueryName } from './permissions.ts';
import { factsOf, type RequestFacts } from './request-facts.ts';
import { openSession, sessionCookie } from './sessions/cookie.ts';
import { sessionBearer } from './sessions/queries.ts';
import { sessionState } from './sessions/session-state.ts';
import { parseToken, secretMatches } from './tokens.ts';

/**
 * The scope of who is signed in, for pages and server actions. A page names the query that it is. Nobody signed in: redirects to the sign-in
 * page. A role that may not ask `query`: puts that on record and redirects to the page that says so.
 */
export async function requireSession(query?: QueryName): Promise<Scope> {
  const scope = await sessionOfThisRequest();
  if (!scope) redirect('/sign-in');
  if (query && !(await mayOrRecord(scope, query))) redirect('/no-access');
  return scope;
}

/** The scope of who is signed in, or null: for pages that are open to everybody. One look-up per request of a page. */
export const sessionOfThisRequest = cache(async (): Promise<Scope | null> => {
  const token = await openSession((await cookies()).get(sessionCookie().name)?.value);
  return token ? scopeOfSession(token, factsOf(await headers())) : null;
});

/**
 * The scope behind a request to a route handler: an API key (`Authorization: Bearer nexus_…`) if it brings one, else its session. Throws a
 * NexusError `unauthenticated`, or `forbidden` when the role or the key's own list does not have `action`.
 */
export async function requireCaller(request: Request, action: CommandType | QueryName): Promise<Scope> {
  if (request.headers.has('authorization')) return requireApiKey(request, action);
  // A form on another site can make a browser send our cookie; it cannot make it lie about where the form stood.
  const site = request.headers.get('sec-fetch-site');
  if (site !== null && site !== 'same-origin' && site !== 'none') {
    throw new NexusError('forbidden', 'The request comes from another site.');
  }
  const token = await openSession(cookieOf(request, sessionCookie().name));
  const scope = token ? await scopeOfSession(token, factsOf(request.headers)) : null;
  if (!scope) throw new NexusError('unauthenticated', 'Sign in, or send an API key.');
  await authoriseOnRecord(scope, action);
  return scope;
}

/** The scope of an API key that may do `action`. Throws a NexusError `unauthenticated` or `forbidden`. */
export async function requireApiKey(request: Request, action: CommandType | QueryName): Promise<Scope> {
  const bearer = /^Bearer (\S{1,200})$/i.exec(request.headers.get('authorization') ?? '')?.[1] ?? '';
  const found = await scopeOfApiKey(bearer, factsOf(request.headers));
  if (!found) {
    throw new NexusError('unauthenticated', 'The API key is unknown, expired or revoked.');
  }
  await authoriseOnRecord(found.scope, action);
  if (!found.scopes.includes(action)) {
    throw new NexusError('forbidden', `This API key is not made for ${action}.`, { details: { action } });
  }
  return found.scope;
}

/**
 * The scope of the integration with this path id, once `verify` has accepted the request with one of its live signing secrets (`verify`
 * throws when none fits). Throws a NexusError `unauthenticated` for an unknown id as for a wrong signature, `forbidden` while it is paused.
 */
export async function requireIntegration(
  pathId: string,
  facts: RequestFacts,
  verify: (secrets: readonly Uint8Array[]) => void,
  now: Instant = systemClock(),
): Promise<{ scope: Scope; integration: Integration }> {
  const ids = parsePathId(pathId);
  if (!ids) throw unknownSender();
  const { integration, secrets } = await senders(pathId, now);
  verify(secrets);
  if (isDueToNote(integration.lastSeenAt, now)) {
    await withTenant(systemScope(ids.tenantId, 'authenticate'), (tx) =>
      noteSeen(tx, 'integration', ids.id, integration.lastSeenAt, now),
    );
  }
  if (integration.status !== 'active' || integration.tenantStatus !== 'active') {
    throw new NexusError('forbidden', `The integration ${integration.name} is paused.`);
  }
  const scope = mintScope({
    tenantId: ids.tenantId,
    actor: { kind: 'integration', id: integration.id },
    role: 'system',
    entities: 'all',
    userId: integration.userId,
    sessionId: null,
    stepUpUntil: null,
    ...facts,
  });
  return { scope, integration };
}

type Sender = { readonly integration: Integration; readonly secrets: readonly Uint8Array[] };

/** One look for all who wait for the same sender: it begins after each of them has asked, so nobody is answered with what was true before. */
const senders = inGroups<Instant, Sender>(
  async (pathId, askedAt) => {
    const { tenantId, id } = parsePathId(pathId) as PathId;
    const sender = await withTenant(systemScope(tenantId, 'authenticate'), async (tx) => {
      const [integration, secrets] = await Promise.all([
        findIntegration(tx, id),
        liveSigningSecrets(tx, id, askedAt[0] as Instant),
      ]);
      if (!integration) throw unknownSender();
      return { integration, secrets };
    });
    return askedAt.map(() => ({ status: 'fulfilled', value: sender }));
  },
  ({ length }) => length,
);

/** The scope that a session token stands for at `now`; null when it carries nobody. */
export async function scopeOfSession(
  text: string,
  facts: RequestFacts,
  now: Instant = systemClock(),
): Promise<Scope | null> {
  const token = parseToken(text);
  if (!token) return null;
  return withTenant(systemScope(token.tenantId, 'authenticate'), async (tx) => {
    const session = await sessionBearer(tx, token.id);
    if (!session || !secretMatches(token.secret, session.tokenHash)) return null;
    if (sessionState(session, now) !== 'live') return null;
    await noteSeen(tx, 'session', token.id, session.lastSeenAt, now);
    return mintScope({
      tenantId: token.tenantId,
      actor: { kind: 'user', id: session.userId },
      role: session.role,
      entities: session.entities ?? 'all',
      userId: session.userId,
      sessionId: token.id,
      stepUpUntil: session.stepUpUntil,
      ...facts,
    });
  });
}

/** The scope that an API key stands for at `now`, with the actions it is made for; null when it opens nothing. */
export async function scopeOfApiKey(
  text: string,
  facts: RequestFacts,
  now: Instant = systemClock(),
): Promise<{ scope: Scope; scopes: readonly string[] } | null> {
  const token = text.startsWith(API_KEY_PREFIX) ? parseToken(text.slice(API_KEY_PREFIX.length)) : null;
  if (!token) return null;
  return withTenant(systemScope(token.tenantId, 'authenticate'), async (tx) => {
    const key = await apiKeyBearer(tx, token.id);
    if (!key || !secretMatches(token.secret, key.tokenHash)) return null;
    if (key.revokedAt !== null || key.expiresAt <= now || key.tenantStatus !== 'active') return null;
    await noteSeen(tx, 'apiKey', token.id, key.lastSeenAt, now);
    const scope = mintScope({
      tenantId: token.tenantId,
      actor: { kind: 'apiKey', id: token.id },
      role: key.role,
      entities: 'all',
      userId: key.userId,
      sessionId: null,
      stepUpUntil: null,
      ...facts,
    });
    return { scope, scopes: key.scopes };
  });
}

async function mayOrRecord(scope: Scope, action: CommandType | QueryName): Promise<boolean> {
  try {
    await authoriseOnRecord(scope, action);
    return true;
  } catch (error) {
    if (hasCode(error, 'forbidden')) return false;
    throw error;
  }
}

async function authoriseOnRecord(scope: Scope, action: CommandType | QueryName): Promise<void> {
  try {
    authorise(scope, action);
  } catch (error) {
    await recordRefusal(scope, action);
    throw error;
  }
}

function cookieOf(request: Request, name: string): string | undefined {
  const pairs = (request.headers.get('cookie') ?? '').split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
}

function unknownSender(): NexusError {
  return new NexusError('unauthenticated', 'The signature does not fit any sender that is known here.');
}
