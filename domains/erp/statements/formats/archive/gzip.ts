import { crc32 } from 'node:zlib';
import type { FileSummary, StatementReader } from '../reader.ts';
import type { Contents, Entry } from './contents.ts';
import { ARCHIVE_LIMITS } from './limits.ts';
import { gunzip, type Unpacker } from './unpackers.ts';

const TRAILER = 8;
/** Raw bytes kept, in which the trailer is found when the header behind it has come. */
const TAIL = 16_384;

/** A file that gzip packed (RFC 1952), in one member or several that follow each other. */
export class GzipReader implements StatementReader {
  readonly #contents: Contents;
  readonly #entry: Entry;
  readonly #unpacker: Unpacker;
  #tail: Buffer = Buffer.alloc(0);
  #taken = 0;
  #crc = 0;
  #size = 0;
  #isDamaged = false;

  constructor(contents: Contents) {
    this.#contents = contents;
    contents.addEntry();
    this.#entry = contents.open(null);
    this.#unpacker = gunzip(
      (unpacked) => {
        this.#crc = crc32(unpacked, this.#crc);
        this.#size += unpacked.length;
        this.#entry.write(unpacked);
      },
      (offset) => this.#endMember(offset),
    );
  }

  write(chunk: Uint8Array): void {
    this.#contents.addPacked(chunk.length);
    for (let at = 0; at < chunk.length; at += ARCHIVE_LIMITS.pieceBytes) {
      if (this.#isDamaged || this.#contents.isFull) return;
      const piece = chunk.subarray(at, at + ARCHIVE_LIMITS.pieceBytes);
      this.#tail = Buffer.concat([this.#tail.subarray(-TAIL), piece]);
      this.#taken += piece.length;
      this.#guarded(() => this.#unpacker.write(piece));
    }
  }

  end(): FileSummary {
    if (!this.#contents.isFull) {
      this.#guarded(() => this.#unpacker.end());
      if (!this.#isDamaged) this.#endMember(this.#taken);
    }
    this.#entry.end();
    if (this.#isDamaged && !this.#contents.isFull) {
      this.#contents.error(
        'archive.damaged',
        'The gzip archive is damaged or cut off; what was read of it may be incomplete or wrong.',
      );
    }
    return this.#contents.end();
  }

  /** Holds a member against its trailer: the CRC-32 and the size of what it unpacks to, modulo 2^32. */
  #endMember(offset: number): void {
    const at = offset - TRAILER - (this.#taken - this.#tail.length);
    if (at < 0 || at + TRAILER > this.#tail.length) {
      this.#isDamaged = true;
      return;
    }
    const differs =
      this.#tail.readUInt32LE(at) !== this.#crc || this.#tail.readUInt32LE(at + 4) !== this.#size % 2 ** 32;
    if (differs) this.#isDamaged = true;
    this.#crc = 0;
    this.#size = 0;
  }

  #guarded(unpack: () => void): void {
    try {
      unpack();
    } catch {
      this.#isDamaged = true;
    }
  }
}
