import { isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';
import { ARCHIVE_LIMITS } from './limits.ts';

/** What the systems that archives are made on add by themselves: it never holds a statement. */
const SYSTEM_FILE = /^__MACOSX\/|(?:^|\/)(?:\._[^/]*|\.DS_Store|Thumbs\.db|desktop\.ini)$/i;

export const isSystemFile = (name: string) => SYSTEM_FILE.test(name);
export const isDirectory = (name: string) => /[/\\]$/.test(name);

/**
 * The name of an entry, to be shown to people and nothing else: it is never a path. Names are in UTF-8 or, of old,
 * in code page 437 (APPNOTE, appendix D); what could disturb a terminal or turn the direction of writing is replaced.
 */
export function entryName(bytes: Buffer): string {
  return shownName(isUtf8(bytes) ? bytes.toString('utf8') : iconv.decode(bytes, 'cp437'));
}

/** A name out of a file as it may be shown: no longer than a line, and nothing in it that is not seen. */
export function shownName(name: string): string {
  const shown = name.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '\ufffd');
  return shown.length > ARCHIVE_LIMITS.nameLength ? `${shown.slice(0, ARCHIVE_LIMITS.nameLength)}…` : shown;
}
