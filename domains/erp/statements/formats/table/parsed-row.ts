import { isCurrency } from '#lib/currency.ts';
import type { ParsedMoney, ParsedRow } from '../../parsed-statement.ts';
import { asBic, asIban } from '../account-number.ts';
import { decimalsOf } from '../amounts.ts';
import { cellAt, textAt, trimmedAt } from './cells.ts';
import type { SourceRecord } from './columns.ts';
import type { Layout } from './layout.ts';
import { amountByDecimalSign, readNumberCell } from './numbers.ts';
import type { TableRow } from './row.ts';
import { microsOf } from './signs.ts';

/** Most rows have none of these: one empty list serves them all. */
const NONE: never[] = Object.freeze([]) as unknown as never[];

/** The row as the statement holds it. */
export function makeRow(read: TableRow, record: SourceRecord, layout: Layout, rowNumber: number): ParsedRow {
  const { cells, line } = record;
  const { first } = layout;
  const type = textAt(record, first.type);
  const description = describe(record, layout);
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
    reference: given(record, first.reference),
    bankReference: given(record, first.bankReference),
    endToEndId: given(record, first.endToEndId),
    mandateId: given(record, first.mandateId),
    uetr: null,
    chequeNumber: given(record, first.chequeNumber),
    transactionCode: type === '' ? null : type,
    businessCode: null,
    counterparty: counterparty(read, record, layout),
    ultimateParty:
      first.ultimateParty < 0 || cellAt(cells, first.ultimateParty) === ''
        ? null
        : { name: given(record, first.ultimateParty), account: null, bic: null },
    description: description === '' ? type : type === '' ? description : `${type} ${description}`,
    remittance: { unstructured: description === '' ? null : description, structured: NONE },
    instructedAmount,
    exchangeRate: instructedAmount === null ? null : rate(read, instructedAmount, cells, layout),
    charges:
      layout.fees === 'included' && read.fees.length > 0
        ? read.fees.map(({ amount, currency }) => ({ amount, currency, bearer: null, included: true }))
        : NONE,
    returnReason: returnReason(record, first.returnReason),
    originalAmount: null,
    availability: NONE,
    batch: null,
    parentRow: null,
    details: NONE,
    line,
  };
}

/** The text of a column, null where it says nothing. */
function given(record: SourceRecord, column: number): string | null {
  if (column < 0) return null;
  const text = textAt(record, column);
  return text === '' || text === 'NOTPROVIDED' || text === 'NONREF' ? null : text;
}

/** The texts of the columns that describe the row, each once. */
function describe(record: SourceRecord, { columns }: Layout): string {
  const list = columns.description ?? NONE;
  if (list.length === 1) return textAt(record, list[0] as number);
  const texts = list.map((column) => textAt(record, column));
  return texts.filter((part, i) => part !== '' && texts.indexOf(part) === i).join(' ');
}

/** The other side: on a credit the one who paid, where the table tells the two apart. */
function counterparty(
  { direction }: TableRow,
  record: SourceRecord,
  { columns, first }: Layout,
): ParsedRow['counterparty'] {
  const payer = given(record, first.payerName);
  const name = joined(record, columns.counterpartyName);
  const payerAccount = trimmedAt(record, first.payerAccount);
  const other = firstFilled(record, columns.counterpartyAccount);
  const account = direction === 'credit' ? payerAccount || other : other || payerAccount;
  return {
    name: direction === 'credit' ? (payer ?? name) : (name ?? payer),
    account: account === '' ? null : (asIban(account) ?? account),
    bic: first.counterpartyBic < 0 ? null : asBic(trimmedAt(record, first.counterpartyBic)),
  };
}

function joined(record: SourceRecord, columns: readonly number[] = NONE): string | null {
  if (columns.length < 2) return given(record, columns[0] ?? -1);
  const names = columns.map((column) => given(record, column)).filter((name) => name !== null);
  return names.length === 0 ? null : [...new Set(names)].join(' ');
}

function firstFilled(record: SourceRecord, columns: readonly number[] = NONE): string {
  for (const column of columns) {
    const text = trimmedAt(record, column);
    if (text !== '') return text;
  }
  return '';
}

function returnReason(record: SourceRecord, column: number): ParsedRow['returnReason'] {
  const text = given(record, column);
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
