import { isCurrency } from '#lib/currency.ts';
import type { ParsedRow, StatementAccount } from '../../parsed-statement.ts';
import { asBic, asIban, parseAccount } from '../account-number.ts';
import { decimalsOf } from '../amounts.ts';
import type { ColumnRole } from '../reader.ts';
import type { SourceRecord } from './columns.ts';
import { dateByOrder, readDateOrSerial } from './dates.ts';
import type { Layout } from './layout.ts';
import { amountByDecimalSign, type NumberCell, readMark, readNumberCell } from './numbers.ts';
import { microsOf } from './signs.ts';

export type CellProblem = { code: string; message: string };

/** What a record says, before it is put into its statement. */
export type TableRow = {
  account: StatementAccount;
  currency: string;
  bookingDate: string;
  valueDate: string | null;
  amount: string;
  direction: 'credit' | 'debit';
  /** The direction is not written: the running balance has to tell. */
  unsigned: boolean;
  status: ParsedRow['status'];
  /** Signed. */
  balance: string | null;
  fee: { amount: string; direction: 'credit' | 'debit' } | null;
};

/** Reads dates and money of a record. A problem when one of them is missing or unreadable: nothing is made up. */
export function readRow(record: SourceRecord, layout: Layout): TableRow | CellProblem {
  const cell = cellsOf(record, layout);
  const status = statusOf(cell('status'));
  const text = bookingText(record, layout, status);
  const bookingDate = readDate(text, layout);
  if (bookingDate === null) {
    return text === ''
      ? { code: 'date.missing', message: 'The row has an amount, but no date.' }
      : { code: 'date.invalid', message: `“${text}” is no date that exists.` };
  }
  const valueText = cell('valueDate');
  const valueDate = valueText === '' ? null : readDate(valueText, layout);
  if (valueText !== '' && valueDate === null && !/^[-./\s]*$/.test(valueText)) {
    return { code: 'date.invalid', message: `“${valueText}” is no date that exists.` };
  }
  const money = readMoney(cell, layout);
  if ('code' in money) return money;
  const currency = currencyOf(cell('currency'), money.cell, layout);
  if (currency === null)
    return { code: 'currency.missing', message: 'The row does not say in which currency it is.' };
  const amount = amountByDecimalSign(money.cell.body, layout.decimalSign, decimalsOf(currency));
  if (typeof amount !== 'string') return amount;
  const balance = readSigned(cell('balance'), layout, currency);
  if (balance !== null && typeof balance !== 'string') return balance;
  const fee = readFee(cell, layout, currency);
  if (fee && 'code' in fee) return fee;
  const accountText = cell('account');
  return {
    account: accountText === '' ? layout.account : parseAccount(accountText),
    currency,
    bookingDate,
    valueDate,
    amount,
    direction: money.direction,
    unsigned: layout.signs === 'fromBalance',
    status,
    balance,
    fee,
  };
}

type Cells = (role: ColumnRole) => string;

/** The trimmed cell of a role; empty where the role has no column or the record is too short. */
export function cellsOf(record: SourceRecord, { first }: Pick<Layout, 'first'>): Cells {
  const { cells } = record;
  return (role) => {
    const column = first.get(role);
    const text = column === undefined ? undefined : cells[column];
    return text === undefined ? '' : text.trim();
  };
}

/** The booking date; of a row that is not booked yet, the next best date. */
function bookingText(record: SourceRecord, { columns }: Layout, status: ParsedRow['status']): string {
  const texts = (columns.bookingDate ?? []).map((column) => (record.cells[column] ?? '').trim());
  return (status === 'booked' ? texts[0] : texts.find((text) => text !== '')) ?? '';
}

function readDate(text: string, layout: Layout): string | null {
  const cell = readDateOrSerial(text, layout.serialDates);
  return cell && dateByOrder(cell, layout.dateOrder);
}

/** The cell that has the amount, and the row's effect on the account. */
function readMoney(
  cell: Cells,
  layout: Layout,
): { cell: NumberCell; direction: 'credit' | 'debit' } | CellProblem {
  const debit = filled(cell('debit'));
  const credit = filled(cell('credit'));
  const text = cell('amount');
  if (debit && credit) {
    return {
      code: 'amount.ambiguous',
      message: 'The row has a debit and a credit; it can only be one of them.',
    };
  }
  if (debit || credit) {
    const side = debit ?? credit ?? '';
    const number = readNumberCell(side);
    if (!number) return { code: 'amount.invalid', message: `“${side}” is no amount.` };
    // A minus in the debit column says once more that it is a debit; in the credit column it takes back a credit.
    return { cell: number, direction: debit || number.negative ? 'debit' : 'credit' };
  }
  const zero = text === '' ? cell('debit') || cell('credit') : text;
  if (zero === '') return { code: 'amount.missing', message: 'The row has a date, but no amount.' };
  const number = readNumberCell(zero);
  if (!number) return { code: 'amount.invalid', message: `“${zero}” is no amount.` };
  return directionOf(number, cell('mark'), layout);
}

