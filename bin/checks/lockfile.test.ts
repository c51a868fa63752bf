import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

type Locked = { version: string; optionalDependencies?: Record<string, string> };

// `npm install` leaves out what its registry does not have for other platforms, and `npm ci` then refuses the whole file.
test('the lockfile has an entry for every platform that a package exists for', () => {
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, Locked> };
  const missing = Object.entries(lock.packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter(
      (name) => !lock.packages[`node_modules/${name}`] && !lock.packages[`${path}/node_modules/${name}`],
    ),
  );
  expect(missing).toEqual([]);
});
