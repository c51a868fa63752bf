import { type CalendarDate, formatDate, formatShortDate } from '#lib/dates.ts';
import { formatCount } from '../ui/format-amount.ts';
import type { Tone } from '../ui/status.tsx';

/** What a statement is: the day's last word, a snapshot during it, or the notice of single bookings. */
export function kindLabel(kind: string): string {
  switch (kind) {
    case 'endOfDay':
      return 'End of day';
    case 'intraday':
      return 'Intraday';
    case 'advice':
      return 'Advice';
    default:
      return kind;
  }
}

export const CHECK_LABELS = {
  verified: 'Adds up',
  discrepancy: 'Does not add up',
  unverifiable: 'Not checkable',
} as const;

/** Whether opening, rows and closing agree. */
export function checkTone(check: string): Tone {
  return check === 'verified' ? 'ok' : check === 'discrepancy' ? 'bad' : 'neutral';
}

/** "MT940", "camt.053": formats as people write them. */
export function formatLabel(format: string | null): string {
  if (format === null) return 'Unknown format';
  const camt = /^camt(\d{3})$/.exec(format);
  return camt ? `camt.${camt[1]}` : format.toUpperCase();
}

/** Where a file is on its way in. */
export function fileStatusLabel(status: string): { readonly tone: Tone; readonly label: string } {
  switch (status) {
    case 'uploaded':
      return { tone: 'accent', label: 'In line' };
    case 'parsing':
    case 'parsed':
      return { tone: 'accent', label: 'Being read' };
    case 'imported':
      return { tone: 'ok', label: 'Imported' };
    case 'waiting':
      return { tone: 'warn', label: 'Waits for you' };
    case 'rejected':
      return { tone: 'bad', label: 'Refused' };
    case 'dismissed':
      return { tone: 'neutral', label: 'Put aside' };
    default:
      return { tone: 'neutral', label: status };
  }
}

/** What became of a row that announced money. */
export function announcementLabel(state: string | null): { readonly tone: Tone; readonly label: string } {
  switch (state) {
    case 'booked':
      return { tone: 'ok', label: 'Booked' };
    case 'notBooked':
      return { tone: 'bad', label: 'Never booked' };
    default:
      return { tone: 'accent', label: 'Expected' };
  }
}

/** What a row waits for in the workbench. */
export function queueLabel(queue: string): { readonly tone: Tone; readonly label: string } {
  switch (queue) {
    case 'ready':
      return { tone: 'accent', label: 'Ready' };
    case 'differs':
      return { tone: 'warn', label: 'Differs' };
    case 'choose':
      return { tone: 'neutral', label: 'Choose' };
    case 'nothing':
      return { tone: 'neutral', label: 'Nothing found' };
    default:
      return { tone: 'neutral', label: 'Matching…' };
  }
}

/** What explains a row that no document explains. */
export function explanationLabel(kind: string, category: string | null): string {
  if (kind === 'transfer') return 'Own transfer';
  if (kind === 'reversal') return 'Reversal';
  switch (category) {
    case 'fee':
      return 'Bank fee';
    case 'interest':
      return 'Interest';
    case 'salary':
      return 'Salary';
    case 'tax':
      return 'Tax';
    case null:
      return 'No document';
    default:
      return category;
  }
}

/** "1.2 MB"; sizes are for the eye only. */
export function sizeLabel(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${Math.round(bytes / 1_000)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** "1 row", "90 rows". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

/** "18 Nov 2026", or "1 – 15 Nov 2026" for several days. */
export function periodLabel(fromDate: CalendarDate | null, toDate: CalendarDate | null): string {
  if (!toDate) return 'No date';
  if (!fromDate || fromDate === toDate) return formatDate(toDate);
  const from =
    fromDate.slice(0, 7) === toDate.slice(0, 7)
      ? String(Number(fromDate.slice(8)))
      : formatShortDate(fromDate);
  return `${from} – ${formatDate(toDate)}`;
}
