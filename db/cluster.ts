import { type ChildProcess, spawn } from 'node:child_process';
import { createHash, randomInt } from 'node:crypto';
import {
  closeSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { NexusError } from '#lib/errors.ts';
import { choosePlace, makePrivate, type OsUser } from './cluster/place.ts';
import { end, markOf, type ProcessMark, serversIn } from './cluster/processes.ts';

/** A running PostgreSQL server. `exited` resolves when it is gone, however that came about. */
export type Cluster = {
  adminUrl: string;
  host: string;
  port: number;
  /** The folder of its Unix socket, which costs half of what TCP does; null where the path would be too long for one. */
  socketDir: string | null;
  /** Where the data really is: see `choosePlace`. */
  dataDir: string;
  process: ProcessMark;
  exited: Promise<void>;
  /** Fast shutdown: ends connections, writes a checkpoint; made immediate after `patience_ms` (the next start recovers). */
  stop(patience_ms?: number): Promise<void>;
};

export type ClusterOptions = {
  dataDir: string;
  /** Of the superuser `postgres`; set when the cluster is first made. */
  password: string;
  logFile: string;
  /** Tried first; another free one is taken when it is in use. */
  port?: number;
  settings?: Record<string, string>;
  /** For what may be lost: the files of a new cluster are not flushed to disk. */
  throwAway?: boolean;
  /** Told in one sentence what the person who started it should know. */
  say?: (sentence: string) => void;
};

const host = '127.0.0.1';
const major = '18';
const FINGERPRINT = 'nexus-fingerprint';
const fingerprint = (password: string) => createHash('sha256').update(`nexus:${password}`).digest('hex');
const firm: [NodeJS.Signals, number][] = [
  ['SIGINT', 10_000],
  ['SIGQUIT', 3_000],
  ['SIGKILL', 3_000],
];

/**
 * Starts PostgreSQL 18 on 127.0.0.1, making its cluster first when there is none (UTF-8, built-in C.UTF-8 locale,
 * checksums, scram). Servers that a killed run left on the same data are stopped; recovery after a crash is waited for.
 * Throws 'unavailable' with one sentence for the person at the terminal.
 */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const { binDir, dataDir, user, moved } = choosePlace(options.dataDir);
  if (moved) options.say?.(moved);
  await endOrphans(dataDir);
  if (dataDir !== resolve(options.dataDir) && isForeign(dataDir, options.password))
    setAside(dataDir, options);
  if (isMissing(dataDir)) await create(options, { binDir, dataDir, user });
  else requireWhole(dataDir, options.password);
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort(attempt === 1 ? options.port : undefined);
    const server = await launch(options, { binDir, dataDir, user, port });
    if (server) return server;
    if (attempt === 3) throw new NexusError('unavailable', `PostgreSQL found no free port on ${host}.`);
  }
}

const isMissing = (dataDir: string) => !existsSync(dataDir) || readdirSync(dataDir).length === 0;

/** A cluster is made beside its place and renamed into it last, so a data directory that exists was once complete. */
function requireWhole(dataDir: string, password: string): void {
  const missing = ['PG_VERSION', 'global/pg_control', 'base', 'pg_wal'].find(
    (name) => !existsSync(join(dataDir, name)),
  );
  if (missing) {
    throw new NexusError(
      'unavailable',
      `The database in ${dataDir} is incomplete (${missing} is missing): put a backup in its place, or move the folder away to begin with an empty one.`,
    );
  }
  const version = readFileSync(join(dataDir, 'PG_VERSION'), 'utf8').trim();
  if (version !== major) {
    const text = `The database in ${dataDir} was made by PostgreSQL ${version}, and this is PostgreSQL ${major}: restore it from a backup into an empty folder.`;
    throw new NexusError('unavailable', text);
  }
  const { uid } = statSync(dataDir);
  const me = process.getuid?.() ?? uid;
  if (me !== 0 && me !== uid) {
    const text = `The database in ${dataDir} belongs to another user (uid ${uid}): start Nexus as that user.`;
    throw new NexusError('unavailable', text);
  }
  if (isForeign(dataDir, password)) {
    const text = `The database in ${dataDir} was made with other keys than those at hand: put back the keys folder that belongs to it.`;
    throw new NexusError('unavailable', text);
  }
}

/** Made with another password than the one at hand. */
function isForeign(dataDir: string, password: string): boolean {
  const file = join(dataDir, FINGERPRINT);
  return existsSync(file) && readFileSync(file, 'utf8') !== fingerprint(password);
}

/** Outside the checkout lies the database of an earlier checkout at the same path, whose keys are gone with it. */
function setAside(dataDir: string, { say }: ClusterOptions): void {
  const aside = `${dataDir}.${Date.now()}`;
  renameSync(dataDir, aside);
  say?.(`A database that other keys belong to was set aside: ${aside}`);
}

async function endOrphans(dataDir: string): Promise<void> {
  for (const orphan of serversIn(dataDir)) await end(orphan, firm);
  const lock = join(dataDir, 'postmaster.pid');
  if (!existsSync(lock)) return;
  const [pid, , started_s] = readFileSync(lock, 'utf8').split('\n').map(Number);
  const mark = pid ? markOf(pid) : undefined;
  if (!mark) return;
  if (process.platform === 'linux')
    rmSync(lock); // a stranger got the number: no server stands in this folder
  else if (Math.abs(Date.parse(mark.started) / 1000 - (started_s ?? 0)) <= 3) await end(mark, firm);
  else rmSync(lock);
}

