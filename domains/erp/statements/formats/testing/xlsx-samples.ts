import { strToU8, type Zippable, zipSync } from 'fflate';

/** Small workbooks for tests, written as Excel and other programs write them. */

/** A text, a number as it is written in the file, nothing, or XML around a reference of its own. */
export type SampleCell = string | number | null | ((reference: string) => string);

export type SampleSheet = {
  name?: string;
  rows: readonly (readonly SampleCell[])[];
  state?: 'hidden' | 'veryHidden';
  /** What stands in `sheetData` instead of the rows. */
  data?: string;
  /** What follows `sheetData`. */
  behind?: string;
};

export type SampleOptions = {
  strict?: boolean;
  /** Texts in the cells themselves. */
  inline?: boolean;
  /** Rows and cells say where they are. */
  references?: boolean;
  date1904?: boolean;
  /** Parts in this order; those that are not named come last. */
  order?: readonly string[];
  /** Parts in the place of those that would be written, or besides them; null for none. */
  parts?: Readonly<Record<string, string | null>>;
  /** 0: as it is, unpacked. */
  level?: 0 | 6;
};

/** A number that the cell's format shows as a date (`dd.mm.yyyy`). */
export const date = (serial: number | string) => styled(3, serial);

/** A number in a cell of this style: 1 is built-in format 14, 2 "#,##0.00", 3 to 5 formats of the workbook. */
export const styled = (style: number, value: number | string) => (reference: string) =>
  `<c${reference} s="${style}"><v>${value}</v></c>`;

/** A cell of a type of its own: "str", "b", "e", "d", with its formula if it has one. */
export const typed = (type: string, value: string, formula?: string) => (reference: string) =>
  `<c${reference} t="${type}">${formula === undefined ? '' : `<f>${formula}</f>`}<v>${value}</v></c>`;

export const HEADER = ['Booking date', 'Value date', 'Description', 'Amount', 'Currency'] as const;

