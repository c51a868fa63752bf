import { previewCsv } from '../formats/csv/preview.ts';
import { FORMATS } from '../formats/detect.ts';
import { LIMITS, type ReaderOptions } from '../formats/reader.ts';
import type { SourceRecord } from '../formats/table/columns.ts';
import { MAX_PREAMBLE } from '../formats/table/columns-by-header.ts';
import type { TablePreview } from '../formats/table/preview.ts';
import { startOfFile } from '../formats/unicode.ts';
import { plainHeader } from '../table-mappings/header.ts';
import { lookAtWorkbook } from './look-at-workbook.ts';

/** Bytes of a file by which it is looked at, and read on a page: enough for some ten thousand rows. */
export const LOOK_BYTES = 4_000_000;

/** A table by its first records, and what the reader makes of them. */
export type TableLook = {
  readonly table: TablePreview;
  readonly records: readonly SourceRecord[];
  /** Null in a spreadsheet, whose cells nothing has to part and whose characters are no bytes. */
  readonly delimiter: string | null;
  readonly encoding: string | null;
};

/**
 * Looks at the beginning of a file; null when it is no table by itself, or a workbook that has not come whole. `complete`: whether the bytes are the
 * whole file.
 */
export function lookAtTable(bytes: Uint8Array, complete: boolean, options: ReaderOptions): TableLook | null {
  const { bytes: plain, encoding } = startOfFile(bytes.subarray(0, LIMITS.headBytes));
  const text = Buffer.from(plain).toString('latin1');
  const head = { bytes: plain, text, encoding, complete: complete && bytes.length <= LIMITS.headBytes };
  const format = FORMATS.find((candidate) => candidate.recognise(head, options))?.format;
  if (format === 'csv') return previewCsv(bytes, options, complete);
  return format === 'xlsx' && complete ? lookAtWorkbook(bytes, options) : null;
}

/** The cells by which a table is known again; null where it has no header. */
export function headerOf({ table, records }: TableLook): string[] | null {
  return table.headerIndex < 0 ? null : plainHeader(records[table.headerIndex]?.cells ?? []);
}

/** The first lines, any of which a person may have taken for the header, though nothing in it is recognised. */
export function possibleHeaders({ records }: TableLook): string[][] {
  return records.slice(0, MAX_PREAMBLE).flatMap(({ cells }) => {
    const header = plainHeader(cells);
    return header ? [header] : [];
  });
}
