import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Mark, markOf } from './mark.ts';
import { isFinishedName } from './names.ts';

/** A file that lies in the inbox. */
export type Arrived = { readonly name: string; readonly mark: Mark };

/** The files of a folder that their senders may have finished, by name. Links, folders and devices are none. */
export async function listFiles(folder: string): Promise<Arrived[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isFile() && isFinishedName(entry.name));
  const arrived: Arrived[] = [];
  for (const { name } of names.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const stats = await lstat(join(folder, name)).catch(() => null);
    if (stats?.isFile()) arrived.push({ name, mark: markOf(stats) });
  }
  return arrived;
}

/** The names of the folders in a folder; a link to one is none. */
export async function listSubfolders(folder: string): Promise<Set<string>> {
  const entries = await readdir(folder, { withFileTypes: true });
  return new Set(entries.filter((entry) => entry.isDirectory()).map(({ name }) => name));
}
