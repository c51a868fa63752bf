import { isCurrency } from '#lib/currency.ts';
import type { StatementAccount } from '../../parsed-statement.ts';
import { asIban, parseAccount } from '../account-number.ts';
import { decimalsOf } from '../amounts.ts';
import { COLUMN_ROLES, type ColumnRole, type TableMapping } from '../reader.ts';
import { type ColumnProblem, type Columns, recogniseColumns, type SourceRecord } from './columns.ts';
import { type DateCell, type DateOrder, decideDateOrder, readDateCell } from './dates.ts';
import { normaliseWord } from './header-words.ts';
import { decimalEvidence, readNumberCell } from './numbers.ts';
import { decideSigns, type SignRule } from './signs.ts';

/** Everything that has to be known before a record can be read. */
export type Layout = {
  /** Records up to and with this index are no rows; −1 when rows begin at once. */
  headerIndex: number;
  header: readonly string[];
  columns: Columns;
  /** The first column of each role. */
  first: ReadonlyMap<ColumnRole, number>;
  dateOrder: DateOrder | null;
  decimalSign: '.' | ',';
  /** The currency of rows that do not say; null when each row does. */
  currency: string | null;
  account: StatementAccount;
  /** Newest first. */
  descending: boolean;
  signs: SignRule;
};

export type LayoutProblem = ColumnProblem & { line: number | null; raw: string | null };

const MONEY: readonly ColumnRole[] = ['amount', 'debit', 'credit', 'net', 'fee', 'balance'];

/**
 * Decides how the file is to be read, by all records that are at hand. What is truly ambiguous is not decided: it
 * comes back as problems that say what a person has to choose.
 */
export function decideLayout(
  records: readonly SourceRecord[],
  mapping: TableMapping,
): Layout | LayoutProblem[] {
  const header = recogniseColumns(records, mapping);
  if ('code' in header) return [{ ...header, line: null, raw: records[0]?.raw ?? null }];
  const { columns } = header;
  const preamble = records.slice(0, Math.max(header.index, 0));
  const rows = records.slice(header.index + 1).filter(({ cells }) => hasDate(cells, columns));

  const problems: LayoutProblem[] = [];
  const dateOrder = mapping.dateOrder ?? orderOf(rows, columns, preamble);
  const known =
    mapping.currency ??
    header.currency ??
    currencyOfPreamble(preamble) ??
    currencyOfCells(rows, columns) ??
    mapping.otherwise?.currency ??
    null;
  const decimalSign = mapping.decimalSign ?? signOf(rows, columns, known);
  if (known === null && rows.length > 0 && !everyRowHasCurrency(rows, columns)) {
    problems.push({
      code: 'currency.missing',
      message: 'The file does not say in which currency its amounts are; choose it.',
      line: rows[0]?.line ?? null,
      raw: rows[0]?.raw ?? null,
    });
  }
  if (dateOrder === 'ambiguous' || dateOrder === 'inconsistent') {
    return [dateProblem(dateOrder, rows, columns), ...problems];
  }
  if (decimalSign !== '.' && decimalSign !== ',')
    return [decimalProblem(decimalSign, rows, columns), ...problems];
  if (problems.length > 0) return problems;
  const draft = { columns, dateOrder, decimalSign };
  const signs = decideSigns(rows, draft);
  const account = mapping.account === undefined ? accountOfPreamble(preamble) : parseAccount(mapping.account);
  return {
    headerIndex: header.index,
    header: header.cells,
    ...draft,
    first: new Map(
      COLUMN_ROLES.flatMap((role) =>
        columns[role]?.[0] === undefined ? [] : [[role, columns[role][0]] as const],
      ),
    ),
    currency: known,
    account,
    descending: signs.descending,
    signs: signs.rule,
  };
}

