import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** A process that outlives a reuse of its number: `started` differs for every other process that had the same pid. */
export type ProcessMark = { pid: number; started: string };

/**
 * When a process began, as text that only equality is asked of; undefined when no such process lives.
 * Linux: boot id and clock ticks since boot (proc(5), stat field 22); elsewhere what `ps` says.
 */
export function startOf(pid: number): string | undefined {
  try {
    if (process.platform !== 'linux') {
      return (
        execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || undefined
      );
    }
    const [state, ...fields] = afterName(readFileSync(`/proc/${pid}/stat`, 'utf8'));
    if (state === 'Z' || state === 'X') return undefined;
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} ${fields[18]}`;
  } catch {
    return undefined;
  }
}

/** The fields of /proc/<pid>/stat from the third on; the second is a name in parentheses that may hold anything. */
const afterName = (stat: string) => stat.slice(stat.lastIndexOf(')') + 2).split(' ');

/** A process by its pid and the time of its start, so that a pid used anew is not mistaken for it; undefined when there is none. */
export function markOf(pid: number): ProcessMark | undefined {
  const started = startOf(pid);
  return started === undefined ? undefined : { pid, started };
}

export const isAlive = ({ pid, started }: ProcessMark) => startOf(pid) === started;

/** PostgreSQL's processes on one data directory: each of them stands in it. Empty where there is no /proc. */
export function serversIn(dataDir: string): ProcessMark[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc').flatMap((entry) => {
    const pid = Number(entry);
    if (!Number.isInteger(pid)) return [];
    try {
      if (readlinkSync(`/proc/${pid}/cwd`) !== dataDir) return [];
      if (readFileSync(`/proc/${pid}/comm`, 'utf8').trim() !== 'postgres') return [];
    } catch {
      return [];
    }
    return markOf(pid) ?? [];
  });
}

/** Sends the signals one after the other, waiting after each at most its milliseconds, until the process is gone. */
export async function end(mark: ProcessMark, signals: readonly [NodeJS.Signals, number][]): Promise<void> {
  for (const [signal, wait_ms] of signals) {
    if (!isAlive(mark)) return;
    try {
      process.kill(mark.pid, signal);
    } catch {
      return;
    }
    const until = performance.now() + wait_ms;
    while (isAlive(mark) && performance.now() < until) await sleep(20);
  }
}
