import type { FileSummary, StatementReader } from '../reader.ts';
import { DESCRIPTOR_REACH, findDataEnd } from './data-descriptor.ts';
import { isDirectoryRecord, readDirectoryRecord } from './directory.ts';
import { type Checks, LOCAL_HEADER, type LocalHeader, readLocalHeader } from './local-header.ts';

/** Takes the bytes of one entry as they are packed. `checks`: null when the archive ends before the entry does. */
export type PackedBytes = { write(packed: Uint8Array): void; end(checks: Checks | null): void };

/** Receives an archive entry by entry. */
export type ZipHandler = {
  /** What people call this kind of archive. */
  readonly noun: string;
  /** Whether a limit is reached, so that nothing more is to be read. */
  readonly isFull: boolean;
  addPacked(bytes: number): void;
  addEntry(): void;
  /** Null for an entry that is to be passed over. */
  entry(header: LocalHeader): PackedBytes | null;
  error(code: string, message: string): void;
  end(): FileSummary;
};

/** Where in the archive the next bytes are. */
type Place =
  | { at: 'header' }
  | { at: 'data'; header: LocalHeader; entry: PackedBytes | null; passed: number }
  | { at: 'record'; left: number; isLast: boolean }
  | { at: 'over' };

/** A ZIP archive (PKWARE APPNOTE 6.3.10), entry by entry in the order of its bytes. */
export class ZipReader implements StatementReader {
  readonly #handler: ZipHandler;
  #bytes: Buffer = Buffer.alloc(0);
  #place: Place = { at: 'header' };
  #last = '';
  #entries = 0;
  #listed = 0;

  constructor(handler: ZipHandler) {
    this.#handler = handler;
  }

  write(chunk: Uint8Array): void {
    this.#handler.addPacked(chunk.length);
    const added = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length);
    this.#bytes = this.#bytes.length === 0 ? added : Buffer.concat([this.#bytes, added]);
    while (this.#advance());
    this.#bytes = Buffer.from(this.#bytes);
  }

  end(): FileSummary {
    if (this.#place.at === 'data') this.#place.entry?.end(null);
    if (this.#place.at !== 'over' && !this.#handler.isFull) {
      const where = this.#last === '' ? 'before its first file' : `in or after ${this.#last}`;
      this.#handler.error(
        'archive.truncated',
        `The ${this.#handler.noun} is cut off ${where}: what follows there is missing.`,
      );
    }
    return this.#handler.end();
  }

  /** Takes what is at the present place; false when that needs more bytes. */
  #advance(): boolean {
    const place = this.#place;
    if (this.#handler.isFull || place.at === 'over') {
      this.#take(this.#bytes.length);
      return false;
    }
    if (place.at === 'header') return this.#readSignature();
    if (place.at === 'record') return this.#passRecord(place);
    const { given } = place.header;
    return given ? this.#readData(place, given.packedSize, given.checks) : this.#readDescribed(place);
  }

  #readSignature(): boolean {
    if (this.#bytes.length < 4) return false;
    const signature = this.#bytes.readUInt32LE(0);
    if (signature === LOCAL_HEADER) return this.#openEntry();
    if (isDirectoryRecord(signature)) return this.#openRecord();
    const where = this.#last === '' ? '' : ` behind ${this.#last}`;
    this.#handler.error(
      'archive.damaged',
      `The ${this.#handler.noun} is damaged${where}: nothing from there on can be read.`,
    );
    this.#place = { at: 'over' };
    return true;
  }

  #openEntry(): boolean {
    const header = readLocalHeader(this.#bytes);
    if (!header) return false;
    this.#take(header.length);
    this.#last = header.name;
    this.#entries++;
    this.#handler.addEntry();
    this.#place = { at: 'data', header, entry: this.#handler.entry(header), passed: 0 };
    return true;
  }

  #readData(place: Place & { at: 'data' }, size: number, checks: Checks): boolean {
    const part = this.#take(Math.min(size - place.passed, this.#bytes.length));
    place.entry?.write(part);
    place.passed += part.length;
    if (place.passed < size) return false;
    return this.#closeEntry(place, checks);
  }

  #readDescribed(place: Place & { at: 'data' }): boolean {
    const end = findDataEnd(this.#bytes, place.passed);
    if (!end) {
      const part = this.#take(Math.max(0, this.#bytes.length - DESCRIPTOR_REACH));
      place.entry?.write(part);
      place.passed += part.length;
      return false;
    }
    const rest = this.#take(end.packedSize);
    place.entry?.write(rest);
    this.#take(end.descriptorEnd - end.packedSize);
    return this.#closeEntry(place, end.checks);
  }

  #closeEntry({ entry }: Place & { at: 'data' }, checks: Checks): boolean {
    entry?.end(checks);
    this.#place = { at: 'header' };
    return true;
  }

  #openRecord(): boolean {
    const record = readDirectoryRecord(this.#bytes);
    if (!record) return false;
    if (record.isEntry) this.#listed++;
    if (this.#listed !== this.#entries && record.isLast) this.#sayMissing(this.#listed);
    else if (record.total !== null && record.total !== this.#entries % 65_536) this.#sayMissing(record.total);
    this.#place = { at: 'record', left: record.length, isLast: record.isLast };
    return true;
  }

  #sayMissing(listed: number): void {
    this.#handler.error(
      'archive.damaged',
      `The ${this.#handler.noun} lists ${listed} files and holds ${this.#entries}: some may be missing or double.`,
    );
  }

  #passRecord(place: Place & { at: 'record' }): boolean {
    place.left -= this.#take(Math.min(place.left, this.#bytes.length)).length;
    if (place.left > 0) return false;
    this.#place = place.isLast ? { at: 'over' } : { at: 'header' };
    return true;
  }

  #take(length: number): Buffer {
    const taken = this.#bytes.subarray(0, length);
    this.#bytes = this.#bytes.subarray(length);
    return taken;
  }
}
