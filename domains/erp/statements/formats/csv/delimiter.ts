import Papa from 'papaparse';
import { findHeader } from '../table/columns-by-header.ts';
import { readDateCell } from '../table/dates.ts';
import { readNumberCell } from '../table/numbers.ts';

const DELIMITERS = [';', ',', '\t', '|'] as const;

const SAMPLE_LINES = 200;

/** How much a delimiter makes of a text: lines that then have a date and a number, and whether a header is found. */
export type DelimiterChoice = { delimiter: string; rows: number; hasHeader: boolean };

/**
 * The delimiter under which most lines have a date and a number of their own, and the most columns; null when none
 * makes rows or a header. A first line "sep=;" (Excel) decides.
 */
export function chooseDelimiter(text: string, complete: boolean): DelimiterChoice | null {
  const declared = /^sep=(.)\r?\n/.exec(text)?.[1];
  let best: (DelimiterChoice & { score: number }) | null = null;
  for (const delimiter of declared ? [declared] : DELIMITERS) {
    const judged = judge(text, delimiter, complete);
    if (judged && (!best || judged.score > best.score)) best = judged;
  }
  return best;
}

function judge(
  text: string,
  delimiter: string,
  complete: boolean,
): (DelimiterChoice & { score: number }) | null {
  if (!text.includes(delimiter)) return null;
  const sample = text.replace(/\r\n?/g, '\n').split('\n', SAMPLE_LINES + 1);
  if (!complete || sample.length > SAMPLE_LINES) sample.pop();
  const config = { delimiter, newline: '\n', quoteChar: '"' } as Papa.ParseConfig;
  const { data } = new Papa.Parser(config).parse(sample.join('\n'), 0, false) as Papa.ParseResult<string[]>;
  const widths = new Map<number, number>();
  let rows = 0;
  for (const cells of data) {
    if (cells.length < 2) continue;
    widths.set(cells.length, (widths.get(cells.length) ?? 0) + 1);
    const dated = cells.findIndex((cell) => readDateCell(cell) !== null);
    if (dated >= 0 && cells.some((cell, i) => i !== dated && readNumberCell(cell) !== null)) rows++;
  }
  const records = data.map((cells, i) => ({ cells, line: i + 1, raw: '' }));
  const hasHeader = findHeader(records) !== null;
  if (rows === 0 && !hasHeader) return null;
  const [width, lines] = [...widths].sort((a, b) => b[1] - a[1])[0] ?? [0, 0];
  // Rows count most, then how steady the number of columns is, then how many there are.
  const score = rows * 100 + (hasHeader ? 5000 : 0) + lines * 10 + Math.min(width, 40);
  return { delimiter, rows, hasHeader, score };
}
