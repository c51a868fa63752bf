import { isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';
import type { FileHead, ReaderOptions } from '../reader.ts';
import { PieceDecoder } from '../text-encoding.ts';

const DECLARED = /^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([\w.:-]+)["']/;
/** HTML and most banks mean Windows-1252 when they say Latin-1 (WHATWG Encoding, section 4.2). */
const LATIN1 = /^(?:iso-?8859-?1|latin-?1|us-ascii)$/;

/** The character set of an XML file, and whether it is another one than the file declares. */
export type XmlEncoding = { name: string; declared: string | null; isDeclared: boolean };

/**
 * What the caller says; else what a byte order mark or UTF-16 said; else what the XML declaration says, unless the
 * bytes of the head speak against it.
 */
export function encodingOf(head: FileHead, options: ReaderOptions): XmlEncoding {
  const declared = DECLARED.exec(head.text)?.[1]?.toLowerCase() ?? null;
  if (options.encoding) return { name: options.encoding.toLowerCase(), declared, isDeclared: true };
  if (head.encoding !== null) return { name: head.encoding, declared, isDeclared: true };
  const name = declared?.startsWith('utf-16') || declared === 'utf8' ? 'utf-8' : (declared ?? 'utf-8');
  const bytes = withoutCutCharacter(head.bytes);
  const valid = isUtf8(bytes);
  if (name === 'utf-8') {
    return valid
      ? { name, declared, isDeclared: true }
      : { name: guess(head.text), declared, isDeclared: false };
  }
  const isReallyUtf8 = valid && /[\u00c2-\u00f4][\u0080-\u00bf]/.test(head.text);
  if (isReallyUtf8 || !iconv.encodingExists(name))
    return { name: valid ? 'utf-8' : guess(head.text), declared, isDeclared: false };
  return { name, declared, isDeclared: true };
}

/** Up to three bytes at the end may be the beginning of a character that goes on after the head. */
function withoutCutCharacter(bytes: Uint8Array): Uint8Array {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] as number;
    if (byte >= 0xc0) return bytes.subarray(0, bytes.length - back);
    if (byte < 0x80) return bytes;
  }
  return bytes;
}

/** The single-byte set that makes the likeliest words of what is no UTF-8. */
function guess(latin1: string): string {
  const decoder = new PieceDecoder();
  for (const text of latin1.split(/[<>]/)) if (/[\u0080-\u00ff]/.test(text)) decoder.decode(text);
  return decoder.encoding;
}

/** Turns bytes into text, wherever they are cut. */
export type Decoder = { write(bytes: Uint8Array): string; end(): string };

/** `name` as `encodingOf` gives it. A UTF-16 file comes as UTF-8. */
export function createDecoder(name: string): Decoder {
  if (name.startsWith('utf-')) {
    const decoder = new TextDecoder();
    return { write: (bytes) => decoder.decode(bytes, { stream: true }), end: () => decoder.decode() };
  }
  const decoder = iconv.getDecoder(LATIN1.test(name) ? 'windows-1252' : name);
  return { write: (bytes) => decoder.write(Buffer.from(bytes)), end: () => decoder.end() ?? '' };
}
