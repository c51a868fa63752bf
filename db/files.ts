import { createHash, randomBytes } from 'node:crypto';
import { createReadStream, type ReadStream } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { config } from '#lib/config.ts';
import { NexusError } from '#lib/errors.ts';
import { type Id, isId } from '#lib/ids.ts';

/** A file as it lies below `NEXUS_FILES`: `storagePath` is `<tenant>/<sha256>`, relative to it. */
export type StoredFile = {
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly storagePath: string;
};

/** What became of a stored file: as it was, gone, or with other bytes in it. */
export type FileState = 'whole' | 'missing' | 'changed';

const SHA256 = /^[0-9a-f]{64}$/;
/** Files on their way in; what a crash left there belongs to nobody. */
const INCOMING = '.incoming';

/**
 * Stores bytes under their SHA-256, hashed while they stream. They are flushed to disk and renamed into place before this returns, so an
 * event may name them. The same bytes again are the same file. Throws a NexusError `tooLarge` beyond `maxBytes`.
 */
export async function storeFile(
  tenantId: Id,
  source: Uint8Array | AsyncIterable<Uint8Array>,
  { maxBytes = Number.POSITIVE_INFINITY }: { maxBytes?: number } = {},
): Promise<StoredFile> {
  const folder = dirname(absolutePath(tenantId, '0'.repeat(64)));
  const incoming = join(folder, INCOMING);
  await mkdir(incoming, { recursive: true, mode: 0o700 });
  const temporary = join(incoming, randomBytes(16).toString('hex'));
  const file = await open(temporary, 'wx', 0o600);
  try {
    const { sha256, sizeBytes } = await write(file, source, maxBytes).finally(() => file.close());
    await rename(temporary, absolutePath(tenantId, sha256));
    for (const name of [folder, dirname(folder)]) await flushFolder(name);
    return { sha256, sizeBytes, storagePath: `${tenantId}/${sha256}` };
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/** The stored file's bytes as a stream. It errors with ENOENT when there is no such file. */
export function openFile(tenantId: Id, sha256: string): ReadStream {
  return createReadStream(absolutePath(tenantId, sha256));
}

/** Hashes the stored file again. */
export async function checkFile(tenantId: Id, sha256: string): Promise<FileState> {
  const hash = createHash('sha256');
  try {
    for await (const chunk of openFile(tenantId, sha256)) hash.update(chunk);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 'missing';
    throw error;
  }
  return hash.digest('hex') === sha256 ? 'whole' : 'changed';
}

/** The hashes of all files of a tenant, in order. */
export async function listFiles(tenantId: Id): Promise<string[]> {
  const folder = dirname(absolutePath(tenantId, '0'.repeat(64)));
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  return names.filter((name) => SHA256.test(name)).sort();
}

/** Where a stored file lies. Both parts are checked for their shape, so that no name from outside can lead elsewhere. */
export function absolutePath(tenantId: Id, sha256: string): string {
  if (!isId(tenantId)) throw new NexusError('invalid', 'A file belongs to a tenant.');
  if (!SHA256.test(sha256)) throw new NexusError('invalid', 'A file is named by its SHA-256 in hexadecimal.');
  return join(config().files, tenantId, sha256);
}

async function write(
  file: FileHandle,
  source: Uint8Array | AsyncIterable<Uint8Array>,
  maxBytes: number,
): Promise<{ sha256: string; sizeBytes: number }> {
  const hash = createHash('sha256');
  let sizeBytes = 0;
  for await (const chunk of source instanceof Uint8Array ? [source] : source) {
    sizeBytes += chunk.length;
    if (sizeBytes > maxBytes) {
      throw new NexusError('tooLarge', `A file may have ${maxBytes} bytes at most.`, {
        details: { maxBytes },
      });
    }
    hash.update(chunk);
    for (let written = 0; written < chunk.length; ) {
      written += (await file.write(chunk, written)).bytesWritten;
    }
  }
  await file.sync();
  return { sha256: hash.digest('hex'), sizeBytes };
}

/** A rename is durable only when its folder is. */
async function flushFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  await folder.sync().finally(() => folder.close());
}
