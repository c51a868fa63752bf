import type { ProblemReporter } from '../problems.ts';
import type { ReaderOptions, TableMapping } from '../reader.ts';
import type { SourceRecord } from '../table/columns.ts';
import type { DateSystem } from '../table/serial-dates.ts';
import type { Package } from './package.ts';
import { readSharedStrings } from './shared-strings.ts';
import { readSheet } from './sheet.ts';
import { readStyles } from './styles.ts';
import { readWorkbook, type Sheet } from './workbook.ts';

/** Takes the rows of one sheet. */
export type SheetTaker = {
  /** Says what is wrong with the sheet. */
  problems: ProblemReporter;
  take(record: SourceRecord): void;
  /** Whether no more rows are needed. */
  isOver(): boolean;
  end(): void;
};

/** `label`: what the sheet is called in a workbook of several; null for the only one. */
export type OpenSheet = (sheet: Sheet, label: string | null, dateSystem: DateSystem) => SheetTaker;

/**
 * Reads the sheets of a workbook that has come whole, in the order of their tabs, once what their cells refer to is known:
 * texts, formats, the date system. Hidden sheets, charts and references to other files are left out, and said.
 */
export function readSheets(parts: Package, problems: ProblemReporter, open: OpenSheet): void {
  const workbook = readWorkbook(parts, problems);
  if (!workbook) return;
  const { sheets, externalLinks, dateSystem } = workbook;
  if (externalLinks > 0)
    problems.warn(
      null,
      'workbook.external',
      `Formulas of the workbook refer to other files (${externalLinks}), which are not read: their values are those that were saved.`,
    );
  const visible = sheets.filter((sheet) => isRead(sheet, problems));
  if (visible.length === 0) {
    problems.error(null, 'workbook.noSheet', 'The workbook has no sheet of cells that is not hidden.');
    return;
  }
  const formatOf = readStyles(workbook.styles, parts, problems);
  const strings = readSharedStrings(workbook.strings, parts, problems);
  for (const sheet of visible) {
    if (parts.isFull) break;
    const label = sheets.length > 1 ? sheet.name : null;
    const taker = open(sheet, label, dateSystem);
    const reading = {
      strings,
      formatOf,
      dateSystem,
      label,
      take: (record: SourceRecord) => taker.take(record),
      isOver: () => taker.isOver(),
    };
    if (readSheet(sheet.part ?? '', reading, parts, taker.problems)) taker.end();
    else {
      const message = `The sheet “${sheet.name}” is not in the workbook, or is listed twice.`;
      problems.error(null, 'sheet.missing', message);
    }
  }
}

function isRead({ name, part, isHidden }: Sheet, problems: ProblemReporter): boolean {
  if (part === null) problems.warn(null, 'sheet.skipped', `“${name}” is no sheet of cells; it is left out.`);
  else if (isHidden) problems.warn(null, 'sheet.hidden', `The sheet “${name}” is hidden; it is left out.`);
  return part !== null && !isHidden;
}

/** Numbers that no format shows as dates count from the same day as those that one does; 1900 need not be told. */
export function mappingOf({ table = {} }: ReaderOptions, dateSystem: DateSystem): TableMapping {
  return dateSystem === '1900' ? table : { serialDates: dateSystem, ...table };
}
