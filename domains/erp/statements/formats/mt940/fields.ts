import { isAscii } from 'node:buffer';
import type { LineEnds } from '../line-ends.ts';
import { LIMITS } from '../reader.ts';
import { isDigit } from './characters.ts';
import { looksStructured, PlaceInMessage } from './field-starts.ts';

/** A field's tag as a number, its letter apart: ":60F:" is 60 and "F". What is no field has a number below zero. */
export const TAG = { envelope: -1, end: -2, nonSwift: -3, preamble: -4 } as const;

/** Receives each field once it is complete. */
export type FieldHandler = {
  /**
   * `content` is Latin-1, its lines parted by LF, without the tag. `nonAscii`: it has a byte above 127.
   * `cut`: the file ended inside it, without a line end.
   */
  field(tag: number, letter: string, content: string, line: number, nonAscii: boolean, cut: boolean): void;
  /** The field is longer than we keep; its beginning follows through `field`. */
  tooLong(line: number): void;
};

const PIECE_BYTES = 1 << 20;
/** So far into a line an envelope may begin or end: blocks 1 to 3 and the padding to a multiple of 512 are shorter. */
const ENVELOPE_LENGTH = 1_000;
const NON_ASCII = /[\u0080-\u00ff]/;

const START_OF_HEADING = 1;
const COLON = 58;
const DASH = 45;
const OPENING_BRACE = 123;
const CLOSING_BRACE = 125;

/** Splits an MT940 or MT942 file into its fields. A line begins a field only where one can stand. */
export class FieldSplitter {
  readonly #handler: FieldHandler;
  readonly #place = new PlaceInMessage();
  readonly #lineEnds: LineEnds;
  /** From the open field's content on. */
  #text = '';
  #textIsAscii = true;
  #contentStart = 0;
  #lineStart = 0;
  #line = 1;

  #tag: number = TAG.preamble;
  #letter = 0;
  #fieldLine = 1;
  /** The beginning of a field that is too long to keep. */
  #overflow: string | null = null;

  constructor(handler: FieldHandler, lineEnds: LineEnds) {
    this.#handler = handler;
    this.#lineEnds = lineEnds;
  }

  get droppedNul(): boolean {
    return this.#lineEnds.droppedNul;
  }

  write(chunk: Uint8Array): void {
    for (let start = 0; start < chunk.length; start += PIECE_BYTES) {
      const piece = chunk.length <= PIECE_BYTES ? chunk : chunk.subarray(start, start + PIECE_BYTES);
      this.#take(this.#lineEnds.take(piece), isAscii(piece));
    }
  }

  end(): void {
    this.#take(this.#lineEnds.end(), true);
    const { length } = this.#text;
    const cut = length > this.#lineStart;
    if (cut) this.#endLine(length);
    this.#emit(cut ? length : Math.max(this.#contentStart, length - 1), cut);
  }

