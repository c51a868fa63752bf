import { isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';
import { MAX_PREAMBLE } from '../table/columns-by-header.ts';
import { readHeaderCell } from '../table/header-words.ts';

/** Single-byte sets that banks send. */
const CANDIDATES = [
  'windows-1252',
  'windows-1250',
  'windows-1251',
  'windows-1253',
  'windows-1254',
  'windows-1257',
  'cp850',
  'cp852',
  'cp437',
  'cp866',
] as const;

/** Sets of several bytes a character, whose headers no other set can spell. */
const MULTI_BYTE = ['shift_jis', 'gb18030', 'big5'] as const;
/** So many words of a header leave no doubt. */
const WORDS_OF_PROOF = 3;

const IDEOGRAPHIC = /[\u3040-\u30ff\u4e00-\u9fff]/;

const NON_ASCII = /[\u0080-\u00ff]/;

/**
 * The character sets in which a file may be, by what letters alone leave open: the words of its header, and the signs of
 * currencies beside its numbers. Null where neither tells, as in ASCII and UTF-8.
 */
export function likelyEncodings(latin1: string, delimiter: string): readonly string[] | null {
  const byHeader = encodingsByHeader(latin1, delimiter);
  return encodingsBySign(latin1, byHeader ?? CANDIDATES) ?? byHeader;
}

/** The set of several bytes a character that the header is in; null where it is in none. */
export function multiByteEncoding(latin1: string, delimiter: string): string | null {
  for (const line of latin1.split(/\r\n?|\n/, MAX_PREAMBLE)) {
    if (!NON_ASCII.test(line) || line.length > 4000) continue;
    const bytes = Buffer.from(line, 'latin1');
    if (isUtf8(bytes)) continue;
    const name = MULTI_BYTE.find((set) => {
      const cells = iconv
        .decode(bytes, set)
        .split(delimiter)
        .filter((cell) => IDEOGRAPHIC.test(cell));
      return wordsIn(cells.join(delimiter), delimiter) >= WORDS_OF_PROOF;
    });
    if (name) return name;
  }
  return null;
}

/** Those under which the header is made of the most words that we know. */
function encodingsByHeader(latin1: string, delimiter: string): readonly string[] | null {
  let best: readonly string[] | null = null;
  let most = 1;
  for (const line of latin1.split(/\r\n?|\n/, MAX_PREAMBLE)) {
    if (!NON_ASCII.test(line) || line.length > 4000) continue;
    const bytes = Buffer.from(line, 'latin1');
    if (isUtf8(bytes)) continue;
    const words = CANDIDATES.map((name) => wordsIn(iconv.decode(bytes, name), delimiter));
    const here = Math.max(...words);
    if (here <= most) continue;
    most = here;
    best = CANDIDATES.filter((_, i) => words[i] === here);
  }
  return best?.length === CANDIDATES.length ? null : best;
}

/** A byte that is of no UTF-8 sequence, beside a digit. */
const BESIDE_DIGIT =
  /(?<![\u0080-\u00ff])[\u0080-\u00ff](?=\s?\d)|(?<=\d\s?)[\u0080-\u00ff](?![\u0080-\u00ff])/g;

/** Those of `among` under which such a byte is the sign of a currency. */
function encodingsBySign(latin1: string, among: readonly string[]): readonly string[] | null {
  const signs = [...new Set(latin1.match(BESIDE_DIGIT) ?? [])].map((sign) => Buffer.from(sign, 'latin1'));
  const fitting = among.filter((name) => signs.some((sign) => /[€£]/.test(iconv.decode(sign, name))));
  return fitting.length > 0 ? fitting : null;
}

function wordsIn(line: string, delimiter: string): number {
  return line
    .split(delimiter)
    .filter((cell) => readHeaderCell(cell.replace(/^\s*"|"\s*$/g, '')).role !== null).length;
}
