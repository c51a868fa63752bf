import { PieceDecoder } from '../formats/text-encoding.ts';
import { startOfFile } from '../formats/unicode.ts';

/** Bytes of a file that are shown as they are. */
export const EXCERPT_BYTES = 65_536;
/** Lines of these that are shown: a file of line ends alone has no more to say. */
const MAX_LINES = 4_000;
const BYTES_A_LINE = 16;
/** Control characters that texts have: tab, line ends, form feed, end of file, escape, and those of bank formats (STX, ETX, separators). */
const OF_TEXTS = new Set([0x09, 0x0a, 0x0c, 0x0d, 0x1a, 0x1b, 0x01, 0x02, 0x03, 0x1c, 0x1d, 0x1e, 0x1f]);

/** The beginning of a file: its lines as text in the character set that they are in, or a dump of bytes that are no text. */
export type Excerpt = { readonly complete: boolean } & (
  | { readonly kind: 'text'; readonly encoding: string; readonly lines: readonly string[] }
  | { readonly kind: 'bytes'; readonly dump: string }
);

/** Shows the first bytes of a file. `complete` when they are all of it; `encoding` decides the character set instead of the bytes. */
export function excerptOf(bytes: Uint8Array, complete: boolean, encoding?: string): Excerpt {
  const start = startOfFile(bytes);
  if (isBinary(start.bytes)) return { kind: 'bytes', complete, dump: dumpOf(bytes) };
  const declared = start.encoding === null ? null : 'utf-8';
  const decoder = new PieceDecoder(encoding ?? declared);
  const text = Buffer.from(start.bytes).toString('latin1');
  decoder.prime(text);
  const all = text.split(/\r\n|\r|\n/);
  if (all.at(-1) === '') all.pop();
  const lines = all.slice(0, MAX_LINES).map((line) => decoder.decode(line));
  return {
    kind: 'text',
    complete: complete && all.length <= MAX_LINES,
    encoding: start.encoding ?? decoder.encoding,
    lines,
  };
}

/** A NUL is in no text; of other control characters a damaged one may have a few. */
function isBinary(bytes: Uint8Array): boolean {
  let odd = 0;
  for (const byte of bytes) {
    if (byte === 0) return true;
    if (byte < 0x20 && !OF_TEXTS.has(byte)) odd++;
  }
  return odd * 50 > bytes.length;
}

/** Sixteen bytes a line: where they stand, each in hexadecimal, and as ASCII. */
function dumpOf(bytes: Uint8Array): string {
  const lines: string[] = [];
  for (let at = 0; at < bytes.length; at += BYTES_A_LINE) {
    const line = [...bytes.subarray(at, at + BYTES_A_LINE)];
    const hex = line.map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
    const ascii = line
      .map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.'))
      .join('');
    lines.push(`${at.toString(16).padStart(6, '0')}  ${hex.padEnd(BYTES_A_LINE * 3 - 1)}  ${ascii}`);
  }
  return lines.join('\n');
}
