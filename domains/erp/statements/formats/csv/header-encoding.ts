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

const NON_ASCII = /[\u0080-\u00ff]/;

/**
 * The character sets under which the header is made of the most words that we know; null where the first lines do not tell (they
 * are ASCII or UTF-8, or every set makes the same of them). Letters alone often fit several sets, a header seldom does.
 */
export function encodingsByHeader(latin1: string, delimiter: string): readonly string[] | null {
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

function wordsIn(line: string, delimiter: string): number {
  return line
    .split(delimiter)
    .filter((cell) => readHeaderCell(cell.replace(/^\s*"|"\s*$/g, '')).role !== null).length;
}
