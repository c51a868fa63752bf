import { randomBytes } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  constants,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { isAlive, markOf, type ProcessMark } from '#db/cluster/processes.ts';
import type { Address } from '#db/cluster.ts';
import { masterKeyPath } from '#lib/config.ts';
import { NexusError } from '#lib/errors.ts';

/** Who runs on a home folder, as noted for the next start and for commands beside a running server. */
export type RunNote = {
  owner: ProcessMark;
  command: string;
  database?: Address & { process: ProcessMark };
  children?: Record<string, ProcessMark>;
};

export type DatabasePasswords = { admin: string; app: string; replay: string };

export const MAX_LOG_BYTES = 50 * 1024 * 1024;

/** Makes the home folder with its parts, closed to other users, and its keys. Throws 'unavailable' where it may not write. */
export function openHome(home: string): void {
  try {
    mkdirSync(home, { recursive: true });
    // PostgreSQL's own user passes through to its data; it sees nothing else.
    chmodSync(home, 0o711);
    for (const part of ['keys', 'logs', 'run']) mkdirSync(join(home, part), { recursive: true, mode: 0o700 });
    accessSync(home, constants.W_OK);
    writeOnce(masterKeyPath(home), () => randomBytes(32).toString('base64'));
    writeOnce(passwordsPath(home), newPasswords);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    const why =
      code === 'EACCES' || code === 'EPERM' ? 'Nexus may not write there' : (cause as Error).message;
    const text = `The folder ${home} cannot be used: ${why}. Give NEXUS_HOME another, or change who owns this one.`;
    throw new NexusError('unavailable', text, { cause });
  }
}

/**
 * Takes the home folder for this process until it ends, however it ends: the lock is the operating system's.
 * Throws 'unavailable' when a living process holds it.
 */
export function lockHome(home: string, command: string): void {
  const lock = new DatabaseSync(join(home, 'run', 'lock'));
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (cause) {
    const { owner, command: theirs } = readRunNote(home) ?? {};
    const who = owner ? ` (process ${owner.pid}, ${theirs})` : '';
    throw new NexusError('unavailable', `Nexus is already running on ${home}${who}.`, { cause });
  }
  held.push(lock);
  const owner = markOf(process.pid);
  if (owner) noteRun(home, { ...readRunNote(home), owner, command });
}

const held: DatabaseSync[] = [];

const notePath = (home: string) => join(home, 'run', 'note.json');

/** What the last holder of the lock noted, alive or dead. */
export function readRunNote(home: string): RunNote | undefined {
  try {
    return JSON.parse(readFileSync(notePath(home), 'utf8')) as RunNote;
  } catch {
    return undefined;
  }
}

/** Notes who runs on this home, for the next start. */
export function noteRun(home: string, note: RunNote): void {
  writeWhole(notePath(home), JSON.stringify(note));
}

/** Where the home folder's own PostgreSQL listens while it runs under a living owner. */
export function livingDatabase(home: string): Address | undefined {
  const { owner, database } = readRunNote(home) ?? {};
  return owner && database && isAlive(owner) && isAlive(database.process) ? database : undefined;
}

/** Path of a log to append to. */
export const logPath = (home: string, name: string) => join(home, 'logs', `${name}.log`);

/**
 * Keeps what of a log grew large as `<name>.log.1`, in place of what was there, and empties it. Its writers append, and go on at its new
 * end; a line that is written between the two steps is lost.
 */
export function trimLogs(home: string): void {
  for (const name of readdirSync(join(home, 'logs')).filter((file) => file.endsWith('.log'))) {
    const path = join(home, 'logs', name);
    if (statSync(path).size <= MAX_LOG_BYTES) continue;
    copyFileSync(path, `${path}.1`);
    truncateSync(path);
  }
}

const passwordsPath = (home: string) => join(home, 'keys', 'database.json');

/** The passwords of the home folder's own PostgreSQL. Throws while there are none. */
export function databasePasswords(home: string): DatabasePasswords {
  return JSON.parse(readFileSync(passwordsPath(home), 'utf8')) as DatabasePasswords;
}

function newPasswords(): string {
  const password = () => randomBytes(24).toString('base64url');
  return JSON.stringify({
    admin: password(),
    app: password(),
    replay: password(),
  } satisfies DatabasePasswords);
}

function writeOnce(path: string, content: () => string): void {
  if (!existsSync(path)) writeWhole(path, `${content()}\n`);
}

/** Readers see the old text or the new one, never half of it. */
function writeWhole(path: string, text: string): void {
  writeFileSync(`${path}.new`, text, { mode: 0o600, flush: true });
  renameSync(`${path}.new`, path);
}
