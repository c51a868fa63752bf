import type { ProblemReporter } from '../problems.ts';
import { bai2Date, bai2Time } from './dates.ts';
import type { LogicalRecord } from './logical-record.ts';

/** A group header (02): accounts of one originator, of one day. */
export type GroupHeader = {
  line: number;
  raw: string;
  originator: string;
  /** 1 update, 2 deletion, 3 correction, 4 test only. */
  status: string;
  /** Null when the date can not be read. */
  date: string | null;
  dateText: string;
  isDateAdjusted: boolean;
  /** "14:30"; null at the end of the day. */
  time: string | null;
  currency: string;
  /** 1 interim and 2 final of the previous day, 3 interim and 4 final of the same day; "" where the bank does not say. */
  modifier: string;
};

/** The version number of a file header (01): "2". */
export function readVersion(record: LogicalRecord): string | null {
  let version: string | null = null;
  for (let field = 0; field < 8; field++) version = record.next();
  return version === null || version === '' ? null : version;
}

export function readGroupHeader(record: LogicalRecord): GroupHeader {
  const next = (): string => record.next() ?? '';
  next();
  const originator = next();
  const status = next();
  const dateText = next();
  const date = bai2Date(dateText);
  return {
    line: record.line,
    raw: record.raw,
    originator,
    status,
    date: date?.date ?? null,
    dateText,
    isDateAdjusted: date?.adjusted ?? false,
    time: bai2Time(next()),
    currency: next(),
    modifier: next(),
  };
}

/** Whether the accounts of a group are taken in, by its date and status. What is unusual about it is said. */
export function isTaken(
  { line, raw, date, dateText, isDateAdjusted, status }: GroupHeader,
  problems: ProblemReporter,
): boolean {
  if (date === null) {
    const message = `“${dateText}” is no as-of date: nothing of this group is taken in.`;
    problems.error(line, 'date.invalid', message, raw);
    return false;
  }
  if (isDateAdjusted) {
    const message = 'The as-of date does not exist; the last day of its month stands for it.';
    problems.warn(line, 'date.adjusted', message, raw);
  }
  if (status === '2') {
    const message = 'The bank withdraws with this group what it reported before: nothing of it is taken in.';
    problems.error(line, 'group.deletion', message, raw);
  } else if (status === '3') {
    const message = 'The bank corrects with this group what it reported before.';
    problems.warn(line, 'group.correction', message, raw);
  } else if (status === '4') {
    problems.warn(line, 'group.test', 'This group is a test: nothing of it is taken in.', raw);
  }
  return status !== '2' && status !== '4';
}
