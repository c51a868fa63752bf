import type { Scope } from '#db/tenancy.ts';
import { addSeconds, type Instant, systemClock } from '#lib/clock.ts';
import { type Id, newId } from '#lib/ids.ts';
import { run } from '../../run.ts';
import { beginAcceptance, finishAcceptance } from '../invitations/acceptance-ceremony.ts';
import { inviteUser } from '../invitations/invite-user.ts';
import { scopeOfSession } from '../people-scopes.ts';
import type { RequestFacts } from '../request-facts.ts';
import { beginStepUp, finishStepUp } from '../sessions/step-up-ceremony.ts';
import { replaceSignUpLink } from '../setup-links/setup-links.ts';
import type { PersonRole } from '../users/decide.ts';
import { beginFounding, type Founding, finishFounding } from '../users/founding-ceremony.ts';
import { SoftAuthenticator } from './authenticator.ts';

/** A person of a test: their authenticator, the token of their session and the scope it stands for. */
export type TestPerson = {
  readonly tenantId: Id;
  readonly token: string;
  readonly scope: Scope;
  readonly authenticator: SoftAuthenticator;
};

export const facts = (): RequestFacts => ({
  requestId: newId(),
  ip: '203.0.113.7',
  userAgent: 'Mozilla/5.0 (X11; Linux x86_64) Chrome/149.0',
});

/** Founds a company by the front door, with its owner signed in. */
export async function foundCompany(form: Partial<Founding> = {}): Promise<TestPerson> {
  const now = systemClock();
  const company: Founding = {
    company: 'Halden GmbH',
    currency: 'EUR',
    timeZone: 'Europe/Berlin',
    name: 'Ada Klein',
    email: 'ada@halden.example',
    sample: false,
    ...form,
  };
  const link = await replaceSignUpLink(newId(), now);
  const authenticator = new SoftAuthenticator();
  const ceremony = await beginFounding(link, company, now);
  const { tenantId, token } = await finishFounding(
    link,
    company,
    authenticator.register(ceremony),
    facts(),
    now,
  );
  return { tenantId, token, authenticator, scope: await scopeBehind(token) };
}

/** Invites somebody and lets them accept: signed in with the role. */
export async function joinAs(host: TestPerson, role: PersonRole, name = 'Ben Osei'): Promise<TestPerson> {
  const email = `${name.toLowerCase().replaceAll(' ', '.')}@halden.example`;
  // The operator has no passkey to be asked for.
  const { scope } = host.scope.actor.kind === 'user' ? await steppedUp(host) : host;
  const invitation = await run(scope, inviteUser, { name, email, role });
  const authenticator = new SoftAuthenticator();
  const answer = authenticator.register(await beginAcceptance(invitation.token));
  const { token } = await finishAcceptance(invitation.token, answer, facts());
  return { tenantId: host.tenantId, token, authenticator, scope: await scopeBehind(token) };
}

/** The person with a fresh assertion behind them. */
export async function steppedUp(person: TestPerson): Promise<TestPerson> {
  const ceremony = await beginStepUp(person.scope);
  await finishStepUp(person.scope, person.authenticator.assert(ceremony));
  return { ...person, scope: await scopeBehind(person.token) };
}

/** The scope of a session that must be live. */
export async function scopeBehind(token: string, now: Instant = systemClock()): Promise<Scope> {
  const scope = await scopeOfSession(token, facts(), now);
  if (!scope) throw new Error('The session carries nobody.');
  return scope;
}

export const later = (seconds: number): Instant => addSeconds(systemClock(), seconds);
