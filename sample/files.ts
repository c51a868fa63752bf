import { addDays, type CalendarDate } from '#lib/dates.ts';
import type { Period } from './calendar.ts';
import { ACCOUNTS } from './group.ts';
import type { IntradayReport } from './intraday.ts';
import type { AccountKey, Movement } from './model.ts';
import type { Quirks } from './quirks.ts';
import type { DayStatement } from './statements.ts';
import { csv } from './writers/csv.ts';
import { mt940 } from './writers/mt940.ts';
import { mt942 } from './writers/mt942.ts';

/** A statement file as somebody would drop it on the page, and the instant at which they would have. */
export type SampleFile = {
  name: string;
  at: string;
  bytes: Uint8Array;
  format: 'mt940' | 'mt942' | 'csv';
  account: AccountKey;
};

/** Where a movement is to be found: statement and row count from 1 in the order of the file. */
export type Place = { file: string; statement: number; row: number };

export type Packed = { files: SampleFile[]; places: Map<Movement, Place> };

const DAILY_DAYS = 5;

/** One account's statements as files: by month, and the last five days by day; CSV by month only. */
export function packStatements(statements: readonly DayStatement[], period: Period, quirks: Quirks): Packed {
  const arrived = statements.filter(
    ({ account, date }) =>
      !quirks.missing.some((missing) => missing.account === account && missing.date === date),
  );
  const dailyFrom = period.back(DAILY_DAYS - 1);
  const isCsv = arrived[0]?.account === 'jpy';
  const parcels = Map.groupBy(arrived, ({ date }) => (isCsv || date < dailyFrom ? date.slice(0, 7) : date));
  const places: Packed['places'] = new Map();
  const files = [...parcels].map(([label, parcel]) => {
    const file = isCsv ? csvFile(label, parcel) : mt940File(label, parcel, quirks);
    parcel.forEach((statement, index) => {
      const before = isCsv ? parcel.slice(0, index).flatMap(({ rows }) => rows).length : 0;
      statement.rows.forEach((row, place) => {
        if (row !== quirks.unreadable) {
          places.set(row, { file: file.name, statement: isCsv ? 1 : index + 1, row: before + place + 1 });
        }
      });
    });
    return file;
  });
  return { files, places };
}

/** The file of EUR Main's last whole month once more, under the name that a browser gives a second download. */
export function duplicateFile(files: readonly SampleFile[]): SampleFile {
  const monthly = files.filter(
    ({ account, name }) => account === 'eurMain' && /_\d{4}-\d{2}\.sta$/.test(name),
  );
  const original = monthly.at(-2);
  if (!original) throw new RangeError('There is no month to send twice.');
  return {
    ...original,
    name: original.name.replace('.sta', ' (1).sta'),
    at: after(original.at.slice(0, 10), '08:12'),
  };
}

function mt940File(label: string, parcel: readonly DayStatement[], quirks: Quirks): SampleFile {
  const text = parcel.map((statement) => damaged(mt940(statement), statement, quirks)).join('');
  return fileOf(label, parcel, 'mt940', text);
}

function csvFile(label: string, parcel: readonly DayStatement[]): SampleFile {
  return fileOf(label, parcel, 'csv', csv(parcel));
}

function fileOf(
  label: string,
  parcel: readonly DayStatement[],
  format: SampleFile['format'],
  text: string,
): SampleFile {
  const account = parcel[0]?.account ?? 'eurMain';
  const last = parcel.at(-1)?.date ?? label;
  const name = ACCOUNTS[account].shortName.replace(' ', '-');
  return {
    name: `${name}_${label}.${format === 'csv' ? 'csv' : 'sta'}`,
    at: after(last, '06:40'),
    bytes: new TextEncoder().encode(text),
    format,
    account,
  };
}

/** Reports during the day, as they came at noon. */
export function intradayFiles(reports: readonly IntradayReport[]): SampleFile[] {
  return reports.map((report) => ({
    name: `${ACCOUNTS[report.account].shortName.replace(' ', '-')}_${report.date}_1130.mt942`,
    at: `${report.date}T10:35:00Z`,
    bytes: new TextEncoder().encode(mt942(report)),
    format: 'mt942',
    account: report.account,
  }));
}

/** The bank's printer once wrote stars, where its column was too narrow for an amount. */
function damaged(text: string, statement: DayStatement, { unreadable }: Quirks): string {
  if (!statement.rows.includes(unreadable)) return text;
  return text.replace(/^(:61:\d{10}D)18,00(NCHG)/m, '$1*****$2');
}

/** The next morning. */
function after(date: CalendarDate, time: string): string {
  return `${addDays(date, 1)}T${time}:00Z`;
}
