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

/** The parts that are asked for; the other labels are known so that a part ends where they begin. */
class Parts {
  'ORIG CO NAME': string | null = null;
  CACT: string | null = null;
  CBIC: string | null = null;
  CHKN: string | null = null;
  CRNM: string | null = null;
  DACT: string | null = null;
  DBIC: string | null = null;
  DBNM: string | null = null;
  EREF: string | null = null;
  REMI: string | null = null;
}
export type LabelledParts = Readonly<Parts>;

const NO_PARTS: LabelledParts = Object.freeze(new Parts());

/** The labels by their last character: few of them can end before a colon. */
const BY_LAST_CHARACTER = Map.groupBy(LABELS, (label) => label.charCodeAt(label.length - 1));
const NO_LABELS: readonly string[] = [];

const SPACE = 32;
const COMMA = 44;
const SEMICOLON = 59;

/** The labelled parts of a text that are asked for. What comes before the first label has none and is left out. */
export function labelledParts(text: string): LabelledParts {
  let parts: Parts | null = null;
  let label: string | null = null;
  let start = 0;
  for (let colon = text.indexOf(':'); colon >= 0; colon = text.indexOf(':', colon + 1)) {
    const end = endOfWord(text, colon);
    const next = labelAt(text, end);
    if (next === null) continue;
    parts ??= new Parts();
    if (label !== null) addPart(parts, label, text, start, end - next.length - 1);
    label = next;
    start = colon + 1;
  }
  if (parts === null || label === null) return NO_PARTS;
  addPart(parts, label, text, start, text.length);
  return parts;
}

/** The label that ends here and begins behind a blank, a comma, a semicolon or nothing. */
function labelAt(text: string, end: number): string | null {
  for (const label of BY_LAST_CHARACTER.get(text.charCodeAt(end - 1)) ?? NO_LABELS) {
    const start = end - label.length;
    if (start < 0 || !text.startsWith(label, start)) continue;
    const before = start === 0 ? SPACE : text.charCodeAt(start - 1);
    if (before === COMMA || before === SEMICOLON || isBlank(before)) return label;
  }
  return null;
}

function addPart(parts: Parts, label: string, text: string, start: number, end: number): void {
  if (!isAskedFor(label) || parts[label] !== null) return;
  const value = text
    .slice(start, endOfPart(text, end))
    .trim()
    .replace(/\s{2,}/g, ' ');
  if (value !== '') parts[label] = value;
}

function isAskedFor(label: string): label is keyof Parts {
  return label in NO_PARTS;
}

/** Where the text up to `end` ends without the commas, semicolons and blanks that part it from the next label. */
function endOfPart(text: string, end: number): number {
  let length = end;
  for (; length > 0; length--) {
    const last = text.charCodeAt(length - 1);
    if (last !== SPACE && last !== COMMA && last !== SEMICOLON) break;
  }
  return length;
}

/** Where the text up to `end` ends without the blanks between a label and its colon. */
function endOfWord(text: string, end: number): number {
  let length = end;
  while (length > 0 && isBlank(text.charCodeAt(length - 1))) length--;
  return length;
}

function isBlank(character: number): boolean {
  if (character > SPACE && character < 128) return false;
  return character === SPACE || /\s/.test(String.fromCharCode(character));
}
