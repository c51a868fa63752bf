/** Documents of office programs that are ZIP archives. `workbook`: Office Open XML that is, or may be, a spreadsheet. */
export type OfficeDocument =
  | 'workbook'
  | 'binaryWorkbook'
  | 'document'
  | 'slides'
  | 'openDocument'
  | 'numbers';

type Family = { first: RegExp; kinds: readonly (readonly [OfficeDocument, RegExp])[] };

/** What such archives begin with, and the entries that tell what each is. */
const FAMILIES: readonly Family[] = [
  {
    // Office Open XML (ECMA-376 part 2)
    first:
      /^\/?(?:\[Content_Types\]\.xml$|_rels\/|docProps\/|customXml\/|(?:xl|word|ppt)\/(?:[\w.]+\.(?:xml|bin)$|(?:_rels|theme|worksheets|media|drawings)\/))/i,
    kinds: [
      ['binaryWorkbook', /^\/?xl\/(?:workbook|sharedStrings|styles|worksheets\/[^/]+)\.bin$/i],
      ['document', /^\/?word\//i],
      ['slides', /^\/?ppt\//i],
      ['workbook', /(?:)/],
    ],
  },
  // OpenDocument 1.3 part 2, section 3.3
  { first: /^mimetype$/, kinds: [['openDocument', /(?:)/]] },
  // iWork
  {
    first: /^(?:(?:Index|Data|Metadata)\/|Index\.zip$|preview)/,
    kinds: [['numbers', /^Index\/.+\.iwa$|^Index\.zip$/]],
  },
];

/**
 * Which office document a file is by the names of the entries in its beginning; null when it is none: an archive of
 * other files. `head`: one character per byte.
 */
export function officeDocument(head: string): OfficeDocument | null {
  if (!head.startsWith(SIGNATURE)) return null;
  const names = entryNames(head);
  const family = FAMILIES.find(({ first }) => first.test(names[0] ?? ''));
  const kind = family?.kinds.find(([, pattern]) => names.some((name) => pattern.test(name)));
  return kind?.[0] ?? null;
}

const SIGNATURE = 'PK\u0003\u0004';
const FIXED = 30;
const LONGEST = 200;

function entryNames(head: string): string[] {
  const names: string[] = [];
  for (let at = 0; at >= 0; at = head.indexOf(SIGNATURE, at + 1)) {
    const length = head.charCodeAt(at + 26) + head.charCodeAt(at + 27) * 256;
    names.push(head.slice(at + FIXED, at + FIXED + Math.min(length, LONGEST)));
  }
  return names;
}
