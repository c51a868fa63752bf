import type { FileSummary, StatementReader } from '../reader.ts';
import type { Contents } from './contents.ts';
import { DESCRIPTOR_REACH, findDataEnd } from './data-descriptor.ts';
import { isDirectoryRecord, readDirectoryRecord } from './directory.ts';
import { type Checks, LOCAL_HEADER, type LocalHeader, readLocalHeader } from './local-header.ts';
import { isDirectory, isSystemFile } from './names.ts';
import { isReadable, PackedEntry } from './packed-entry.ts';

/** Where in the archive the next bytes are. */
type Place =
  | { at: 'header' }
  | { at: 'data'; header: LocalHeader; entry: PackedEntry | null; passed: number }
  | { at: 'record'; left: number; isLast: boolean }
  | { at: 'over' };

/** A ZIP archive (PKWARE APPNOTE 6.3.10), entry by entry in the order of its bytes. */
export class ZipReader implements StatementReader {
  readonly #contents: Contents;
  #bytes: Buffer = Buffer.alloc(0);
  #place: Place = { at: 'header' };
  #last = '';
  #entries = 0;
  #listed = 0;

  constructor(contents: Contents) {
    this.#contents = contents;
  }

  write(chunk: Uint8Array): void {
    this.#contents.addPacked(chunk.length);
    const added = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length);
    this.#bytes = this.#bytes.length === 0 ? added : Buffer.concat([this.#bytes, added]);
    while (this.#advance());
    this.#bytes = Buffer.from(this.#bytes);
  }

  end(): FileSummary {
    if (this.#place.at === 'data') this.#place.entry?.end(null);
    if (this.#place.at !== 'over' && !this.#contents.isFull) {
      const where = this.#last === '' ? 'before its first file' : `in or after ${this.#last}`;
      this.#contents.error(
        'archive.truncated',
        `The archive is cut off ${where}: what follows there is missing.`,
      );
    }
    return this.#contents.end();
  }

  /** Takes what is at the present place; false when that needs more bytes. */
  #advance(): boolean {
    const place = this.#place;
    if (this.#contents.isFull || place.at === 'over') {
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
    this.#contents.error(
      'archive.damaged',
      `The archive is damaged${where}: nothing from there on can be read.`,
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
    this.#contents.addEntry();
    const entry = this.#isRead(header) ? new PackedEntry(this.#contents, header.name, header.method) : null;
    this.#place = { at: 'data', header, entry, passed: 0 };
    return true;
  }

  #isRead({ name, isEncrypted, method, given }: LocalHeader): boolean {
    if (this.#contents.isFull) return false;
    if (isDirectory(name) && given?.packedSize === 0) {
      this.#contents.warn('archive.skipped', `${name}: this is a folder, not a statement.`);
      return false;
    }
    if (isSystemFile(name)) {
      this.#contents.warn('archive.skipped', `${name}: this is a file of the system, not a statement.`);
      return false;
    }
    if (isEncrypted) {
      this.#contents.error(
        'archive.encrypted',
        `${name}: the file is encrypted in the archive. Unpack it with its password and give it as it is.`,
      );
      return false;
    }
    if (!isReadable(method)) {
      this.#contents.error(
        'archive.method',
        `${name}: the file is packed by method ${method}, which is not read. Unpack it and give it as it is.`,
      );
    }
    return isReadable(method);
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
    place.entry?.write(this.#take(end.packedSize));
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
    this.#contents.error(
      'archive.damaged',
      `The archive lists ${listed} files and holds ${this.#entries}: some may be missing or double.`,
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
