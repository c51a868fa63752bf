import type { Contents } from './contents.ts';
import type { LocalHeader } from './local-header.ts';
import { isDirectory, isSystemFile } from './names.ts';
import { CheckedUnpacker, isReadable } from './unpack-checked.ts';
import type { PackedBytes } from './zip.ts';

/** Reads an entry of an archive as it comes; null for one that is not read, which is said. */
export function openEntry(contents: Contents, header: LocalHeader): PackedBytes | null {
  if (!isRead(contents, header)) return null;
  const { name, method } = header;
  const entry = contents.open(name);
  const unpacker = new CheckedUnpacker(
    method,
    (unpacked) => entry.write(unpacked),
    () => contents.isFull,
  );
  return {
    write: (packed) => unpacker.write(packed),
    end: (checks) => {
      unpacker.end(checks);
      entry.end();
      if (contents.isFull || !unpacker.isDamaged) return;
      contents.error(
        'archive.damaged',
        `${name}: the file is damaged inside the archive; what was read of it may be incomplete or wrong.`,
      );
    },
  };
}

function isRead(contents: Contents, { name, isEncrypted, method, given }: LocalHeader): boolean {
  if (contents.isFull) return false;
  if (isDirectory(name) && given?.packedSize === 0) {
    contents.warn('archive.skipped', `${name}: this is a folder, not a statement.`);
    return false;
  }
  if (isSystemFile(name)) {
    contents.warn('archive.skipped', `${name}: this is a file of the system, not a statement.`);
    return false;
  }
  if (isEncrypted) {
    contents.error(
      'archive.encrypted',
      `${name}: the file is encrypted in the archive. Unpack it with its password and give it as it is.`,
    );
    return false;
  }
  if (!isReadable(method)) {
    contents.error(
      'archive.method',
      `${name}: the file is packed by method ${method}, which is not read. Unpack it and give it as it is.`,
    );
  }
  return isReadable(method);
}
