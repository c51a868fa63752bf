import type { Scope } from '#db/tenancy.ts';
import { recordExport } from '#domains/identity/audit/record-export.ts';
import { run } from '#domains/run.ts';
import { CSV_START, type CsvCell, csvLine } from '#lib/csv.ts';

/** Rows of one exported file at most. */
export const MAX_EXPORT_ROWS = 100_000;

export type CsvExport = {
  /** The list's name, also the file's: "statements". */
  readonly list: string;
  /** The list's filter as the address says it. */
  readonly filter: string;
  readonly header: readonly string[];
  /** Lines in batches, as they come from the database. */
  readonly batches: AsyncIterable<readonly (readonly CsvCell[])[]>;
};

/** A list as a CSV file. That it left the house is on record before its first byte goes out. */
export async function csvResponse(
  scope: Scope,
  { list, filter, header, batches }: CsvExport,
): Promise<Response> {
  const parts = [CSV_START + csvLine(header)];
  let rowCount = 0;
  for await (const batch of batches) {
    const lines = batch.slice(0, MAX_EXPORT_ROWS - rowCount);
    parts.push(lines.map(csvLine).join(''));
    rowCount += lines.length;
    if (rowCount >= MAX_EXPORT_ROWS) break;
  }
  await run(scope, recordExport, { list, filter: filter.slice(0, 2_000), rowCount });
  return new Response(new Blob(parts), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${list}.csv"`,
      'cache-control': 'no-store',
    },
  });
}
