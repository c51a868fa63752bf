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

/** The labelled parts of a text. What comes before the first label has none and is left out. */
export function labelledParts(text: string): ReadonlyMap<string, string> {
  const parts = new Map<string, string>();
  if (!text.includes(':')) return parts;
  let label: string | null = null;
  let start = 0;
  const close = (end: number): void => {
    const value = text.slice(start, end).trim().replace(/\s+/g, ' ');
    if (label !== null && value !== '' && !parts.has(label)) parts.set(label, value);
  };
  for (const match of text.matchAll(LABEL)) {
    close(match.index);
    label = match[1] ?? null;
    start = match.index + match[0].length;
  }
  close(text.length);
  return parts;
}
