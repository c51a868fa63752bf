import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { storeFile } from '#db/files.ts';
import type { Scope } from '#db/tenancy.ts';
import { shownFilename } from '#domains/erp/statements/shown-filename.ts';
import { MAX_FILE_BYTES } from '#domains/erp/statements/upload-limits.ts';
import { uploadStatement } from '#domains/erp/statements/upload-statement.ts';
import { run } from '#domains/run.ts';
import type { Id } from '#lib/ids.ts';
import { isSame, type Mark, markOf } from './mark.ts';

/** A link is not followed, and what is no file does not make this wait. */
const READ_ONLY = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/**
 * Takes a file of the inbox in, as an upload: its id, the same for the same bytes. Null when it is not, or does not stay, what the mark says.
 * Throws what storing and the command throw.
 */
export async function takeIn(scope: Scope, path: string, mark: Mark): Promise<Id | null> {
  const file = await open(path, READ_ONLY);
  const isMarked = async () => isSame(mark, markOf(await file.stat()));
  try {
    if (!(await isMarked())) return null;
    const bytes = file.createReadStream({ autoClose: false });
    const stored = await storeFile(scope.tenantId, bytes, { maxBytes: MAX_FILE_BYTES });
    if (!(await isMarked())) return null;
    const filename = shownFilename(basename(path));
    return (await run(scope, uploadStatement, { filename, ...stored })).statementFileId;
  } finally {
    await file.close();
  }
}
