import { Budget } from '../formats/archive/budget.ts';
import { ZipReader } from '../formats/archive/zip.ts';
import { ProblemReporter } from '../formats/problems.ts';
import type { ReaderOptions, StatementSink } from '../formats/reader.ts';
import type { SourceRecord } from '../formats/table/columns.ts';
import { previewTable } from '../formats/table/preview.ts';
import { Package } from '../formats/xlsx/package.ts';
import { readSheets } from '../formats/xlsx/sheets.ts';
import type { TableLook } from './table-look.ts';

const RECORDS = 200;

/** What is wrong with the workbook, the reader says; here it only is looked at. */
const SILENT: StatementSink = { statement() {}, row() {}, statementEnd() {}, problem() {} };

/** Looks at the first sheet of a whole workbook that is a table, else at the first that has anything in it; null where none has. */
export function lookAtWorkbook(bytes: Uint8Array, { table = {} }: ReaderOptions): TableLook | null {
  const problems = new ProblemReporter(SILENT);
  const parts = new Package(problems, new Budget('workbook'), true);
  const zip = new ZipReader(parts);
  zip.write(bytes);
  zip.end();
  const looks: TableLook[] = [];
  const isTable = (look: TableLook) => !look.table.choices.some(({ code }) => code === 'columns.notFound');
  readSheets(parts, problems, (_sheet, _label, dateSystem) => {
    const records: SourceRecord[] = [];
    const mapping = dateSystem === '1900' ? table : { serialDates: dateSystem, ...table };
    return {
      problems,
      take: (record) => records.push(record),
      isOver: () => records.length >= RECORDS || looks.some(isTable),
      end: () => {
        if (records.length === 0) return;
        looks.push({ table: previewTable(records, mapping), records, delimiter: null, encoding: null });
      },
    };
  });
  return looks.find(isTable) ?? looks[0] ?? null;
}
