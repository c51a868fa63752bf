import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

// An odd zone (UTC+12:45) so that code which silently takes the machine's zone shows itself.
process.env.TZ = 'Pacific/Chatham';
// Tests see no installation but their own, whatever the shell they run from has set.
for (const name of [
  'PORT',
  'HOST',
  'DATABASE_URL',
  'DATABASE_ADMIN_URL',
  'DATABASE_REPLAY_URL',
  'NEXUS_URL',
  'NEXUS_FILES',
]) {
  delete process.env[name];
}
process.env.NEXUS_HOME = join(tmpdir(), `nexus-home-${process.pid}`);
process.env.NEXUS_MASTER_KEY = Buffer.alloc(32, 'test').toString('base64');

const others = ['node_modules/**', '.next/**', '.nexus/**'];

export default defineConfig({
  test: {
    passWithNoTests: true,
    // One worker to a core: much of a test's time is waiting for PostgreSQL or for a timer.
    maxWorkers: '100%',
    projects: [
      {
        test: {
          name: 'unit',
          // Modules are loaded once in a worker and not once in a file: loading took most of the time.
          isolate: false,
          // Most take milliseconds; those that cut a file at every byte take seconds, on a busy machine several times as many.
          testTimeout: 60_000,
          include: ['**/*.test.{ts,tsx}'],
          exclude: [...others, '**/*.{db,long}.test.ts', 'e2e/**'],
        },
      },
      {
        test: {
          name: 'db',
          isolate: false,
          include: ['**/*.db.test.ts'],
          exclude: others,
          globalSetup: 'db/testing/cluster.ts',
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['e2e/**/*.test.ts'],
          exclude: [...others, '**/*.long.test.ts'],
          globalSetup: 'e2e/build-once.ts',
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
      {
        test: {
          name: 'long',
          include: ['**/*.long.test.ts'],
          exclude: others,
          globalSetup: 'db/testing/cluster.ts',
          fileParallelism: false,
          testTimeout: 3_600_000,
          hookTimeout: 600_000,
        },
      },
    ],
  },
});
