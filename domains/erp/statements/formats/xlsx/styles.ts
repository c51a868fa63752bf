import type { ProblemReporter } from '../problems.ts';
import { XLSX_LIMITS } from './limits.ts';
import { builtInFormat, type NumberFormat, readNumberFormat } from './number-formats.ts';
import type { Package } from './package.ts';
import { readPart } from './part.ts';

/** What the style of a cell tells of its number. */
export type FormatOfStyle = (style: number) => NumberFormat;

const GENERAL = builtInFormat(0);

/** The formats of cells (ECMA-376 part 1, section 18.8.10); without the part no number is a date. */
export function readStyles(name: string | null, parts: Package, problems: ProblemReporter): FormatOfStyle {
  const custom = new Map<number, NumberFormat>();
  const ids: number[] = [];
  if (name === null) return () => GENERAL;
  const found = readPart(
    name,
    {
      elements: ['numFmt', 'xf'],
      take: ({ name: element, attributes: { numFmtId, formatCode } }, parent) => {
        const id = Number(numFmtId ?? 0);
        if (element === 'xf' && parent === 'cellXfs' && ids.length < XLSX_LIMITS.styles) ids.push(id);
        if (element === 'numFmt' && parent === 'numFmts' && custom.size < XLSX_LIMITS.styles)
          custom.set(id, readNumberFormat(formatCode ?? ''));
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
  const formats = ids.map((id) => custom.get(id) ?? builtInFormat(id));
  return (style) => formats[style] ?? GENERAL;
}
