import { shownName } from '../archive/names.ts';
import type { ProblemReporter } from '../problems.ts';
import type { Package } from './package.ts';
import { attribute, readPart } from './part.ts';

/** What a part refers to. */
export type Relationship = {
  id: string;
  /** The last word of its type: "worksheet", "sharedStrings", in transitional and strict workbooks alike. */
  type: string;
  /** The name of a part. */
  target: string;
  /** Outside of the workbook: never followed. */
  isExternal: boolean;
};

/** What `part` refers to (ECMA-376 part 2, section 9.3); "" for the package itself. */
export function readRelationships(part: string, parts: Package, problems: ProblemReporter): Relationship[] {
  const folder = part.slice(0, part.lastIndexOf('/') + 1);
  const found: Relationship[] = [];
  readPart(
    `${folder}_rels/${part.slice(folder.length)}.rels`,
    {
      elements: ['Relationship'],
      take: (node) => {
        found.push({
          id: attribute(node, 'Id') ?? '',
          type: (attribute(node, 'Type') ?? '').replace(/^.*\//, ''),
          target: resolve(folder, attribute(node, 'Target') ?? ''),
          isExternal: attribute(node, 'TargetMode') === 'External',
        });
      },
    },
    parts,
    problems,
  );
  return found;
}

/** A target as the name of a part, as long as names are: from the root, or from the folder of what refers to it. */
function resolve(folder: string, target: string): string {
  const segments: string[] = [];
  for (const segment of (target.startsWith('/') ? target : folder + target).split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '' && segment !== '.') segments.push(segment);
  }
  return shownName(segments.join('/'));
}
