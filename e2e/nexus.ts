import { execFile } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { eventually, freePort, npmStart } from './installation.ts';

const checkout = join(import.meta.dirname, '..');
const OUTSIDE = '/var/lib/nexus';

/** A running Nexus of this checkout with a home of its own. */
export type Nexus = {
  readonly url: string;
  /** The one-time link that the start printed. */
  readonly setupLink: string;
  /** Runs the `nexus` command on this home; what it printed. Throws when it exits with another code than 0. */
  readonly command: (...args: string[]) => Promise<string>;
  /** The environment in which a shell's commands reach this Nexus. */
  readonly env: NodeJS.ProcessEnv;
  readonly said: () => string;
  readonly stop: () => Promise<void>;
};

/** Starts Nexus from the checkout's own build, on a free port and an empty home, and waits until it is ready. */
export async function startNexus(env: Record<string, string> = {}): Promise<Nexus> {
  const outsideBefore = listOutside();
  const home = mkdtempSync(join(tmpdir(), 'nexus-home-'));
  chmodSync(home, 0o711);
  const port = await freePort();
  const settings = { PORT: String(port), NEXUS_HOME: home, NEXUS_MASTER_KEY: '', ...env };
  const run = npmStart(checkout, settings);
  const link = await eventually(
    () => {
      if (run.process.exitCode !== null) throw new Error(run.said());
      return /open this link once: (\S+)/.exec(run.said())?.[1];
    },
    240_000,
    run.said,
  );
  return {
    url: `http://localhost:${port}`,
    setupLink: link,
    said: run.said,
    env: { ...process.env, ...settings },
    async command(...args) {
      const options = { cwd: checkout, env: { ...process.env, ...settings }, maxBuffer: 1 << 26 };
      const { stdout } = await promisify(execFile)(join(checkout, 'bin/nexus'), args, options);
      return stdout;
    },
    async stop() {
      run.process.kill('SIGTERM');
      await run.ended;
      rmSync(home, { recursive: true, force: true });
      for (const name of listOutside()) {
        if (!outsideBefore.includes(name)) rmSync(join(OUTSIDE, name), { recursive: true, force: true });
      }
    },
  };
}

function listOutside(): string[] {
  try {
    return readdirSync(OUTSIDE);
  } catch {
    return [];
  }
}
