import { amountText, unsigned } from '../amounts.ts';
import { ACCOUNTS, accountNumber } from '../group.ts';
import type { AccountKey, Minor, Movement } from '../model.ts';
import type { DayStatement } from '../statements.ts';

/** How a bank writes MT940: field 86 in German subfields, slash codes or plain words, with or without SWIFT's envelope. */
type Dialect = {
  text: 'subfields' | 'slashes' | 'plain';
  envelope: boolean;
  references: boolean;
  reference: string;
};

const DIALECTS: Record<string, Dialect> = {
  'Bankhaus Falkenried': { text: 'subfields', envelope: false, references: false, reference: 'STARTUMS' },
  'First Harbor Bank': { text: 'plain', envelope: true, references: true, reference: 'FHB' },
  'Kingsway Bank': { text: 'slashes', envelope: false, references: true, reference: 'KGW' },
};

const LINE = 65;
const PLAIN_LINE = 60;
const SUBFIELD = 27;
const ROWS_PER_PAGE = 9;

/** The day's statement as SWIFT MT940 (SRG 2023), in pages of nine rows; lines end with CR LF. */
export function mt940(statement: DayStatement): string {
  const dialect = dialectOf(statement);
  const pages = pagesOf(statement);
  return pages
    .map(({ rows, opening, closing }, index) => {
      const first = index === 0;
      const last = index === pages.length - 1;
      const lines = [
        `:20:${dialect.reference}${compact(statement.date)}`,
        `:25:${accountNumber(statement.account)}`,
        `:28C:${pad(statement.number, 5)}/${pad(index + 1, 3)}`,
        `:60${first ? 'F' : 'M'}:${balance(statement, first ? statement.openingDate : statement.date, opening)}`,
        ...rows.flatMap(({ row, place }) => entry(statement, row, place, dialect)),
        `:62${last ? 'F' : 'M'}:${balance(statement, statement.date, closing)}`,
        ...(last ? [`:64:${balance(statement, statement.date, closing)}`] : []),
      ];
      return dialect.envelope
        ? enveloped(lines, statement.account, 'I940')
        : [...lines, '-', ''].join('\r\n');
    })
    .join('');
}

type Page = { rows: { row: Movement; place: number }[]; opening: Minor; closing: Minor };

/** The last page closes with what the bank says, which need not be what its rows add up to. */
function pagesOf(statement: DayStatement): Page[] {
  const rows = statement.rows.map((row, index) => ({ row, place: index + 1 }));
  const pages: Page[] = [];
  let opening = statement.opening;
  for (let start = 0; start < Math.max(rows.length, 1); start += ROWS_PER_PAGE) {
    const onPage = rows.slice(start, start + ROWS_PER_PAGE);
    const isLast = start + ROWS_PER_PAGE >= rows.length;
    const closing = isLast ? statement.closing : onPage.reduce((sum, { row }) => sum + row.amount, opening);
    pages.push({ rows: onPage, opening, closing });
    opening = closing;
  }
  return pages;
}

/** Fields 61 and 86. A reversal's mark names what it takes back: RD gives a debit back and is money in. */
export function entry(
  statement: Pick<DayStatement, 'account'>,
  row: Movement,
  place: number,
  dialect: Dialect,
): string[] {
  const side = row.amount > 0n ? 'C' : 'D';
  const mark = row.reversal ? (side === 'C' ? 'RD' : 'RC') : side;
  const { currency } = ACCOUNTS[statement.account];
  const reference = dialect.references
    ? `//${dialect.reference}${compact(row.bookingDate)}${pad(place, 4)}`
    : '';
  const dates = `${compact(row.valueDate)}${row.bookingDate.slice(5).replace('-', '')}`;
  return [
    `:61:${dates}${mark}${swiftAmount(unsigned(row.amount), currency)}N${row.code}NONREF${reference}`,
    ...TEXTS[dialect.text](row),
  ];
}

const TEXTS = { subfields, slashes, plain } satisfies Record<Dialect['text'], (row: Movement) => string[]>;

/** Field 86 as the German banks structure it (DK agreement on remote data transfer, annex 3, MT 940). */
function subfields(row: Movement): string[] {
  const purpose = [
    ...(row.endToEndId ? pieces(`EREF+${row.endToEndId}`) : []),
    ...(row.mandate ? [...pieces(`MREF+${row.mandate.id}`), ...pieces(`CRED+${row.mandate.creditor}`)] : []),
    ...pieces(`SVWZ+${row.purpose}`),
  ];
  const keys = [...Array.from({ length: 10 }, (_, index) => `?2${index}`), '?60', '?61', '?62', '?63'];
  if (purpose.length > keys.length) throw new RangeError(`“${row.purpose}” is too long for field 86.`);
  const fields = [
    `:86:${row.gvc}`,
    `?00${row.bookingText}`,
    '?109310',
    ...purpose.map((piece, index) => `${keys[index]}${piece}`),
    ...(row.party.bic ? [`?30${row.party.bic}`] : []),
    ...(row.party.account ? [`?31${row.party.account}`] : []),
    ...pieces(row.party.name)
      .slice(0, 2)
      .map((piece, index) => `?3${2 + index}${piece}`),
  ];
  return packed(fields);
}