type Where = { binDir: string; dataDir: string; user: OsUser | undefined };

async function create(
  { password, throwAway }: ClusterOptions,
  { binDir, dataDir, user }: Where,
): Promise<void> {
  const half = `${dataDir}.new`;
  const passwordFile = `${half}/password`;
  const made = `${half}/data`;
  rmSync(half, { recursive: true, force: true });
  rmSync(dataDir, { recursive: true, force: true });
  makePrivate(half, user);
  makePrivate(made, user);
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o644 });
  const locale = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'];
  const auth = [
    '--username=postgres',
    '--auth=scram-sha-256',
    `--pwfile=${passwordFile}`,
    '--data-checksums',
  ];
  const sync = throwAway ? ['--no-sync'] : [];
  await new Promise<void>((resolve, reject) => {
    const initdb = spawn(join(binDir, 'initdb'), [`--pgdata=${made}`, ...locale, ...auth, ...sync], {
      ...processOptions(user),
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    initdb.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    const fail = (cause: unknown) =>
      reject(new NexusError('unavailable', `PostgreSQL could not make its database in ${dataDir}: ${cause}`));
    initdb.on('error', (error) => fail(error.message));
    initdb.on('close', (code) => (code === 0 ? resolve() : fail(said.trim() || `initdb ended with ${code}`)));
  });
  writeFileSync(join(made, FINGERPRINT), fingerprint(password));
  renameSync(made, dataDir);
  rmSync(half, { recursive: true, force: true });
}

/** A process group of its own: Ctrl-C in the terminal reaches the supervisor, which stops the server last. */
const processOptions = (user: OsUser | undefined) => ({
  ...user,
  cwd: '/',
  detached: true,
  env: { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' } as unknown as NodeJS.ProcessEnv,
});

/** Resolves to undefined when the port was taken in between. */
async function launch(
  { settings, logFile, password }: ClusterOptions,
  { binDir, dataDir, user, port }: Where & { port: number },
): Promise<Cluster | undefined> {
  const socketDir = socketDirIn(dataDir);
  const all = {
    listen_addresses: host,
    port: String(port),
    unix_socket_directories: socketDir ?? '',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // Plans are made for tables as they were last analysed: a company's first upload fills empty ones.
    autovacuum_naptime: '10s',
    ...settings,
  };
  const args = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const logStart = existsSync(logFile) ? statSync(logFile).size : 0;
  const log = openSync(logFile, 'a', 0o600);
  const child = spawn(join(binDir, 'postgres'), ['-D', dataDir, ...args], {
    ...processOptions(user),
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  const exited = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  const mark = child.pid === undefined ? undefined : markOf(child.pid);
  if (!mark || !(await isReady(child, dataDir))) {
    const said = readFileSync(logFile).subarray(logStart).toString('utf8');
    if (said.includes('could not bind')) return undefined;
    const reason =
      said.match(/FATAL: {2}(.*)/)?.[1] ?? (said.trim().split('\n').at(-1) || 'it gave no reason');
    throw new NexusError('unavailable', `PostgreSQL did not start: ${reason} (its log: ${logFile})`);
  }
  return {
    adminUrl: urlOf({ port, socketDir }, { user: 'postgres', password, database: 'postgres' }),
    host,
    port,
    socketDir,
    dataDir,
    process: mark,
    exited,
    async stop(patience_ms = 10_000) {
      await end(mark, [
        ['SIGINT', patience_ms],
        ['SIGQUIT', 1_000],
        ['SIGKILL', 1_000],
      ]);
      await exited;
    },
  };
}

/** Where a server of this machine listens. */
export type Address = Pick<Cluster, 'port' | 'socketDir'>;

/** A URL by which `connect`, and libpq with its `host` parameter, reach the server: by its socket where it has one. */
export function urlOf(
  { port, socketDir }: Address,
  { user, password, database }: { user: string; password: string; database: string },
): string {
  const socket = socketDir ? `?host=${encodeURIComponent(socketDir)}` : '';
  return `postgres://${user}:${encodeURIComponent(password)}@${host}:${port}/${database}${socket}`;
}

/** What every system's `sockaddr_un` holds, less the end of the text. */
const MAX_SOCKET_PATH_bytes = 103;

function socketDirIn(dataDir: string): string | null {
  if (process.platform === 'win32') return null;
  return Buffer.byteLength(join(dataDir, '.s.PGSQL.65535')) <= MAX_SOCKET_PATH_bytes ? dataDir : null;
}

/** Waits for as long as the server lives: replaying the log after a crash takes what it takes. */
async function isReady(child: ChildProcess, dataDir: string): Promise<boolean> {
  const lock = join(dataDir, 'postmaster.pid');
  while (child.exitCode === null && child.signalCode === null) {
    try {
      const lines = readFileSync(lock, 'utf8').split('\n');
      if (Number(lines[0]) === child.pid && lines[7]?.trim() === 'ready') return true;
    } catch {
      // not written yet
    }
    await sleep(25);
  }
  return false;
}

/** `wanted` when it is free, else one below the range from which systems take ports for outgoing connections. */
async function freePort(wanted?: number): Promise<number> {
  if (wanted && (await isFree(wanted))) return wanted;
  for (;;) {
    const port = randomInt(15_000, 30_000);
    if (await isFree(port)) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, host, () => probe.close(() => resolve(true)));
  });
}
