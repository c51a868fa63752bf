import { listTenants, withTenant } from '#db/tenancy.ts';
import { type Instant, systemClock } from '#lib/clock.ts';
import { newId } from '#lib/ids.ts';
import { systemScope } from '../machine-scopes.ts';
import { replaceSignUpLink } from '../setup-links/setup-links.ts';
import { hasPeople } from './queries.ts';

/** Whether any person belongs to any company here. */
export async function anybodySignedUp(): Promise<boolean> {
  for (const tenantId of await listTenants()) {
    if (await withTenant(systemScope(tenantId, 'sign-up-link'), hasPeople)) return true;
  }
  return false;
}

/** The token of a fresh link for the first sign-up; null once anybody belongs to any company here. */
export async function signUpToken(now: Instant = systemClock()): Promise<string | null> {
  return (await anybodySignedUp()) ? null : replaceSignUpLink(newId(), now);
}