  #take(added: string, isAscii: boolean): void {
    const open = this.#text.length;
    const text = open === 0 ? added : this.#text + added;
    this.#text = text;
    if (!isAscii) this.#textIsAscii = false;
    for (let end = text.indexOf('\n', open); end >= 0; end = text.indexOf('\n', end + 1)) {
      this.#endLine(end);
      this.#lineStart = end + 1;
      this.#line++;
    }
    this.#letGo();
  }

  /** A line is complete: it continues the open field, or closes it and begins another. */
  #endLine(end: number): void {
    const start = this.#lineStart;
    const first = this.#text.charCodeAt(start);
    if (first === COLON) this.#tagLine(start, start - 1, end);
    else if (first === OPENING_BRACE) this.#braceLine(start, end);
    else if (first === START_OF_HEADING) this.#braceLine(start + 1, end);
    else if (first === DASH) this.#dashLine(start, end);
  }

  /** `fieldEnd`: where the field before would end. */
  #tagLine(start: number, fieldEnd: number, end: number): void {
    const text = this.#text;
    const a = text.charCodeAt(start + 1);
    const b = text.charCodeAt(start + 2);
    const c = text.charCodeAt(start + 3);
    if (a === 78 && b === 83 && c === COLON) {
      this.#open(TAG.nonSwift, 0, fieldEnd, start + 4);
      return;
    }
    if (!isDigit(a) || !isDigit(b)) return;
    const letter = c >= 65 && c <= 90 ? c : 0;
    const content = start + (letter ? 5 : 4);
    if (text.charCodeAt(content - 1) !== COLON) return;
    let tag = (a - 48) * 10 + b - 48;
    if (!this.#place.canBegin(text, tag, letter, content, end)) {
      if (tag !== 25 || this.#tag !== 61 || !looksStructured(text, content, end)) return;
      tag = 86;
    }
    this.#place.follow(tag);
    this.#open(tag, letter, fieldEnd, content);
  }

  /** "{1:…}{2:…}{4:", now and then with the first field behind it. */
  #braceLine(start: number, end: number): void {
    const text = this.#text;
    if (text.charCodeAt(start) !== OPENING_BRACE || !isDigit(text.charCodeAt(start + 1))) return;
    if (text.charCodeAt(start + 2) !== COLON) return;
    this.#place.begin();
    this.#open(TAG.envelope, 0, start - 1, start);
    const field = text.slice(start, Math.min(end, start + ENVELOPE_LENGTH)).indexOf('{4::');
    if (field >= 0) this.#tagLine(start + field + 3, start + field + 3, end);
  }

  /** "-}" or a hyphen alone ends a message; in some files the next one follows in the same line ("-}${1:"). */
  #dashLine(start: number, end: number): void {
    const text = this.#text;
    const isBlockEnd = text.charCodeAt(start + 1) === CLOSING_BRACE;
    if (!isBlockEnd && !(this.#place.mayEnd && end - start <= 5)) return;
    this.#open(TAG.end, 0, start - 1, start + 1);
    this.#place.leaveRows();
    const envelope = isBlockEnd
      ? text.slice(start, Math.min(end, start + ENVELOPE_LENGTH)).indexOf('{1:')
      : -1;
    if (envelope >= 0) this.#braceLine(start + envelope, end);
  }

  /** Closes the open field at `fieldEnd` and opens another whose content begins at `content`. */
  #open(tag: number, letter: number, fieldEnd: number, content: number): void {
    this.#emit(Math.max(this.#contentStart, fieldEnd), false);
    this.#tag = tag;
    this.#letter = letter;
    this.#fieldLine = this.#line;
    this.#contentStart = content;
  }

  #emit(end: number, cut: boolean): void {
    let content = this.#overflow ?? this.#text.slice(this.#contentStart, end);
    this.#overflow = null;
    if (content.length > LIMITS.recordBytes) {
      this.#handler.tooLong(this.#fieldLine);
      content = content.slice(0, LIMITS.recordBytes);
    }
    const letter = this.#letter === 0 ? '' : String.fromCharCode(this.#letter);
    const nonAscii = !this.#textIsAscii && NON_ASCII.test(content);
    this.#handler.field(this.#tag, letter, content, this.#fieldLine, nonAscii, cut);
  }

  /** Lets go of the fields that are complete, and of what an overlong field or line has beyond what we keep of it. */
  #letGo(): void {
    const limit = LIMITS.recordBytes;
    if (this.#lineStart - this.#contentStart > limit + 1) {
      this.#overflow ??= this.#text.slice(this.#contentStart, this.#contentStart + limit + 1);
      this.#contentStart = this.#lineStart;
    }
    const from = Math.min(this.#contentStart, this.#lineStart);
    this.#text = this.#text.slice(from, this.#lineStart + limit + 64);
    this.#contentStart -= from;
    this.#lineStart -= from;
    if (!this.#textIsAscii) {
      this.#textIsAscii = !NON_ASCII.test(this.#text) && !NON_ASCII.test(this.#overflow ?? '');
    }
  }
}