/** Parts as Excel writes them, in its order: the sheets stand before what their cells refer to. */
export function partsOf(sheets: readonly SampleSheet[], options: SampleOptions = {}): Record<string, string> {
  const strings: string[] = [];
  const main = options.strict
    ? 'http://purl.oclc.org/ooxml/spreadsheetml/main'
    : 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const relations = options.strict
    ? 'http://purl.oclc.org/ooxml/officeDocument/relationships'
    : 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const relationships = (targets: readonly (readonly [type: string, target: string])[]) =>
    `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${targets
      .map(
        ([type, target], i) =>
          `<Relationship Id="rId${i + 1}" Type="${relations}/${type}" Target="${target}"/>`,
      )
      .join('')}</Relationships>`;
  const sheetParts = sheets.map((sheet, i) => [
    `xl/worksheets/sheet${i + 1}.xml`,
    `${XML}<worksheet xmlns="${main}"><sheetData>${sheet.data ?? rowsOf(sheet.rows, options, strings)}</sheetData>${sheet.behind ?? ''}</worksheet>`,
  ]);
  const listed = sheets.map(({ name, state }, i) => {
    const shown = escaped(name ?? `Sheet${i + 1}`);
    return `<sheet name="${shown}" sheetId="${i + 1}"${state ? ` state="${state}"` : ''} r:id="rId${i + 1}"/>`;
  });
  return {
    '[Content_Types].xml': `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
    '_rels/.rels': relationships([['officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml': `${XML}<workbook xmlns="${main}" xmlns:r="${relations}">${options.date1904 ? '<workbookPr date1904="1"/>' : ''}<sheets>${listed.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relationships([
      ...sheets.map((_, i) => ['worksheet', `worksheets/sheet${i + 1}.xml`] as const),
      ['styles', 'styles.xml'],
      ['sharedStrings', 'sharedStrings.xml'],
    ]),
    ...Object.fromEntries(sheetParts),
    'xl/styles.xml': `${XML}<styleSheet xmlns="${main}">${STYLES}</styleSheet>`,
    'xl/sharedStrings.xml': `${XML}<sst xmlns="${main}">${strings.map((text) => `<si><t xml:space="preserve">${escaped(text)}</t></si>`).join('')}</sst>`,
  };
}

/** A workbook of these sheets. */
export function xlsxOf(sheets: readonly SampleSheet[], options: SampleOptions = {}): Buffer {
  const { order = [], parts: own = {}, level = 6 } = options;
  const parts = { ...partsOf(sheets, options), ...own };
  const first = order.map((name) => [name, parts[name]] as const);
  const rest = Object.entries(parts).filter(([name]) => !order.includes(name));
  const entries: Zippable = {};
  for (const [name, text] of [...first, ...rest]) if (text != null) entries[name] = strToU8(text);
  return Buffer.from(zipSync(entries, { level, mtime: '2026-03-02T12:00:00Z' }));
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

const STYLES =
  '<numFmts count="3"><numFmt numFmtId="164" formatCode="dd\\.mm\\.yyyy"/><numFmt numFmtId="165" formatCode="#,##0.00\\ &quot;dm&quot;;[Red]-#,##0.00"/><numFmt numFmtId="166" formatCode="#,##0.00\\ [$€-407]"/></numFmts>' +
  '<cellStyleXfs count="1"><xf numFmtId="14"/></cellStyleXfs>' +
  '<cellXfs count="6"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="4"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/></cellXfs>';

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

function rowsOf(rows: SampleSheet['rows'], options: SampleOptions, strings: string[]): string {
  const { references = true, inline = false } = options;
  const cellOf = (cell: SampleCell, reference: string) => {
    if (cell === null) return references ? '' : '<c/>';
    if (typeof cell === 'function') return cell(reference);
    if (typeof cell === 'number') return `<c${reference}><v>${cell}</v></c>`;
    if (inline)
      return `<c${reference} t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`;
    if (!strings.includes(cell)) strings.push(cell);
    return `<c${reference} t="s"><v>${strings.indexOf(cell)}</v></c>`;
  };
  return rows
    .map((cells, row) => {
      const inner = cells.map((cell, column) =>
        cellOf(cell, references ? ` r="${String.fromCharCode(65 + column)}${row + 1}"` : ''),
      );
      return `<row${references ? ` r="${row + 1}"` : ''}>${inner.join('')}</row>`;
    })
    .join('');
}

export const SAMPLES: Readonly<Record<string, Buffer>> = {
  excel: xlsxOf([
    {
      rows: [
        ['Account:', 'DE89 3704 0044 0532 0130 00'],
        [],
        ['Booking date', 'Value date', 'Payee', 'Description', 'Amount', 'Balance', 'Currency'],
        [
          date(46083),
          date('46084.75'),
          'Müller & Söhne',
          'RG 4711',
          styled(2, '-1234.5600000000001'),
          8765.44,
          'EUR',
        ],
        [date(46084), date(46084), 'Kunde', 'Invoice 4712', styled(2, '1.23456E3'), 10000, 'EUR'],
      ],
    },
  ]),
  strict: xlsxOf(
    [
      {
        rows: [
          HEADER,
          [typed('d', '2026-03-02'), typed('d', '2026-03-03T00:00:00'), 'Shop', -12.5, 'EUR'],
          [typed('d', '2026-03-03'), null, 'Salary', typed('str', '1000.25', 'A1&amp;A2'), 'EUR'],
        ],
      },
    ],
    { strict: true, inline: true, references: false, level: 0 },
  ),
  sheets: xlsxOf(
    [
      { name: 'March', rows: [HEADER, ['02.03.2026', styled(1, 46083), 'A', '-1.234,56', 'EUR']] },
      { name: 'Remarks', rows: [['Exported by the bank']] },
      { name: 'April', rows: [HEADER, [date(46115), null, 'B', 7.5, 'EUR']] },
      { name: 'Old', rows: [HEADER, [date(46000), null, 'C', 1, 'EUR']], state: 'hidden' },
    ],
    { order: ['xl/sharedStrings.xml', 'xl/worksheets/sheet3.xml', 'xl/workbook.xml'], level: 0 },
  ),
};
