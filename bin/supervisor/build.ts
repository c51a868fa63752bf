import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, existsSync, globSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { NexusError } from '#lib/errors.ts';
import { root } from '../handover.mjs';

const sources = [
  '{app,components,domains,db,lib,public}/**/*.*',
  'package-lock.json',
  '{next.config,instrumentation,proxy}.ts',
  'postcss.config.mjs',
];
const notBuilt = /\.test\.tsx?$|^db\/(migrations|testing)\//;
const builtFrom = join(root, '.next', 'built-from');

/** One hash over everything that goes into the web server's build. */
export function sourceHash(): string {
  const hash = createHash('sha256');
  const files = globSync(sources, { cwd: root, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map((entry) => relative(root, join(entry.parentPath, entry.name))).sort();
  for (const path of paths) {
    if (notBuilt.test(path)) continue;
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(root, path)))
      .update('\0');
  }
  return hash.digest('hex');
}

/** Whether `.next` holds a build of exactly these sources. */
export function isBuilt(hash: string): boolean {
  return (
    existsSync(join(root, '.next', 'BUILD_ID')) &&
    existsSync(builtFrom) &&
    readFileSync(builtFrom, 'utf8') === hash
  );
}

/** Builds the web server's pages. Throws 'unavailable' with the last lines of what the build said. */
export async function build(hash: string, logFile: string, stopping: AbortSignal): Promise<void> {
  const log = openSync(logFile, 'w', 0o600);
  const code = await new Promise<number | null>((resolve, reject) => {
    const child = spawn(process.execPath, [join(root, 'node_modules/next/dist/bin/next'), 'build'], {
      cwd: root,
      signal: stopping,
      stdio: ['ignore', log, log],
      env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
    });
    child.once('error', reject);
    child.once('exit', resolve);
  });
  closeSync(log);
  if (code !== 0) {
    const said = readFileSync(logFile, 'utf8').trim().split('\n').slice(-30).join('\n');
    throw new NexusError('unavailable', `The pages could not be built.\n${said}`);
  }
  writeFileSync(builtFrom, hash);
}
