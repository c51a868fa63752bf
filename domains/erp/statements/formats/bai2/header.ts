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
