import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const checkout = join(import.meta.dirname, '..');

/** A checkout of its own, as a stranger has it after `npm ci`, inside a folder that only its owner enters (mode 0700). */
export function copyCheckout(): { dir: string; remove: () => void } {
  const closed = mkdtempSync(join(tmpdir(), 'nexus-closed-'));
  chmodSync(closed, 0o700);
  const dir = join(closed, 'nexus');
  const listed = ['ls-files', '--cached', '--others', '--exclude-standard', '-z'];
  const files = execFileSync('git', listed, { cwd: checkout, encoding: 'utf8' }).split('\0').filter(Boolean);
  for (const file of files) {
    if (existsSync(join(checkout, file))) cpSync(join(checkout, file), join(dir, file));
  }
  // Hard links where the file system has them: a gigabyte would take its time.
  const [from, to] = [join(checkout, 'node_modules'), join(dir, 'node_modules')];
  try {
    execFileSync('cp', ['-al', from, to], { stdio: 'ignore' });
  } catch {
    rmSync(to, { recursive: true, force: true });
    cpSync(from, to, { recursive: true, verbatimSymlinks: true });
  }
  if (existsSync(join(checkout, '.next')))
    cpSync(join(checkout, '.next'), join(dir, '.next'), { recursive: true });
  return { dir, remove: () => rmSync(closed, { recursive: true, force: true }) };
}

/** One `npm start`, seen from outside. */
export type Run = {
  process: ChildProcess;
  /** All that it has printed so far. */
  said(): string;
  /** Resolves to the exit code. */
  ended: Promise<number | null>;
};

export function npmStart(dir: string, env: Record<string, string>): Run {
  const child = spawn('node', ['bin/start.mjs'], {
    cwd: dir,
    env: { ...process.env, NODE_ENV: 'production', NEXUS_HOME: '', NEXUS_MASTER_KEY: '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (piece: string) => {
      text += piece;
    });
  }
  const ended = once(child, 'close').then(([code]) => code as number | null);
  return { process: child, said: () => text, ended };
}

/** Asks until `work` gives something, at most `patience_ms`; then fails with what `why` says. */
export async function eventually<T>(
  work: () => Promise<T | undefined> | T | undefined,
  patience_ms: number,
  why: () => string,
): Promise<T> {
  const until = performance.now() + patience_ms;
  for (;;) {
    const result = await work();
    if (result !== undefined && result !== false) return result;
    if (performance.now() > until) throw new Error(`Nothing after ${patience_ms} ms: ${why()}`);
    await sleep(50);
  }
}

/** Whether `/healthz` answers; undefined when it does not. */
export async function answers(port: number): Promise<true | undefined> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/healthz`, { signal: AbortSignal.timeout(2_000) });
    return response.ok || undefined;
  } catch {
    return undefined;
  }
}

/** A port that nobody listens on. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** What the supervisor noted about its processes in a home folder. */
export function runNote(home: string): { owner: number; database: number; web: number; worker: number } {
  const note = JSON.parse(readFileSync(join(home, 'run/note.json'), 'utf8'));
  return {
    owner: note.owner.pid,
    database: note.database.process.pid,
    web: note.children.web.pid,
    worker: note.children.worker.pid,
  };
}