/**
 * Pieces of a width, 27 characters unless told, cut inside a word where it comes so: only after a full piece does the word go on. Where a
 * space would be lost at the edge, the piece ends with the word before it.
 */
function pieces(text: string, width = SUBFIELD): string[] {
  const cut: string[] = [];
  let rest = text;
  while (rest.length > width) {
    const atSpace = rest[width] === ' ' || rest[width - 1] === ' ';
    const space = atSpace ? rest.lastIndexOf(' ', width - 1) : -1;
    cut.push(rest.slice(0, space > 0 ? space : width));
    rest = rest.slice(space > 0 ? space + 1 : width);
  }
  return [...cut, rest];
}

/** Subfields on as few lines as they fit; a subfield is never broken over two. */
function packed(fields: readonly string[]): string[] {
  const lines: string[] = [];
  for (const field of fields) {
    const current = lines.at(-1);
    if (current !== undefined && current.length + field.length <= LINE)
      lines[lines.length - 1] = current + field;
    else lines.push(field);
  }
  return lines;
}

const WORDS: Record<string, [credit: string, debit: string]> = {
  TRF: ['TRANSFER FROM', 'TRANSFER TO'],
  DDT: ['DIRECT DEBIT REVERSAL', 'DIRECT DEBIT'],
  MSC: ['CARD REFUND', 'CARD PURCHASE'],
  CHG: ['CHARGES REFUNDED', 'CHARGES'],
  INT: ['INTEREST', 'INTEREST'],
  RTI: ['RETURNED', 'RETURNED'],
};

/** Field 86 in the codes that SWIFT's users agreed on: who ordered or who benefits, and what for. */
function slashes(row: Movement): string[] {
  const side = row.amount > 0n ? 'ORDP' : 'BENM';
  const account = row.party.account ? `/IBAN/${row.party.account}` : '';
  return pieces(`/${side}//NAME/${row.party.name}${account}/REMI/${row.purpose}`, LINE).map((line, index) =>
    index === 0 ? `:86:${line}` : line,
  );
}

/** Field 86 in plain words, broken between words and never full, so that each line ends a word. */
function plain(row: Movement): string[] {
  const [credit, debit] = WORDS[row.code] ?? ['CREDIT', 'DEBIT'];
  const account = row.party.account ? ` A/C ${row.party.account}` : '';
  const text = `${row.amount > 0n ? credit : debit} ${row.party.name}${account} REF ${row.purpose}`;
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const current = lines.at(-1);
    if (current !== undefined && current.length + 1 + word.length <= PLAIN_LINE)
      lines[lines.length - 1] = `${current} ${word}`;
    else lines.push(word);
  }
  return lines.map((line, index) => (index === 0 ? `:86:${line}` : line));
}

/** SWIFT's envelope around a message of a type ("I940"). */
export function enveloped(lines: readonly string[], account: AccountKey, type: string): string {
  const sender = `${ACCOUNTS[account].bic}AXXX`;
  return `{1:F01${sender}0000000000}{2:${type}HALDUS33XXXXN}{4:\r\n${lines.join('\r\n')}\r\n-}\r\n`;
}

function balance({ account }: DayStatement, date: string, amount: Minor): string {
  const { currency } = ACCOUNTS[account];
  return `${amount < 0n ? 'D' : 'C'}${compact(date)}${currency}${swiftAmount(unsigned(amount), currency)}`;
}

function swiftAmount(amount: Minor, currency: string): string {
  const text = amountText(amount, currency).replace('.', ',');
  return text.includes(',') ? text : `${text},`;
}

/** How the account's bank writes. Throws a RangeError for one that sends no MT940. */
export function dialectOf({ account }: Pick<DayStatement, 'account'>): Dialect {
  const dialect = DIALECTS[ACCOUNTS[account].bank];
  if (!dialect) throw new RangeError(`${ACCOUNTS[account].bank} sends no MT940.`);
  return dialect;
}

/** YYMMDD. */
export function compact(date: string): string {
  return date.slice(2).replaceAll('-', '');
}

function pad(value: number, digits: number): string {
  return String(value).padStart(digits, '0');
}
