import { isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';
import { plausibility } from './plausible-text.ts';

/** Single-byte character sets that banks send, the likelier first where the text does not decide. */
const SINGLE_BYTE = [
  'windows-1252',
  'cp850',
  'windows-1250',
  'windows-1251',
  'iso-8859-2',
  'cp852',
  'cp437',
  'iso-8859-15',
  'windows-1253',
  'windows-1254',
  'windows-1257',
  'cp866',
] as const;

/** Those of western Europe, for formats that only its banks write. */
export const WESTERN: readonly string[] = ['windows-1252', 'cp850', 'cp437', 'iso-8859-15'];

/** How much speaks for the sets that most banks of western and central Europe write, before any letter is seen. */
const PRIOR: Readonly<Record<string, number>> = { 'windows-1252': 1.5, 'windows-1250': 1 };

/** So many characters of text decide the character set, and so many of one piece. */
const ENOUGH = 100_000;
const LONG_PIECE = 2_000;

type CharacterSet = { name: string; characters: string };

const tables = new Map<string, CharacterSet>();

function tableOf(name: string): CharacterSet {
  let table = tables.get(name);
  if (!table) {
    const high = Buffer.from(Array.from({ length: 128 }, (_, i) => i + 128));
    table = { name, characters: iconv.decode(high, name) };
    tables.set(name, table);
  }
  return table;
}

/** Whether `encoding` names a character set that we read. */
export function isEncoding(encoding: string): boolean {
  return iconv.encodingExists(encoding);
}

/**
 * Turns Latin-1 strings (one character per byte) into text. UTF-8 is recognised by its form, piece by piece; what
 * is no UTF-8 is read by the single-byte set that makes the likeliest words of all pieces so far.
 */
export class PieceDecoder {
  readonly #forced: string | null;
  readonly #among: readonly string[];
  readonly #scores: Float64Array;
  #learned = 0;
  #table: CharacterSet = tableOf('windows-1252');
  #utf8Pieces = 0;
  #singlePieces = 0;

  /** `forced` decides the character set; else it is UTF-8 or one of the single-byte sets `among`. */
  constructor(forced: string | null = null, among: readonly string[] = SINGLE_BYTE) {
    this.#forced = forced;
    this.#among = among;
    this.#scores = Float64Array.from(among, (name) => PRIOR[name] ?? 0);
  }

  /** The character set that most of the text was in; plain ASCII is UTF-8. */
  get encoding(): string {
    if (this.#forced) return this.#forced;
    return this.#singlePieces > this.#utf8Pieces ? this.#table.name : 'utf-8';
  }

  /** Learns from the beginning of the file, so that its first line is read by what the later ones tell. */
  prime(latin1: string): void {
    for (const line of latin1.split(/[\r\n]+/)) {
      const bytes = Buffer.from(line, 'latin1');
      if (HIGH.test(line) && !isUtf8(bytes)) this.#learn(line);
    }
  }

  /** The text of a piece. Only pieces with a byte above 127 need to come here. */
  decode(latin1: string): string {
    const bytes = Buffer.from(latin1, 'latin1');
    if (this.#forced) return iconv.decode(bytes, this.#forced);
    if (isUtf8(bytes)) {
      this.#utf8Pieces++;
      return bytes.toString('utf8');
    }
    if (this.#utf8Pieces > 0 && this.#singlePieces === 0 && mostlyUtf8(bytes)) return bytes.toString('utf8');
    this.#singlePieces++;
    this.#learn(latin1);
    return iconv.decode(bytes, this.#table.name);
  }

  #learn(latin1: string): void {
    if (this.#learned > ENOUGH) return;
    const sample = latin1.length > LONG_PIECE ? latin1.slice(0, LONG_PIECE) : latin1;
    this.#learned += sample.length;
    let best = 0;
    for (const [index, name] of this.#among.entries()) {
      this.#scores[index] = (this.#scores[index] ?? 0) + plausibility(readBy(tableOf(name), sample));
      if ((this.#scores[index] ?? 0) > (this.#scores[best] ?? 0) + 1e-9) best = index;
    }
    this.#table = tableOf(this.#among[best] ?? 'windows-1252');
  }
}

const HIGH = /[\u0080-\u00ff]/;

/** Whether the only thing wrong is a sequence cut off at either end, as a truncated file has it. */
function mostlyUtf8(bytes: Buffer): boolean {
  for (let cut = 1; cut <= 3; cut++) {
    if (isUtf8(bytes.subarray(0, bytes.length - cut)) || isUtf8(bytes.subarray(cut))) return true;
  }
  return false;
}

function readBy(table: CharacterSet, latin1: string): string {
  let text = '';
  let plain = 0;
  for (let i = 0; i < latin1.length; i++) {
    const code = latin1.charCodeAt(i);
    if (code < 128) continue;
    text += latin1.slice(plain, i) + (table.characters[code - 128] ?? '\ufffd');
    plain = i + 1;
  }
  return text + latin1.slice(plain);
}
