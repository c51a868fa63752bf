import { withTenant } from '#db/tenancy.ts';
import { sweepMessageBodies } from '#domains/erp/integrations/sweep-messages.ts';
import { sweepProgress } from '#domains/erp/statements/progress.ts';
import { sweepActivity } from '#domains/identity/activity.ts';
import { systemScope } from '#domains/identity/machine-scopes.ts';
import { sweepRateLimits } from '#domains/identity/rate-limit.ts';
import { sweepSetupLinks } from '#domains/identity/setup-links/setup-links.ts';
import { sweepChallenges } from '#domains/identity/webauthn/challenges.ts';
import type { Instant } from '#lib/clock.ts';
import type { Id } from '#lib/ids.ts';

/**
 * Forgets what operational tables need no longer: a company's own, and what belongs to nobody yet, which every company's sweep
 * may do. The record and its projections are never swept.
 */
export async function sweep(tenantId: Id, now: Instant, signal: AbortSignal): Promise<void> {
  await sweepChallenges(now);
  await sweepRateLimits(now);
  await sweepSetupLinks(now);
  const scope = systemScope(tenantId, 'sweep');
  await withTenant(scope, async (tx) => {
    await sweepActivity(tx, now);
    await sweepProgress(tx, now);
  });
  await sweepMessageBodies(scope, now, signal);
}
