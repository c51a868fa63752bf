import { isAscii, isUtf8 } from 'node:buffer';
import type { FileHead } from '../reader.ts';
import { PieceDecoder } from '../text-encoding.ts';
import { likelyEncodings, multiByteEncoding } from './likely-encodings.ts';

const NON_ASCII = /[\u0080-\u00ff]/;

/**
 * Turns blocks of whole lines into text: as UTF-8 where a block is, else line by line, since files that are put together of
 * others have lines in several character sets.
 */
export class BlockDecoder {
  readonly #declared: string | null;
  readonly #forced: string | null;
  readonly #decoder: PieceDecoder;
  #sawUtf8 = false;
  /** Bytes above 127, by whether they were UTF-8: they tell what the file mostly was in. */
  #utf8Weight = 0;
  #singleWeight = 0;

  constructor(head: FileHead, delimiter: string, forced: string | undefined) {
    this.#declared = head.encoding;
    this.#forced = forced ?? (head.encoding === null ? multiByteEncoding(head.text, delimiter) : 'utf-8');
    const likely = this.#forced === null ? likelyEncodings(head.text, delimiter) : null;
    this.#decoder = likely === null ? new PieceDecoder(this.#forced) : new PieceDecoder(null, likely);
    if (this.#forced === null) this.#decoder.prime(head.text);
  }

  /** What the file said that it is, else the character set of most of it so far; plain ASCII is UTF-8. */
  get encoding(): string {
    if (this.#declared !== null) return this.#declared;
    if (this.#forced !== null) return this.#forced;
    return this.#singleWeight > this.#utf8Weight ? this.#decoder.encoding : 'utf-8';
  }

  decode(lines: Buffer): string {
    if (isAscii(lines)) return lines.toString('latin1');
    if (this.#forced === 'utf-8') return lines.toString('utf8');
    if (this.#forced !== null) return this.#decoder.decode(lines.toString('latin1'));
    if (isUtf8(lines)) return this.#utf8(lines);
    return lines
      .toString('latin1')
      .split(/(?<=[\r\n])/)
      .map((line) => (NON_ASCII.test(line) ? this.#line(line) : line))
      .join('');
  }

  #line(latin1: string): string {
    const bytes = Buffer.from(latin1, 'latin1');
    if (isUtf8(bytes)) return this.#utf8(bytes);
    for (const byte of bytes) if (byte > 127) this.#singleWeight++;
    return this.#decoder.decode(latin1);
  }

  #utf8(bytes: Buffer): string {
    const text = bytes.toString('utf8');
    this.#utf8Weight += bytes.length - text.length;
    // The decoder has to know that the file is in UTF-8, to read a character that the file's end cuts.
    if (!this.#sawUtf8) this.#decoder.decode('\u00c3\u00a9');
    this.#sawUtf8 = true;
    return text;
  }
}
