import { lstat, mkdir, open, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isSame, type Mark, markOf } from './mark.ts';
import { numbered, reasonOf } from './names.ts';
import type { Verdict } from './verdict.ts';

const MAX_NAMES = 100_000;

/**
 * Moves a file of the inbox to where it ends, under a name that nothing has there, its reason first: so none ends without one. Returns that
 * name; null when another file took its place meanwhile. Errors are the file system's; then everything is as it was.
 */
export async function moveToEnd(
  folder: string,
  name: string,
  mark: Mark,
  { end, reason }: Verdict,
): Promise<string | null> {
  const target = join(folder, end);
  await openFolder(target);
  const { as, paths } = await claim(target, name, reason !== null);
  const [path = '', saysWhy] = paths;
  try {
    if (saysWhy && reason !== null) await writeFile(saysWhy, reason, { flush: true });
    if (isSame(mark, markOf(await lstat(join(folder, name))))) {
      await rename(join(folder, name), path);
      return as;
    }
  } catch (error) {
    await giveBack(paths);
    throw error;
  }
  await giveBack(paths);
  return null;
}

/** Makes the folder where there is none. A link is refused: whoever may write to the inbox could lead files elsewhere by it. */
async function openFolder(path: string): Promise<void> {
  await mkdir(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  if (!(await lstat(path)).isDirectory()) throw new Error(`${path} is not a folder.`);
}

/** Takes a free name for a file, and for its reason where it has one, by empty files over which they may be written. */
async function claim(target: string, name: string, withReason: boolean) {
  for (let n = 1; n <= MAX_NAMES; n++) {
    const as = numbered(name, n);
    const paths = [as, ...(withReason ? [reasonOf(as)] : [])].map((one) => join(target, one));
    const taken: string[] = [];
    for (const path of paths) if (await takeName(path)) taken.push(path);
    if (taken.length === paths.length) return { as, paths };
    await giveBack(taken);
  }
  throw new Error(`${target} has ${MAX_NAMES} files of the name ${name}.`);
}

async function takeName(path: string): Promise<boolean> {
  try {
    await (await open(path, 'wx', 0o640)).close();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

async function giveBack(paths: readonly string[]): Promise<void> {
  for (const path of paths) await rm(path, { force: true });
}
