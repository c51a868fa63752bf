import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { closeDatabase } from '#db/client.ts';
import { end } from '#db/cluster/processes.ts';
import { migrate } from '#db/migrate.ts';
import { rebuildChanged } from '#domains/replay/rebuild.ts';
import type { Config } from '#lib/config.ts';
import { NexusError } from '#lib/errors.ts';
import { root } from '../handover.mjs';
import { lockHome, logPath, noteRun, openHome, readRunNote, trimLogs } from '../home.ts';
import { signInNotes } from '../setup-link.ts';
import { step } from '../step.mjs';
import { build, isBuilt, sourceHash } from './build.ts';
import { type KeptAlive, keepAlive, SMALL_YOUNG_SPACE, YOUNG_SPACE } from './children.ts';
import { keepDatabase } from './own-database.ts';

const DRAIN_ms = 3_000;
const DATABASE_STOP_ms = 1_000;
const TRIM_LOGS_EVERY_ms = 60_000;

type Stop = () => Promise<unknown>;

/**
 * Everything that `npm start` does, in order; resolves after `stopping` is aborted and all is down again (within five seconds).
 * Throws 'unavailable' with a sentence for the person at the terminal; what had been started is stopped then too.
 */
export async function start(config: Config, stopping: AbortSignal): Promise<void> {
  const { home, files, inbox, host, port } = config;
  // Children stand in the checkout, wherever this was typed: what was relative to here is named in full.
  Object.assign(process.env, { NEXUS_HOME: home, NEXUS_FILES: files, ...(inbox && { NEXUS_INBOX: inbox }) });
  openHome(home);
  lockHome(home, 'npm start');
  await endOrphans(home);
  await requireFreePort(host, port);
  keepLogsSmall(home);
  const trimming = setInterval(() => keepLogsSmall(home), TRIM_LOGS_EVERY_ms);
  const stops: Stop[] = [async () => clearInterval(trimming)];
  const children: KeptAlive[] = [];
  try {
    await startDatabase(config, stops, () => {
      for (const child of children) child.restart();
    });
    stopping.throwIfAborted();
    await step('Checking projections', rebuildWhatChanged);
    stopping.throwIfAborted();
    await buildOnce(home, stopping);
    stopping.throwIfAborted();
    stops.push(() => Promise.all(children.map((child) => child.stop(DRAIN_ms))));
    await startChildren(home, children);
    console.log(`\nNexus is ready: ${config.url}`);
    await saySignInNotes();
    if (!stopping.aborted) await once(stopping, 'abort');
    console.log('Stopping …');
  } finally {
    for (const stop of stops.reverse()) await stop();
  }
}

/** A full disk is no reason to end. */
function keepLogsSmall(home: string): void {
  try {
    trimLogs(home);
  } catch (error) {
    console.log(`The logs in ${home}/logs could not be trimmed: ${(error as Error).message}`);
  }
}

/** A killed supervisor's children end by themselves; one that hangs is known by its number and its start. */
async function endOrphans(home: string): Promise<void> {
  const note = readRunNote(home);
  for (const orphan of Object.values(note?.children ?? {})) {
    await end(orphan, [
      ['SIGTERM', 3_000],
      ['SIGKILL', 1_000],
    ]);
  }
  if (note) noteRun(home, { ...note, children: {} });
}

async function requireFreePort(host: string, port: number): Promise<void> {
  const probe = createServer();
  try {
    probe.listen(port, host);
    await once(probe, 'listening');
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    const sentences: Record<string, string> = {
      EADDRINUSE: `Port ${port} on ${host} is in use by another program: stop it, or choose another port, as in PORT=${port + 1} npm start.`,
      EACCES: `This user may not open port ${port}: choose one above 1023, as in PORT=3000 npm start.`,
      EADDRNOTAVAIL: `HOST ${host} is not an address of this machine.`,
      ENOTFOUND: `HOST ${host} is not a known name.`,
    };
    throw new NexusError('unavailable', sentences[code ?? ''] ?? `Port ${port} on ${host}: ${cause}`, {
      cause,
    });
  }
  probe.close();
  await once(probe, 'close');
}

async function startDatabase(config: Config, stops: Stop[], onMove: () => void): Promise<void> {
  if (!config.databaseUrl) {
    const database = await keepDatabase(config.home, console.log, onMove);
    stops.push(() => database.stop(DATABASE_STOP_ms));
    return;
  }
  const adminUrl = config.databaseAdminUrl;
  if (!adminUrl) {
    console.log('DATABASE_URL is set without DATABASE_ADMIN_URL: the schema is taken as it is.');
    return;
  }
  await step('Migrating the database', async (note) => {
    const { applied } = await migrate(adminUrl);
    note(applied === 0 ? 'nothing new' : `${applied} new`);
  });
}

/** A projector whose code changed since its rows were written has them written again. */
async function rebuildWhatChanged(note: (text: string) => void): Promise<void> {
  try {
    const { rebuilt } = await rebuildChanged();
    if (rebuilt > 0) note(`rebuilt for ${rebuilt} ${rebuilt === 1 ? 'company' : 'companies'}`);
  } finally {
    await closeDatabase();
  }
}

/** The first sign-up's link, and whether passkeys fit the origin. */
async function saySignInNotes(): Promise<void> {
  try {
    for (const note of await signInNotes()) console.log(note);
  } finally {
    await closeDatabase();
  }
}

async function buildOnce(home: string, stopping: AbortSignal): Promise<void> {
  const hash = sourceHash();
  if (!isBuilt(hash)) await step('Building the pages', () => build(hash, logPath(home, 'build'), stopping));
}

async function startChildren(home: string, children: KeptAlive[]): Promise<void> {
  const run = (name: string, script: string, youngSpace: string) =>
    keepAlive({
      name,
      script: join(root, script),
      logFile: logPath(home, name),
      youngSpace,
      onStart: (mark) => {
        const note = readRunNote(home);
        if (note) noteRun(home, { ...note, children: { ...note.children, [name]: mark } });
      },
      say: console.log,
    });
  await step('Starting web server and worker', async () => {
    const starts = await Promise.allSettled([
      run('web', 'bin/web.ts', YOUNG_SPACE),
      run('worker', 'worker/main.ts', SMALL_YOUNG_SPACE),
    ]);
    for (const start of starts) if (start.status === 'fulfilled') children.push(start.value);
    for (const start of starts) if (start.status === 'rejected') throw start.reason;
  });
}