/** Whether the record has a booking date, as every row of a statement does. */
export function hasDate(cells: readonly string[], columns: Columns): boolean {
  return (columns.bookingDate ?? []).some((column) => readDateCell(cells[column] ?? '') !== null);
}

function orderOf(
  rows: readonly SourceRecord[],
  columns: Columns,
  preamble: readonly SourceRecord[],
): DateOrder | null | 'ambiguous' | 'inconsistent' {
  const lists = [columns.bookingDate, columns.valueDate].map((list) =>
    rows.flatMap(({ cells }) => readDateCell(cells[list?.[0] ?? -1] ?? '') ?? []),
  );
  const [booking = [], value = []] = lists;
  const dates = columns.valueDate?.[0] === columns.bookingDate?.[0] ? [booking] : [booking, value];
  return decideDateOrder(dates, datesOf(preamble));
}

function datesOf(records: readonly SourceRecord[]): DateCell[] {
  return records.flatMap(({ cells }) =>
    cells.flatMap((cell) =>
      (cell.match(/\d{1,2}[/-]\d{1,2}[/-]\d{2,4}/g) ?? []).flatMap((text) => readDateCell(text) ?? []),
    ),
  );
}

function dateProblem(
  code: 'ambiguous' | 'inconsistent',
  rows: readonly SourceRecord[],
  columns: Columns,
): LayoutProblem {
  const column = columns.bookingDate?.[0] ?? -1;
  const example = rows.find(({ cells }) => {
    const cell = readDateCell(cells[column] ?? '');
    return cell !== null && 'numbers' in cell;
  });
  const text = example?.cells[column]?.trim() ?? '';
  const message =
    code === 'ambiguous'
      ? `“${text}” and all other dates can be read day first or month first; choose the date order.`
      : `Some dates can only be read day first, others only month first (“${text}” is one of them); choose the date order.`;
  return { code: `date.${code}`, message, line: example?.line ?? null, raw: example?.raw ?? null };
}

function signOf(
  rows: readonly SourceRecord[],
  columns: Columns,
  currency: string | null,
): '.' | ',' | 'ambiguous' | 'inconsistent' {
  const seen = { '.': 0, ',': 0, ambiguous: 0 };
  let others = 0;
  for (const { cells } of rows) {
    for (const role of MONEY) {
      const cell = readNumberCell(cells[columns[role]?.[0] ?? -1] ?? '');
      const evidence = cell ? decimalEvidence(cell.body) : null;
      if (evidence) seen[evidence]++;
      else if (cell) others++;
    }
  }
  const more = seen['.'] >= seen[','] ? '.' : ',';
  const fewer = more === '.' ? ',' : '.';
  if (seen[fewer] > 0) return seen[fewer] * 20 <= seen[more] ? more : 'inconsistent';
  if (seen[more] > 0) return more;
  if (seen.ambiguous === 0) return '.';
  // A currency of three decimals whose every amount has three digits behind its sign.
  const threeDecimals = currency !== null && decimalsOf(currency) === 3 && others === 0;
  const sign = threeDecimals ? soleSign(rows, columns) : null;
  return sign ?? 'ambiguous';
}

function soleSign(rows: readonly SourceRecord[], columns: Columns): '.' | ',' | null {
  const bodies = rows.flatMap(({ cells }) =>
    MONEY.flatMap((role) => readNumberCell(cells[columns[role]?.[0] ?? -1] ?? '')?.body ?? []),
  );
  if (bodies.every((body) => body.includes('.'))) return '.';
  return bodies.every((body) => body.includes(',')) ? ',' : null;
}

function decimalProblem(
  code: 'ambiguous' | 'inconsistent',
  rows: readonly SourceRecord[],
  columns: Columns,
): LayoutProblem {
  const example = rows.find(({ cells }) =>
    MONEY.some((role) => {
      const cell = readNumberCell(cells[columns[role]?.[0] ?? -1] ?? '');
      return cell !== null && decimalEvidence(cell.body) === 'ambiguous';
    }),
  );
  const message =
    code === 'ambiguous'
      ? 'Point or comma in the amounts can part thousands or decimals, and no amount tells which; choose the decimal sign.'
      : 'Some amounts have a point as decimal sign and others a comma; choose the decimal sign.';
  return { code: `decimal.${code}`, message, line: example?.line ?? null, raw: example?.raw ?? null };
}

