import { DecimalSum } from '../amounts.ts';
import { field } from '../fixed-fields.ts';
import type { ProblemReporter } from '../problems.ts';
import type { OpenStatement } from '../statement-writer.ts';
import type { TextLine } from '../text-lines.ts';
import { amountAt } from './values.ts';

/** Records of a statement between header (0) and trailer (9); `free` are its free communications (4). */
export type RecordCount = { all: number; free: number };

/** Holds the trailer (9) against what was read. Some banks leave free communications (4) out of the count. */
export function checkTrailer(
  { text, number }: TextLine,
  count: RecordCount,
  statement: OpenStatement,
  problems: ProblemReporter,
): void {
  const declared = /^\d{6}$/.exec(text.slice(16, 22))?.[0];
  if (declared === undefined || ![count.all, count.all - count.free].includes(Number(declared))) {
    const counted = declared === undefined ? 'no' : Number(declared);
    const message = `The trailer (9) counts ${counted} records, ${count.all} were read.`;
    problems.warn(number, 'control.records', message, text);
  }
  const sides = [
    { name: 'debits', position: 23, read: statement.debits },
    { name: 'credits', position: 38, read: statement.credits },
  ];
  for (const { name, position, read } of sides) {
    const total = amountAt(text, position, statement.currency);
    if (typeof total !== 'string') {
      const message = `The total of ${name}, “${field(text, position, position + 14)}”, cannot be read.`;
      problems.warn(number, 'total.invalid', message, text);
      continue;
    }
    const difference = new DecimalSum();
    difference.add(total);
    difference.add(read.sum.toString(), true);
    if (difference.isZero()) continue;
    const message = `The bank totals ${total} ${statement.currency} of ${name}, the rows give ${read.sum} in ${read.count}: they differ by ${difference} ${statement.currency}.`;
    problems.warn(number, 'total.mismatch', message, text);
  }
}
