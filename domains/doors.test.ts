import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

// Row-level security holds every connection that has a tenant, and shows nothing to one that has none. What is left to look after is who opens a
// connection by itself: each of these reads only what belongs to no tenant, or sets the tenant first.
const WITHOUT_A_SCOPE: Readonly<Record<string, string>> = {
  'bin/web/metrics.ts': 'counts jobs and asks whether the database answers',
  'domains/checkpoints.ts': 'sets the tenant first; at start nobody has a scope yet',
  'domains/commit-group.ts': 'sets the tenant of the scope that every commit carries',
  'domains/identity/rate-limit.ts': 'counts addresses before anybody is known',
  'domains/identity/setup-links/setup-links.ts': 'the first link is made before any tenant exists',
  'domains/identity/webauthn/challenges.ts': 'a sign-in begins before anybody is known',
  'domains/identity/workspace/queries.ts': 'lists the companies for the command line',
  'domains/readiness.ts': 'asks whether the database answers and the worker lives',
  'domains/replay/rebuild.ts': 'sets the tenant first; an operator rebuilds',
  'domains/replay/restore.ts': 'sets the tenant first; an operator restores into an empty database',
  'worker/abandoned-jobs.ts': 'gives back the jobs of a dead worker',
  'worker/heartbeat.ts': 'a process serves all tenants',
  'worker/schedule.ts': 'enqueues the daily jobs of every tenant',
};

test('only a closed list of files opens the database without a scope, each for a reason', () => {
  const root = new URL('../', import.meta.url).pathname;
  const files = globSync('{app,bin,components,domains,sample,worker}/**/*.{ts,tsx}', { cwd: root });
  const openers = files.filter((file) => {
    if (/\.test\.tsx?$|\/testing\/|testing\.ts$/.test(file)) return false;
    return /import\s*\{[^}]*\bdatabase\b[^}]*\}\s*from\s*'#db\/client\.ts'/.test(
      readFileSync(root + file, 'utf8'),
    );
  });
  expect(openers.sort()).toEqual(Object.keys(WITHOUT_A_SCOPE).sort());
});
