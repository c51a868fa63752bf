/** What is asked for; the others are known so that a part ends where they begin. */
const KEPT = new Set([
  'ORIG CO NAME',
  'CACT',
  'CBIC',
  'CHKN',
  'CRNM',
  'DACT',
  'DBIC',
  'DBNM',
  'EREF',
  'REMI',
]);

/** Words before a colon by which American banks name the parts of a text: ACH fields, and a bank's four-letter tags. */
const LABELS = [
  'ORIG CO NAME',
  'ORIG ID',
  'DESC DATE',
  'CO ENTRY DESCR',
  'SEC',
  'TRACE#',
  'EED',
  'IND ID',
  'IND NAME',
  'TRN',
  'CABA',
  'CACT',
  'CBIC',
  'CHKN',
  'CREF',
  'CRNM',
  'DABA',
  'DACT',
  'DBIC',
  'DBNM',
  'EREF',
  'IDNM',
  'REMI',
];

const LABEL = new RegExp(`(?:^|[\\s,;])(${LABELS.join('|')})\\s*:`, 'g');

/** The labelled parts of a text that are asked for. What comes before the first label has none and is left out. */
export function labelledParts(text: string): ReadonlyMap<string, string> {
  if (!text.includes(':')) return NO_PARTS;
  const parts = new Map<string, string>();
  let label = '';
  let start = 0;
  const close = (end: number): void => {
    if (!KEPT.has(label) || parts.has(label)) return;
    const value = text
      .slice(start, lengthWithoutSeparators(text, end))
      .trim()
      .replace(/\s{2,}/g, ' ');
    if (value !== '') parts.set(label, value);
  };
  for (const match of text.matchAll(LABEL)) {
    close(match.index);
    label = match[1] ?? '';
    start = match.index + match[0].length;
  }
  close(text.length);
  return parts;
}

/** Where the text up to `end` ends without the commas, semicolons and blanks that part it from the next label. */
function lengthWithoutSeparators(text: string, end: number): number {
  let length = end;
  while (length > 0 && ' ,;'.includes(text.charAt(length - 1))) length--;
  return length;
}

const NO_PARTS: ReadonlyMap<string, string> = new Map();
