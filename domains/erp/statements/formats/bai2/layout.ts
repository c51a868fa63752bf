/**
 * How a file is cut into physical records (BAI, Cash Management Balance Reporting Specifications, Version 2, "Physical
 * records and blocks"): by line ends, by the physical record length of its 01 record, or by nothing but the slash.
 */
export type Layout = {
  kind: 'lines' | 'fixed' | 'unbroken';
  /** Characters in a physical record, by the 01 record; null when they vary. */
  length: number | null;
};

const RECORD_LENGTH = /^\s*01(?:,[^,\r\n]*){5},\s*(\d{1,5})\s*[,/]/;
const SHORTEST_RECORD = 10;

/** The layout by the beginning of the file. */
export function layoutOf(head: string): Layout {
  const declared = Number(RECORD_LENGTH.exec(head)?.[1] ?? 0);
  const length = declared < SHORTEST_RECORD ? null : declared;
  if (/[\r\n]/.test(head.trim())) return { kind: 'lines', length };
  if (length !== null && /^(?:02|88),/.test(head.slice(length))) return { kind: 'fixed', length };
  return { kind: 'unbroken', length: null };
}

/** How records begin, apart from words in a text that look like one: "paid 3/16, thanks". */
const BEGINNINGS = [
  String.raw`01,[^,/]*,[^,/]*,\d{6}`,
  String.raw`02,[^,/]*,[^,/]*,[1-4]?,\d{6}`,
  String.raw`03,[^,/]+(?:/|,(?:[A-Z]{3})?(?:/|,(?:\d{3})?[,/]))`,
  String.raw`16,\d{3},[+-]?\d*(?:/|,[012SVDZ]?[,/])`,
  String.raw`49,[+-]?\d*,\d+\s*/`,
  String.raw`9[89],[+-]?\d*,\d*,\d+\s*/`,
].join('|');

const BEGINNING = new RegExp(`^\\s*(?:88,|${BEGINNINGS})`);
const NEXT_ON_LINE = new RegExp(`/\\s*(?=${BEGINNINGS})`, 'g');

/** Whether a record begins here, in a file whose records only the slash parts. */
export function beginsRecord(text: string): boolean {
  return BEGINNING.test(text);
}

/** Whether the line may have several records: only where fields come behind a slash. */
export function mayShareLine(line: string): boolean {
  const slash = line.indexOf('/');
  return slash >= 0 && slash < line.length - 1 && line.indexOf(',', slash) >= 0;
}

/** The records that share a line. */
export function recordsOfLine(line: string): string[] {
  const records: string[] = [];
  let start = 0;
  for (const match of line.matchAll(NEXT_ON_LINE)) {
    records.push(line.slice(start, match.index + 1));
    start = match.index + match[0].length;
  }
  records.push(line.slice(start));
  return records;
}
