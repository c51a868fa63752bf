const MAX_LENGTH = 255;
/** Control characters, and those that turn the direction of what follows: "fdp.sta" would read "ats.pdf". */
const INVISIBLE = /[\p{Cc}\p{Bidi_Control}]/gu;
const HALF_A_PAIR_AT_THE_END = /[\ud800-\udbff]$/;

/** The file name of a Content-Disposition header (RFC 6266), without any folder before it; "statement" when it names none. */
export function filenameOf(header: string | null): string {
  const extended = /filename\*\s*=\s*utf-8''([^;]+)/i.exec(header ?? '')?.[1];
  const plain = /filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s]+))/i.exec(header ?? '');
  const name = decoded(extended) ?? plain?.[1]?.replace(/\\(.)/g, '$1') ?? plain?.[2] ?? '';
  const last = name.split(/[/\\]/).at(-1) ?? '';
  const shown = last.replace(INVISIBLE, '').trim().slice(0, MAX_LENGTH).replace(HALF_A_PAIR_AT_THE_END, '');
  return /^\.*$/.test(shown) ? 'statement' : shown;
}

function decoded(text: string | undefined): string | null {
  if (!text) return null;
  try {
    return decodeURIComponent(text.trim());
  } catch {
    return null;
  }
}
