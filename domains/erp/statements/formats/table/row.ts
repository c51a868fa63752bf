import { isCurrency } from '#lib/currency.ts';
import type { ParsedRow, StatementAccount } from '../../parsed-statement.ts';
import { parseAccount } from '../account-number.ts';
import { decimalsOf } from '../amounts.ts';
import { cellAt, trimmedAt } from './cells.ts';
import type { SourceRecord } from './columns.ts';
import { dateByOrder, readDateOrSerial } from './dates.ts';
import { currencyOfSymbol } from './header-words.ts';
import type { Layout } from './layout.ts';
import { type Direction, type Fee, MoneyReader } from './money.ts';
import { amountByDecimalSign } from './numbers.ts';
import { rememberLast } from './remember.ts';
import { statusOf } from './status.ts';

export type CellProblem = { code: string; message: string };

/** What a record says, before it is put into its statement. */
export type TableRow = {
  account: StatementAccount;
  currency: string;
  bookingDate: string;
  valueDate: string | null;
  amount: string;
  direction: Direction;
  /** The direction is not written: the running balance has to tell. */
  unsigned: boolean;
  status: ParsedRow['status'];
  /** Signed. */
  balance: string | null;
  /** Rows of their own, or charges that the amount has in it, as the layout says. */
  fees: readonly Fee[];
};

const NO_FEES: readonly Fee[] = [];

/** Reads dates and money of records. A problem when one of them is missing or unreadable: nothing is made up. */
export class RowReader {
  readonly #layout: Layout;
  readonly #money: MoneyReader;
  readonly #bookingDates: readonly number[];
  readonly #date: (text: string) => string | null;
  readonly #valueDate: (text: string) => string | null;
  readonly #account: (text: string) => StatementAccount;
  readonly #currency: (text: string) => string | null;
  readonly #status = rememberLast(statusOf);

  /** `sole` is the direction of all rows, where the column alone tells it. */
  constructor(layout: Layout, sole: Direction | null = null) {
    this.#layout = layout;
    this.#money = new MoneyReader(layout, sole);
    this.#bookingDates = layout.columns.bookingDate ?? [];
    const readDate = (text: string) => {
      const cell = readDateOrSerial(text, layout.serialDates);
      return cell && dateByOrder(cell, layout.dateOrder);
    };
    this.#date = rememberLast(readDate);
    this.#valueDate = rememberLast(readDate);
    this.#account = rememberLast((text) =>
      text === '' ? layout.account : parseAccount(text.replace(/^'/, '')),
    );
    this.#currency = rememberLast((text) => {
      const given = text.toUpperCase();
      return isCurrency(given) ? given : currencyOfSymbol(text);
    });
  }

  read(record: SourceRecord): TableRow | CellProblem {
    const { cells } = record;
    const { first } = this.#layout;
    const bookingText = trimmedAt(record, first.bookingDate);
    const status = this.#statusOf(cells, bookingText);
    const dateText = status === 'booked' ? bookingText : this.#anyDate(cells);
    const bookingDate = this.#date(dateText);
    if (bookingDate === null) {
      return dateText === ''
        ? { code: 'date.missing', message: 'The row has an amount, but no date.' }
        : { code: 'date.invalid', message: `“${dateText}” is no date that exists.` };
    }
    const valueText = trimmedAt(record, first.valueDate);
    const valueDate = valueText === '' ? null : this.#valueDate(valueText);
    if (valueText !== '' && valueDate === null && status === 'booked' && !/^[-./\s]*$/.test(valueText)) {
      return { code: 'date.invalid', message: `“${valueText}” is no date that exists.` };
    }
    const money = this.#moneyOf(record);
    if ('code' in money) return money;
    const { amount, direction, currency } = money;
    const balance = this.#money.signed(trimmedAt(record, first.balance), currency);
    if (balance !== null && typeof balance !== 'string') return balance;
    const fees = first.fee < 0 ? NO_FEES : this.#money.fees(cells, currency);
    if ('code' in fees) return fees;
    return {
      account: this.#account(trimmedAt(record, first.account)),
      currency,
      bookingDate,
      valueDate,
      amount,
      direction,
      unsigned: this.#layout.signs === 'fromBalance',
      status,
      balance,
      fees,
    };
  }

  /** What the status columns say, or a word like “offen” where the booking date should be. */
  #statusOf(cells: readonly string[], bookingText: string): ParsedRow['status'] {
    let status: ParsedRow['status'] = 'booked';
    for (const column of this.#layout.columns.status ?? []) {
      const said = this.#status(cellAt(cells, column));
      if (said === 'information' || (said === 'pending' && status === 'booked')) status = said;
    }
    const first = bookingText.charCodeAt(0);
    return status === 'booked' && !(first >= 48 && first <= 57) ? this.#status(bookingText) : status;
  }

  /** Of a row that is not booked: the first of its dates. */
  #anyDate(cells: readonly string[]): string {
    const texts = [...this.#bookingDates, this.#layout.first.valueDate].map((column) =>
      cellAt(cells, column),
    );
    return texts.find((text) => this.#date(text) !== null) ?? texts.find((text) => text !== '') ?? '';
  }

  #moneyOf(record: SourceRecord): { amount: string; direction: Direction; currency: string } | CellProblem {
    const { first, decimalSign } = this.#layout;
    const named = this.#currency(trimmedAt(record, first.currency));
    const known = named ?? this.#layout.currency;
    const text = trimmedAt(record, first.amount);
    const quick = known === null ? null : this.#money.quick(text, known);
    if (quick !== null && known !== null)
      return { amount: quick, direction: this.#money.directionOf(text), currency: known };
    const money = this.#money.read(record.cells);
    if ('code' in money) return money;
    const currency = named ?? money.cell.currency ?? this.#layout.currency;
    if (currency === null) {
      return {
        code: 'currency.missing',
        message: 'The row does not say in which currency it is; choose the currency of such rows.',
      };
    }
    const amount = amountByDecimalSign(money.cell.body, decimalSign, decimalsOf(currency));
    return typeof amount === 'string' ? { amount, direction: money.direction, currency } : amount;
  }
}