function everyRowHasCurrency(rows: readonly SourceRecord[], columns: Columns): boolean {
  const column = columns.currency?.[0];
  if (column === undefined) return false;
  return rows.some(({ cells }) => isCurrency((cells[column] ?? '').trim().toUpperCase()));
}

/** The one currency that stands beside amounts in the cells. */
function currencyOfCells(rows: readonly SourceRecord[], columns: Columns): string | null {
  if (everyRowHasCurrency(rows, columns)) return null;
  const named = new Set<string>();
  for (const { cells } of rows) {
    for (const role of MONEY) {
      const currency = readNumberCell(cells[columns[role]?.[0] ?? -1] ?? '')?.currency;
      if (currency) named.add(currency);
    }
  }
  return named.size === 1 ? ([...named][0] ?? null) : null;
}

/** The one currency that the lines above the header name, alone in a cell, after a label, or beside an amount. */
function currencyOfPreamble(preamble: readonly SourceRecord[]): string | null {
  const named = new Set<string>();
  for (const { cells } of preamble) {
    for (const cell of cells) {
      const text = cell.trim();
      const labelled = /[:\s]([A-Z]{3})$/.exec(text)?.[1];
      if (isCurrency(text)) named.add(text);
      else if (labelled && isCurrency(labelled) && text.length < 60) named.add(labelled);
      else {
        const currency = /\d/.test(text) ? readNumberCell(text)?.currency : null;
        if (currency) named.add(currency);
      }
    }
  }
  return named.size === 1 ? ([...named][0] ?? null) : null;
}

const ACCOUNT_LABEL =
  /^(?:(?:own |bank )?account(?: number| no| nr| id)?|iban|konto(?:nummer|nr)?|girokonto|compte(?: numero)?|numero de compte|cuenta|numero de cuenta|conto(?: corrente)?|numero conto|rekening(?:nummer)?|(?:numer |nr )?rachunk[ui]|cislo uctu|ucet|szamlaszam|tilinumero|kontonr|счет|сметка)\b/;

/** The account that the lines above the header name: the one IBAN in them, else what follows a label. */
function accountOfPreamble(preamble: readonly SourceRecord[]): StatementAccount {
  const ibans = new Set<string>();
  let labelled: string | null = null;
  for (const { cells } of preamble) {
    for (const [column, cell] of cells.entries()) {
      for (const word of cell.match(/[A-Z]{2}\d{2}[A-Z0-9 ]{11,40}/g) ?? []) {
        const iban = asIban(word) ?? asIban(word.split(/\s{2,}/)[0] ?? '') ?? ibanAtStart(word);
        if (iban) ibans.add(iban);
      }
      if (!labelled && ACCOUNT_LABEL.test(normaliseWord(cell))) {
        const own = cell.includes(':') ? cell.slice(cell.indexOf(':') + 1).trim() : '';
        const next = (cells[column + 1] ?? '').trim();
        const value = own || next;
        if (/\d{4}/.test(value) && value.length <= 40) labelled = value;
      }
    }
  }
  const [iban] = ibans;
  if (ibans.size === 1 && iban) return parseAccount(iban);
  return parseAccount(labelled ?? '');
}

/** "DE89 3704 0044 0532 0130 00 Girokonto": words behind the number are not of it. */
function ibanAtStart(text: string): string | null {
  const words = text.split(' ');
  for (let n = words.length - 1; n > 0; n--) {
    const iban = asIban(words.slice(0, n).join(''));
    if (iban) return iban;
  }
  return null;
}
