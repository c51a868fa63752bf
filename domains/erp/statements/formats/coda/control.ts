import { DecimalSum } from '../amounts.ts';
import { field } from '../fixed-fields.ts';
import type { ProblemReporter } from '../problems.ts';
import type { OpenStatement } from '../statement-writer.ts';
import type { TextLine } from '../text-lines.ts';
import { amountAt } from './values.ts';

/** Records of a statement between header (0) and trailer (9); `free` are its free communications (4) among them. */
export type RecordCount = { all: number; free: number };

/**
 * Holds the trailer (9) against what was read. By the standard (CODA 2.6, record 9) it counts the records 1, 2.x, 3.x and
 * 8; some banks count free communications (4) as well.
 */
export function checkTrailer(
  { text, number }: TextLine,
  count: RecordCount,
  statement: OpenStatement,
  problems: ProblemReporter,
): void {
  const declared = /^\d{6}$/.exec(text.slice(16, 22))?.[0];
  const read = count.all - count.free;
  if (declared === undefined || ![read, count.all].includes(Number(declared))) {
    const counted = declared === undefined ? 'no' : Number(declared);
    const message = `The trailer (9) counts ${counted} records, ${read} were read.`;
    problems.warn(number, 'control.records', message, text);
  }
  const sides = [
    { name: 'debits', position: 23, rows: statement.debits },
    { name: 'credits', position: 38, rows: statement.credits },
  ];
  for (const { name, position, rows } of sides) {
    const total = amountAt(text, position, statement.currency);
    if (typeof total !== 'string') {
      const message = `The total of ${name}, “${field(text, position, position + 14)}”, cannot be read.`;
      problems.warn(number, 'total.invalid', message, text);
      continue;
    }
    const difference = new DecimalSum();
    difference.add(total);
    difference.add(rows.sum.toString(), true);
    if (difference.isZero()) continue;
    const message = `The bank totals ${total} ${statement.currency} of ${name}, the rows give ${rows.sum} in ${rows.count}: they differ by ${difference} ${statement.currency}.`;
    problems.warn(number, 'total.mismatch', message, text);
  }
}
