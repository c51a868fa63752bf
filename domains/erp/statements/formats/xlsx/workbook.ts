import { shownName } from '../archive/names.ts';
import type { ProblemReporter } from '../problems.ts';
import type { DateSystem } from '../table/serial-dates.ts';
import { XLSX_LIMITS } from './limits.ts';
import type { Package } from './package.ts';
import { attribute, isOn, readPart } from './part.ts';
import { type Relationship, readRelationships } from './relationships.ts';

export type Sheet = {
  name: string;
  isHidden: boolean;
  /** Null for a chart and whatever else has no cells. */
  part: string | null;
};

export type Workbook = {
  sheets: readonly Sheet[];
  dateSystem: DateSystem;
  strings: string | null;
  styles: string | null;
  /** How many other files its formulas refer to. */
  externalLinks: number;
};

/** What the workbook is made of (ECMA-376 part 1, section 18.2); null, and said, where it is none. */
export function readWorkbook(parts: Package, problems: ProblemReporter): Workbook | null {
  const main = readRelationships('', parts, problems).find(({ type }) => type === 'officeDocument');
  const name = main?.target ?? 'xl/workbook.xml';
  const relationships = readRelationships(name, parts, problems);
  const listed: { name: string; isHidden: boolean; id: string }[] = [];
  let dateSystem: DateSystem = '1900';
  const found = readPart(
    name,
    {
      elements: ['sheet', 'workbookPr'],
      take: (node, parent) => {
        if (node.name === 'workbookPr') {
          if (isOn(node.attributes.date1904)) dateSystem = '1904';
        } else if (parent === 'sheets') {
          const state = node.attributes.state ?? 'visible';
          const id = attribute(node, 'id') ?? '';
          listed.push({ name: shownName(node.attributes.name ?? ''), isHidden: state !== 'visible', id });
        }
      },
    },
    parts,
    problems,
  );
  if (!found) {
    sayNoWorkbook(name, parts, problems);
    return null;
  }
  if (listed.length > XLSX_LIMITS.sheets)
    problems.error(
      null,
      'limit.sheets',
      `The workbook has ${listed.length} sheets; no more than ${XLSX_LIMITS.sheets} are read.`,
    );
  const partOf = (type: string, usual: string) => {
    const found = relationships.find((other) => other.type === type && !other.isExternal);
    return found?.target ?? (parts.has(usual) ? usual : null);
  };
  const byId = new Map(relationships.map((relationship) => [relationship.id, relationship]));
  return {
    sheets: listed.slice(0, XLSX_LIMITS.sheets).map(({ id, ...sheet }) => ({
      ...sheet,
      part: sheetPart(byId.get(id)),
    })),
    dateSystem,
    strings: partOf('sharedStrings', 'xl/sharedStrings.xml'),
    styles: partOf('styles', 'xl/styles.xml'),
    externalLinks: relationships.filter(({ type }) => type === 'externalLink').length,
  };
}

/** Where nothing names the part, it is taken for a sheet of cells that is missing. */
function sheetPart(relationship: Relationship | undefined): string | null {
  if (!relationship) return '';
  return relationship.type === 'worksheet' && !relationship.isExternal ? relationship.target : null;
}

function sayNoWorkbook(name: string, parts: Package, problems: ProblemReporter): void {
  if (/\.bin$/i.test(name)) {
    const message = 'This is a binary Excel workbook (.xlsb); save it as .xlsx or CSV.';
    problems.error(null, 'format.notReadYet', message);
  } else if (!/^xl\//i.test(name))
    problems.error(null, 'format.notStatement', 'This is an Office document that is no workbook.');
  else if (!parts.isFlawed && !parts.isFull)
    problems.error(
      null,
      'workbook.missing',
      `The file lacks ${name}, which says what the workbook is made of.`,
    );
}