/** The text of a debit or credit cell, unless it is empty, a dash, or nought. */
function filled(text: string): string | null {
  return /[1-9]/.test(text) || /\p{L}/u.test(text) ? text : null;
}

function directionOf(
  number: NumberCell,
  markText: string,
  layout: Layout,
): { cell: NumberCell; direction: 'credit' | 'debit' } | CellProblem {
  const mark = markText === '' ? number.mark : readMark(markText);
  if (markText !== '' && mark === null) {
    return { code: 'mark.invalid', message: `“${markText}” says neither debit nor credit.` };
  }
  if (mark) {
    if (number.negative && mark === 'credit') {
      return {
        code: 'sign.contradiction',
        message: 'The row is marked as a credit, and its amount is negative.',
      };
    }
    return { cell: number, direction: mark };
  }
  if (layout.columns.mark) return { code: 'mark.missing', message: 'The row says neither debit nor credit.' };
  const negative = number.negative !== (layout.signs === 'inverted');
  return { cell: number, direction: negative ? 'debit' : 'credit' };
}

function currencyOf(text: string, amount: NumberCell, layout: Layout): string | null {
  const given = text.toUpperCase();
  if (isCurrency(given)) return given;
  return amount.currency ?? layout.currency;
}

function readSigned(text: string, layout: Layout, currency: string): string | null | CellProblem {
  if (text === '') return null;
  const cell = readNumberCell(text);
  if (!cell) return /\d/.test(text) ? { code: 'balance.invalid', message: `“${text}” is no balance.` } : null;
  const amount = amountByDecimalSign(cell.body, layout.decimalSign, decimalsOf(currency));
  if (typeof amount !== 'string') return amount;
  const negative = (cell.negative || cell.mark === 'debit') && /[1-9]/.test(amount);
  return negative ? `-${amount}` : amount;
}

/** A fee beside the amount: what it does to the account is told by the net amount, where there is one. */
function readFee(cell: Cells, layout: Layout, currency: string): TableRow['fee'] | CellProblem {
  const text = cell('fee');
  if (!/[1-9]/.test(text)) return null;
  const number = readNumberCell(text);
  if (!number) return { code: 'amount.invalid', message: `“${text}” is no fee.` };
  const amount = amountByDecimalSign(number.body, layout.decimalSign, decimalsOf(currency));
  if (typeof amount !== 'string') return amount;
  if (!layout.columns.net) return { amount, direction: 'debit' };
  const net = microsOf(cell('net'), layout.decimalSign);
  const gross = microsOf(cell('amount'), layout.decimalSign);
  const fee = microsOf(number.body, layout.decimalSign);
  if (net === null || gross === null || (net - gross !== fee && gross - net !== fee)) {
    return { code: 'fee.mismatch', message: `Amount and fee (${text}) do not give the net amount.` };
  }
  return { amount, direction: net < gross ? 'debit' : 'credit' };
}

function statusOf(text: string): ParsedRow['status'] {
  return /^(?:pending|vorgemerkt|in bearbeitung|en attente|pendiente|in attesa|in afwachting|oczekuj|venter|reserverad|reverted|declined|failed|abgelehnt|storniert|cancel)/i.test(
    text,
  )
    ? /^(?:reverted|declined|failed|abgelehnt|storniert|cancel)/i.test(text)
      ? 'information'
      : 'pending'
    : 'booked';
}

/** The row as the statement holds it. */
export function makeTableRow(
  read: TableRow,
  record: SourceRecord,
  layout: Layout,
  rowNumber: number,
): ParsedRow {
  const cell = cellsOf(record, layout);
  const description = (layout.columns.description ?? [])
    .map((column) => oneLine(record.cells[column] ?? ''))
    .filter((text, i, all) => text !== '' && all.indexOf(text) === i)
    .join(' ');
  const type = oneLine(cell('type'));
  const account = cell('counterpartyAccount');
  const orNull = (role: ColumnRole) => {
    const text = oneLine(cell(role));
    return text === '' || text === 'NOTPROVIDED' || text === 'NONREF' ? null : text;
  };
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
    reference: orNull('reference'),
    bankReference: orNull('bankReference'),
    endToEndId: orNull('endToEndId'),
    mandateId: orNull('mandateId'),
    uetr: null,
    chequeNumber: orNull('chequeNumber'),
    transactionCode: type === '' ? null : type,
    businessCode: null,
    counterparty: {
      name: orNull('counterpartyName'),
      account: account === '' ? null : (asIban(account) ?? account),
      bic: asBic(cell('counterpartyBic')),
    },
    ultimateParty: null,
    description: [type, description].filter((text) => text !== '').join(' '),
    remittance: { unstructured: description === '' ? null : description, structured: [] },
    instructedAmount: null,
    exchangeRate: null,
    charges: [],
    returnReason: null,
    originalAmount: null,
    availability: [],
    batch: null,
    parentRow: null,
    details: [],
    line: record.line,
  };
}

function oneLine(text: string): string {
  const trimmed = text.trim();
  return /\s\s|[^\S ]/.test(trimmed) ? trimmed.replace(/\s+/g, ' ') : trimmed;
}
