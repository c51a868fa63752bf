import { crc32 } from 'node:zlib';
import { ARCHIVE_LIMITS } from './limits.ts';
import type { Checks } from './local-header.ts';
import { inflate, store, type Unpacker } from './unpackers.ts';

/** The compression methods that are read, by their number in ZIP. */
const METHODS: Readonly<Record<number, typeof inflate>> = { 0: store, 8: inflate };

export const isReadable = (method: number) => method in METHODS;

/** Unpacks the data of one ZIP entry and holds what comes out against its checks. Damage throws nothing. */
export class CheckedUnpacker {
  readonly #unpacker: Unpacker;
  readonly #isOver: () => boolean;
  #crc = 0;
  #size = 0;
  #isDamaged = false;

  /** `method` as in the entry's header; once `isOver` nothing more is unpacked. */
  constructor(method: number, output: (unpacked: Uint8Array) => void, isOver: () => boolean) {
    this.#isOver = isOver;
    this.#unpacker = (METHODS[method] ?? store)((unpacked) => {
      this.#crc = crc32(unpacked, this.#crc);
      this.#size += unpacked.length;
      output(unpacked);
    });
  }

  write(packed: Uint8Array): void {
    for (let at = 0; at < packed.length && !this.#isOver(); at += ARCHIVE_LIMITS.pieceBytes) {
      const piece = packed.subarray(at, at + ARCHIVE_LIMITS.pieceBytes);
      this.#guarded(() => this.#unpacker.write(piece));
    }
  }

  /** All packed bytes have come; null where the archive ends before them. */
  end(checks: Checks | null): void {
    if (!checks) return;
    this.#guarded(() => this.#unpacker.end());
    if (checks.crc !== this.#crc || checks.size !== this.#size) this.#isDamaged = true;
  }

  get isDamaged(): boolean {
    return this.#isDamaged;
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
