import { isCurrency } from '#lib/currency.ts';
import type { ParsedMoney, ParsedRow } from '../../parsed-statement.ts';
import { asBic, asIban } from '../account-number.ts';
import { decimalsOf } from '../amounts.ts';
import { cellAt, oneLine } from './cells.ts';
import type { SourceRecord } from './columns.ts';
import type { Layout } from './layout.ts';
import { amountByDecimalSign, readNumberCell } from './numbers.ts';
import { rememberLast } from './remember.ts';
import type { TableRow } from './row.ts';
import { microsOf } from './signs.ts';

/** Most rows have none of these: one empty list serves them all. */
const NONE: never[] = Object.freeze([]) as unknown as never[];

const typeOf = rememberLast(oneLine);

/** The row as the statement holds it. */
export function makeRow(
  read: TableRow,
  { cells, line }: SourceRecord,
  layout: Layout,
  rowNumber: number,
): ParsedRow {
  const { first } = layout;
  const type = first.type < 0 ? '' : typeOf(cellAt(cells, first.type));
  const description = describe(cells, layout);
  const instructedAmount = first.instructedAmount < 0 ? null : instructed(read, cells, layout);
  return {
    rowNumber,
    bookingDate: read.bookingDate,
    valueDate: read.valueDate,
    amount: read.amount,
    direction: read.direction,
    currency: read.currency,
    isReversal: false,
    status: read.status,
    balanceAfter: read.balance,
    reference: given(cells, first.reference),
    bankReference: given(cells, first.bankReference),
    endToEndId: given(cells, first.endToEndId),
    mandateId: given(cells, first.mandateId),
    uetr: null,
    chequeNumber: given(cells, first.chequeNumber),
    transactionCode: type === '' ? null : type,
    businessCode: null,
    counterparty: counterparty(read, cells, layout),
    ultimateParty:
      first.ultimateParty < 0 || cellAt(cells, first.ultimateParty) === ''
        ? null
        : { name: given(cells, first.ultimateParty), account: null, bic: null },
    description: description === '' ? type : type === '' ? description : `${type} ${description}`,
    remittance: { unstructured: description === '' ? null : description, structured: NONE },
    instructedAmount,
    exchangeRate: instructedAmount === null ? null : rate(read, instructedAmount, cells, layout),
    charges:
      layout.fees === 'included' && read.fees.length > 0
        ? read.fees.map(({ amount, currency }) => ({ amount, currency, bearer: null, included: true }))
        : NONE,
    returnReason: returnReason(cells, first.returnReason),
    originalAmount: null,
    availability: NONE,
    batch: null,
    parentRow: null,
    details: NONE,
    line,
  };
}

/** The text of a column, null where it says nothing. */
function given(cells: readonly string[], column: number): string | null {
  if (column < 0) return null;
  const text = oneLine(cellAt(cells, column));
  return text === '' || text === 'NOTPROVIDED' || text === 'NONREF' ? null : text;
}

/** The texts of the columns that describe the row, each once. */
function describe(cells: readonly string[], { columns }: Layout): string {
  const list = columns.description ?? NONE;
  if (list.length === 1) return oneLine(cells[list[0] as number] ?? '');
  const texts = list.map((column) => oneLine(cells[column] ?? ''));
  return texts.filter((part, i) => part !== '' && texts.indexOf(part) === i).join(' ');
}

/** The other side: on a credit the one who paid, where the table tells the two apart. */
function counterparty(
  { direction }: TableRow,
  cells: readonly string[],
  { columns, first }: Layout,
): ParsedRow['counterparty'] {
  const payer = given(cells, first.payerName);
  const name = joined(cells, columns.counterpartyName);
  const payerAccount = cellAt(cells, first.payerAccount);
  const other = firstFilled(cells, columns.counterpartyAccount);
  const account = direction === 'credit' ? payerAccount || other : other || payerAccount;
  return {
    name: direction === 'credit' ? (payer ?? name) : (name ?? payer),
    account: account === '' ? null : (asIban(account) ?? account),
    bic: first.counterpartyBic < 0 ? null : asBic(cellAt(cells, first.counterpartyBic)),
  };
}

function joined(cells: readonly string[], columns: readonly number[] = NONE): string | null {
  if (columns.length < 2) return given(cells, columns[0] ?? -1);
  const names = columns.map((column) => given(cells, column)).filter((name) => name !== null);
  return names.length === 0 ? null : [...new Set(names)].join(' ');
}

function firstFilled(cells: readonly string[], columns: readonly number[] = NONE): string {
  for (const column of columns) {
    const text = cellAt(cells, column);
    if (text !== '') return text;
  }
  return '';
}

function returnReason(cells: readonly string[], column: number): ParsedRow['returnReason'] {
  const text = given(cells, column);
  if (text === null) return null;
  return /^[A-Z]{2}\d{2}$/.test(text) ? { code: text, text: null } : { code: null, text };
}

/** The amount before conversion, where it is in another currency. */
function instructed(read: TableRow, cells: readonly string[], layout: Layout): ParsedMoney | null {
  const cell = readNumberCell(cellAt(cells, layout.first.instructedAmount));
  if (!cell) return null;
  const named = cellAt(cells, layout.first.instructedCurrency).toUpperCase();
  const currency = isCurrency(named) ? named : cell.currency;
  if (currency === null || currency === read.currency) return null;
  const amount = amountByDecimalSign(cell.body, layout.decimalSign, decimalsOf(currency));
  return typeof amount === 'string' ? { amount, currency } : null;
}

/** The rate in the direction in which it turns one amount into the other, to within a hundredth. */
function rate(
  read: TableRow,
  other: ParsedMoney,
  cells: readonly string[],
  layout: Layout,
): ParsedRow['exchangeRate'] {
  const cell = readNumberCell(cellAt(cells, layout.first.exchangeRate));
  if (!cell || cell.negative) return null;
  const text = amountByDecimalSign(cell.body, layout.decimalSign, 18);
  const value = microsOf(cell.body, layout.decimalSign);
  const own = microsOf(read.amount, '.');
  const foreign = microsOf(other.amount, '.');
  if (typeof text !== 'string' || !value || !own || !foreign) return null;
  const isRate = (from: bigint, to: bigint) => {
    const difference = from * value - to * 1_000_000n;
    return (difference < 0n ? -difference : difference) * 100n <= to * 1_000_000n;
  };
  if (isRate(own, foreign)) return { base: read.currency, quote: other.currency, rate: text };
  if (isRate(foreign, own)) return { base: other.currency, quote: read.currency, rate: text };
  return null;
}
