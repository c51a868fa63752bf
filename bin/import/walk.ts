import { type Dirent, type Stats, statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** A file to send, or a place of which nothing can be sent and why. */
export type Found = { readonly path: string; readonly problem?: string };

/**
 * The files that these names mean, in order: a file is itself, a folder all files in and below it by name. What begins with a point is left
 * out, and so are links inside folders: they may lead in circles.
 */
export async function* walk(names: readonly string[]): AsyncGenerator<Found> {
  for (const name of names) {
    const found = look(name);
    if (typeof found === 'string') yield { path: name, problem: found };
    else if (found.isDirectory()) yield* below(name);
    else yield { path: name };
  }
}

async function* below(folder: string): AsyncGenerator<Found> {
  let entries: Dirent[];
  try {
    entries = await readdir(folder, { withFileTypes: true });
  } catch (error) {
    yield { path: folder, problem: fileProblem(error) };
    return;
  }
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.name.startsWith('.')) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* below(path);
    else if (entry.isFile()) yield { path };
  }
}

function look(name: string): Stats | string {
  try {
    return statSync(name);
  } catch (error) {
    return fileProblem(error);
  }
}

const WORDS: Readonly<Record<string, string>> = {
  ENOENT: 'There is no such file or folder.',
  EACCES: 'You may not read it.',
  EPERM: 'You may not read it.',
};

/** Why a file or a folder can not be read: the system's own words are for those who program it. */
export function fileProblem(error: unknown): string {
  const { code = '', message } = error as NodeJS.ErrnoException;
  return WORDS[code] ?? message;
}
