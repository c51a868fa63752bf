import { crc32 } from 'node:zlib';
import type { Contents, Entry } from './contents.ts';
import { ARCHIVE_LIMITS } from './limits.ts';
import type { Checks } from './local-header.ts';
import { inflate, store, type Unpacker } from './unpackers.ts';

/** The compression methods that are read, by their number in ZIP. */
const METHODS: Readonly<Record<number, typeof inflate>> = { 0: store, 8: inflate };

export const isReadable = (method: number) => method in METHODS;

/** One entry of a ZIP archive from its first packed byte to its last. Damage is a problem and throws nothing. */
export class PackedEntry {
  readonly #contents: Contents;
  readonly #name: string;
  readonly #entry: Entry;
  readonly #unpacker: Unpacker;
  #crc = 0;
  #size = 0;
  #isDamaged = false;

  constructor(contents: Contents, name: string, method: number) {
    this.#contents = contents;
    this.#name = name;
    this.#entry = contents.open(name);
    this.#unpacker = (METHODS[method] ?? store)((unpacked) => {
      this.#crc = crc32(unpacked, this.#crc);
      this.#size += unpacked.length;
      this.#entry.write(unpacked);
    });
  }

  write(packed: Uint8Array): void {
    for (let at = 0; at < packed.length && !this.#contents.isFull; at += ARCHIVE_LIMITS.pieceBytes) {
      const piece = packed.subarray(at, at + ARCHIVE_LIMITS.pieceBytes);
      this.#guarded(() => this.#unpacker.write(piece));
    }
  }

  /** `checks`: null when the archive ends before the entry does, which the archive says itself. */
  end(checks: Checks | null): void {
    if (checks) this.#guarded(() => this.#unpacker.end());
    this.#entry.end();
    if (this.#contents.isFull) return;
    const differs = checks !== null && (checks.crc !== this.#crc || checks.size !== this.#size);
    if (!this.#isDamaged && !differs) return;
    this.#contents.error(
      'archive.damaged',
      `${this.#name}: the file is damaged inside the archive; what was read of it may be incomplete or wrong.`,
    );
  }

  #guarded(unpack: () => void): void {
    if (this.#isDamaged) return;
    try {
      unpack();
    } catch {
      this.#isDamaged = true;
    }
  }
}
