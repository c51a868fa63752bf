import { type ChildProcess, fork } from 'node:child_process';
import { closeSync, openSync, readFileSync, statSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { end, markOf, type ProcessMark } from '#db/cluster/processes.ts';
import { NexusError } from '#lib/errors.ts';
import { root } from '../handover.mjs';

/** Room for what lives only as long as a request: a page's rows are then not copied about while it is written. */
export const YOUNG_SPACE = '--max-semi-space-size=64';
/** The worker stays small beside the threads in which it reads files. */
export const SMALL_YOUNG_SPACE = '--max-semi-space-size=16';

const FIRST_WAIT_ms = 500;
const LONGEST_WAIT_ms = 30_000;
const HEALTHY_AFTER_ms = 60_000;

/** Milliseconds to wait before the next start of something that keeps ending: doubles up to half a minute. */
export function nextWait(last_ms: number, lived_ms: number): number {
  if (last_ms === 0 || lived_ms >= HEALTHY_AFTER_ms) return FIRST_WAIT_ms;
  return Math.min(last_ms * 2, LONGEST_WAIT_ms);
}

export type KeptAlive = { restart(): void; stop(patience_ms: number): Promise<void> };

type ChildOptions = {
  name: string;
  script: string;
  logFile: string;
  /** The flag that bounds what lives only for a moment. */
  youngSpace: string;
  /** Called with each new process, the first included. */
  onStart: (mark: ProcessMark) => void;
  say: (sentence: string) => void;
};

/**
 * Runs a script as a child process and starts it again, ever later, whenever it ends by itself. Resolves when the first
 * one has sent its message (anything: it is ready); throws 'unavailable' with the log's last lines when it ends before.
 */
export async function keepAlive({
  name,
  script,
  logFile,
  youngSpace,
  onStart,
  say,
}: ChildOptions): Promise<KeptAlive> {
  let child: ChildProcess | undefined;
  let current: ProcessMark | undefined;
  const stopping = new AbortController();

  /** One life: calls `ready` on the child's message, resolves at its end with how it ended. */
  const live = async (ready: () => void): Promise<string> => {
    const log = openSync(logFile, 'a', 0o600);
    // A process group of its own, so that Ctrl-C reaches the supervisor alone and the order of stopping is kept.
    child = fork(script, [], {
      cwd: root,
      detached: true,
      stdio: ['ignore', log, log, 'ipc'],
      execArgv: [...process.execArgv, youngSpace],
    });
    closeSync(log);
    child.once('message', ready);
    const ended = new Promise<string>((resolve) => {
      child?.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`));
      child?.once('error', (error) => resolve(error.message));
    });
    current = child.pid === undefined ? undefined : markOf(child.pid);
    if (current) onStart(current);
    return ended;
  };

  const logStart = statSync(logFile, { throwIfNoEntry: false })?.size ?? 0;
  const began = performance.now();
  const first = Promise.withResolvers<void>();
  const firstEnd = live(() => first.resolve());
  const endedEarly = await Promise.race([first.promise, firstEnd]);
  if (endedEarly !== undefined) {
    const said = readFileSync(logFile)
      .subarray(logStart)
      .toString('utf8')
      .trim()
      .split('\n')
      .slice(-15)
      .join('\n');
    throw new NexusError('unavailable', `${name} did not start (${endedEarly}).\n${said}`);
  }

  const revive = async () => {
    let wait_ms = 0;
    let lifeBegan = began;
    let how = await firstEnd;
    while (!stopping.signal.aborted) {
      wait_ms = nextWait(wait_ms, performance.now() - lifeBegan);
      say(`${name} ended (${how}); starting it again in ${wait_ms / 1000} s. Its log: ${logFile}`);
      await sleep(wait_ms, undefined, { signal: stopping.signal }).catch(() => {});
      if (stopping.signal.aborted) return;
      lifeBegan = performance.now();
      how = await live(() => {});
    }
  };
  const reviving = revive();

  return {
    restart: () => void child?.kill('SIGTERM'),
    async stop(patience_ms) {
      stopping.abort();
      if (current) {
        await end(current, [
          ['SIGTERM', patience_ms],
          ['SIGKILL', 1_000],
        ]);
      }
      await reviving;
    },
  };
}
