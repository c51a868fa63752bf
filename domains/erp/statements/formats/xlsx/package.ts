import type { Budget } from '../archive/budget.ts';
import type { Checks, LocalHeader } from '../archive/local-header.ts';
import { CheckedUnpacker, isReadable } from '../archive/unpack-checked.ts';
import type { PackedBytes, ZipHandler } from '../archive/zip.ts';
import type { ProblemReporter } from '../problems.ts';
import type { FileSummary } from '../reader.ts';
import { XLSX_LIMITS } from './limits.ts';
import { Pages } from './pages.ts';

type Part = { method: number; packed: Pages; checks: Checks | null };

/** Parts of a workbook that say nothing about the values in its cells. */
const BESIDE_THE_CELLS =
  /^(?:docprops|customxml|xl\/(?:theme|drawings|media|charts|chartsheets|externallinks|pivotcache|pivottables|tables|comments|threadedcomments|persons|ctrlprops|activex|embeddings|queries|querytables|slicers|slicercaches|timelines|printersettings|webextensions|richdata|customproperty))\/|(?:^\[content_types\]|\/calcchain|\/metadata|\/connections)\.xml$/;

/**
 * The parts of a workbook by name (Open Packaging Conventions, ECMA-376 part 2), as they are packed in the file. They wait
 * until it is whole: a sheet may stand before or after the strings and styles that its cells refer to.
 */
export class Package implements ZipHandler {
  readonly noun = 'workbook';
  readonly #problems: ProblemReporter;
  readonly #budget: Budget;
  readonly #isFile: boolean;
  readonly #parts = new Map<string, Part>();
  #packed = 0;
  #held = 0;
  #given = 0;
  #errors = 0;

  /** `isFile`: the workbook lies in no archive, whose budget this one would share. */
  constructor(problems: ProblemReporter, budget: Budget, isFile: boolean) {
    this.#problems = problems;
    this.#budget = budget;
    this.#isFile = isFile;
  }

  get isFull(): boolean {
    return this.#budget.excess !== null || this.#isOverfull || this.#isMultiplied;
  }

  /** Whether something of the file was said to be damaged or missing. */
  get isFlawed(): boolean {
    return this.#errors > 0;
  }

  addPacked(bytes: number): void {
    this.#packed += bytes;
    if (this.#isFile) this.#budget.addPacked(bytes);
  }

  addEntry(): void {
    this.#budget.addEntry();
  }

  /** Counts the characters of a shared string each time that a cell refers to it. */
  addGiven(characters: number): void {
    this.#given += characters;
  }

  get #isOverfull(): boolean {
    return this.#held > XLSX_LIMITS.heldBytes;
  }

  get #isMultiplied(): boolean {
    return this.#given - XLSX_LIMITS.givenGrace > this.#packed * XLSX_LIMITS.givenRatio;
  }

  entry({ name: entryName, method, isEncrypted }: LocalHeader): PackedBytes | null {
    const name = partName(entryName);
    if (!/\.(?:xml|rels)$/.test(name) || BESIDE_THE_CELLS.test(name)) return null;
    if (isEncrypted) this.error('archive.encrypted', `${name} is encrypted in the workbook.`);
    else if (!isReadable(method))
      this.error('archive.method', `${name} is packed by method ${method}, which is not read.`);
    else if (this.#parts.has(name))
      this.error('archive.damaged', `${name} is twice in the workbook; the second is not read.`);
    else return this.#hold(name, method);
    return null;
  }

  error(code: string, message: string): void {
    this.#errors++;
    this.#problems.error(null, code, message);
  }

  end(): FileSummary {
    return { format: 'xlsx', formatVersion: null, encoding: 'utf-8' };
  }

  has(name: string): boolean {
    return this.#parts.has(partName(name));
  }

  /**
   * Unpacks a part, piece by piece, until `isOver`, and lets go of it. What is damaged is said when its last piece has been
   * given. False when the part is not in the file.
   */
  unpack(name: string, take: (unpacked: Uint8Array) => void, isOver: () => boolean): boolean {
    const key = partName(name);
    const part = this.#parts.get(key);
    if (!part) return false;
    this.#parts.delete(key);
    const isEnough = () => isOver() || this.isFull;
    const unpacker = new CheckedUnpacker(
      part.method,
      (unpacked) => {
        this.#budget.addUnpacked(unpacked.length);
        if (!isEnough()) take(unpacked);
      },
      isEnough,
    );
    for (const packed of part.packed.drain()) unpacker.write(packed);
    if (isEnough()) return true;
    unpacker.end(part.checks);
    if (unpacker.isDamaged)
      this.error(
        'archive.damaged',
        `${key} is damaged in the workbook; what was read of it may be incomplete or wrong.`,
      );
    return true;
  }

  /** Says which limit ended the reading, if one did. */
  sayExcess(): void {
    if (this.#isOverfull)
      this.error(
        'limit.held',
        `The workbook has more than ${XLSX_LIMITS.heldBytes} packed bytes of sheets, which is more than is read. Save it as CSV, or in parts.`,
      );
    if (this.#isMultiplied)
      this.error(
        'limit.ratio',
        `The texts in the workbook's cells come to more than ${XLSX_LIMITS.givenRatio} times its size; the rest of it is not read.`,
      );
    const { excess } = this.#budget;
    // An archive says itself that its limit is reached.
    if (excess && this.#isFile) this.error(excess.code, excess.message);
  }

  #hold(name: string, method: number): PackedBytes {
    const part: Part = { method, packed: new Pages(), checks: null };
    this.#parts.set(name, part);
    return {
      write: (packed) => {
        this.#held += packed.length;
        if (!this.isFull) part.packed.add(packed);
      },
      end: (checks) => {
        part.checks = checks;
      },
    };
  }
}

/** Names of parts differ neither by case nor by a slash at their beginning; some programs write backslashes. */
function partName(name: string): string {
  return name.replaceAll('\\', '/').replace(/^\/+/, '').toLowerCase();
}
