const MAX_LENGTH = 255;
/** Control characters, and those that turn the direction of what follows: "fdp.sta" would read "ats.pdf". */
const INVISIBLE = /[\p{Cc}\p{Bidi_Control}]/gu;
const HALF_A_PAIR_AT_THE_END = /[\ud800-\udbff]$/;

/** The name of a file as it is shown and kept: without any folder before it; "statement" when nothing is left. */
export function shownFilename(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? '';
  const shown = last.replace(INVISIBLE, '').trim().slice(0, MAX_LENGTH).replace(HALF_A_PAIR_AT_THE_END, '');
  return /^\.*$/.test(shown) ? 'statement' : shown;
}
