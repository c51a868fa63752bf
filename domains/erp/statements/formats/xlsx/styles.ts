import type { ProblemReporter } from '../problems.ts';
import { XLSX_LIMITS } from './limits.ts';
import { isBuiltInDate, isDateFormat } from './number-formats.ts';
import type { Package } from './package.ts';
import { readPart } from './part.ts';

/** Whether a cell of this style shows its number as a date. */
export type IsDateStyle = (style: number) => boolean;

/** The formats of cells (ECMA-376 part 1, section 18.8.10); without the part no number is a date. */
export function readStyles(name: string | null, parts: Package, problems: ProblemReporter): IsDateStyle {
  const custom = new Map<number, boolean>();
  const formats: number[] = [];
  if (name === null) return () => false;
  const found = readPart(
    name,
    {
      elements: ['numFmt', 'xf'],
      take: ({ name: element, attributes: { numFmtId, formatCode } }, parent) => {
        const id = Number(numFmtId ?? 0);
        if (element === 'xf' && parent === 'cellXfs' && formats.length < XLSX_LIMITS.styles) formats.push(id);
        if (element === 'numFmt' && parent === 'numFmts' && custom.size < XLSX_LIMITS.styles)
          custom.set(id, isDateFormat(formatCode ?? ''));
      },
    },
    parts,
    problems,
  );
  if (!found)
    problems.error(
      null,
      'workbook.stylesMissing',
      `The workbook lacks ${name}, which tells dates from numbers: dates may be read as numbers.`,
    );
  const isDate = formats.map((id) => custom.get(id) ?? isBuiltInDate(id));
  return (style) => isDate[style] === true;
}
