import { isCurrency } from '#lib/currency.ts';
import type { ParsedRow } from '../../parsed-statement.ts';
import { decimalsOf } from '../amounts.ts';
import { cellAt } from './cells.ts';
import type { Layout } from './layout.ts';
import { amountByDecimalSign, type NumberCell, quickAmount, readMark, readNumberCell } from './numbers.ts';
import { rememberLast } from './remember.ts';
import type { CellProblem } from './row.ts';
import { microsOf } from './signs.ts';

export type Direction = ParsedRow['direction'];

const MINUS = 45;

/** A fee that is a row of its own. */
export type Fee = { amount: string; direction: Direction; currency: string };

/** The cell that has the amount, and the row's effect on the account. */
export type Money = { cell: NumberCell; direction: Direction };

/** Reads the amounts of records; `sole` is the direction of all of them, where the column alone tells it. */
export class MoneyReader {
  readonly #layout: Layout;
  readonly #sole: Direction | null;
  readonly #bySign: boolean;
  readonly #mark = rememberLast(readMark);
  readonly #decimals = rememberLast(decimalsOf);

  constructor(layout: Layout, sole: Direction | null) {
    this.#layout = layout;
    this.#sole = sole;
    const { mark, debit, credit } = layout.first;
    this.#bySign = sole === null && mark < 0 && debit < 0 && credit < 0;
  }

  /** The unsigned amount in the form that most have, where its own sign alone tells the direction; null where there is more to it. */
  quick(text: string, currency: string): string | null {
    return this.#bySign ? quickAmount(text, this.#layout.decimalSign, this.#decimals(currency)) : null;
  }

  /** What the sign of such an amount does to the account. */
  directionOf(text: string): Direction {
    return (text.charCodeAt(0) === MINUS) !== (this.#layout.signs === 'inverted') ? 'debit' : 'credit';
  }

  /** The amount of a record, wherever it stands. */
  read(cells: readonly string[]): Money | CellProblem {
    const { first } = this.#layout;
    const debitText = cellAt(cells, first.debit);
    const creditText = cellAt(cells, first.credit);
    const debit = isFilled(debitText);
    const credit = isFilled(creditText);
    if (debit && credit) {
      return {
        code: 'amount.ambiguous',
        message: 'The row has a debit and a credit; it can only be one of them.',
      };
    }
    if (debit || credit) {
      const side = debit ? debitText : creditText;
      const number = readNumberCell(side);
      if (!number) return { code: 'amount.invalid', message: `“${side}” is no amount.` };
      // A minus in the debit column says once more that it is a debit; in the credit column it takes back a credit.
      const takesBack = number.negative && this.#layout.signs !== 'inverted';
      return { cell: number, direction: debit || takesBack ? 'debit' : 'credit' };
    }
    const text = cellAt(cells, first.amount) || debitText || creditText;
    if (text === '') return { code: 'amount.missing', message: 'The row has a date, but no amount.' };
    const number = readNumberCell(text);
    if (!number) return { code: 'amount.invalid', message: `“${text}” is no amount.` };
    if (this.#sole !== null) return { cell: number, direction: this.#sole };
    return this.#signed(number, cellAt(cells, first.mark));
  }

  #signed(number: NumberCell, markText: string): Money | CellProblem {
    const mark = markText === '' ? number.mark : this.#mark(markText);
    if (markText !== '' && mark === null) {
      return { code: 'mark.invalid', message: `“${markText}” says neither debit nor credit.` };
    }
    if (mark) {
      if (number.negative && mark === 'credit' && this.#layout.signs !== 'inverted') {
        return {
          code: 'sign.contradiction',
          message: 'The row is marked as a credit, and its amount is negative.',
        };
      }
      return { cell: number, direction: mark };
    }
    if (this.#layout.first.mark >= 0)
      return { code: 'mark.missing', message: 'The row says neither debit nor credit.' };
    const negative = number.negative !== (this.#layout.signs === 'inverted');
    return { cell: number, direction: negative ? 'debit' : 'credit' };
  }

  /** A signed amount beside the row's, such as its balance; null where there is none. */
  signed(text: string, currency: string): string | null | CellProblem {
    if (text === '') return null;
    const quick = quickAmount(text, this.#layout.decimalSign, this.#decimals(currency));
    if (quick !== null) return text.charCodeAt(0) === MINUS ? withMinus(quick) : quick;
    const cell = readNumberCell(text);
    if (!cell)
      return /\d/.test(text) ? { code: 'balance.invalid', message: `“${text}” is no balance.` } : null;
    const amount = amountByDecimalSign(cell.body, this.#layout.decimalSign, decimalsOf(currency));
    if (typeof amount !== 'string') return amount;
    return cell.negative || cell.mark === 'debit' ? withMinus(amount) : amount;
  }

  /** The fees beside the amount. What they do to the account the net amount tells, where there is one. */
  fees(cells: readonly string[], rowCurrency: string): readonly Fee[] | CellProblem {
    const { columns, first, decimalSign } = this.#layout;
    const fees: Fee[] = [];
    for (const column of columns.fee ?? []) {
      const text = cellAt(cells, column);
      if (!/[1-9]/.test(text)) continue;
      const number = readNumberCell(text);
      if (!number) return { code: 'amount.invalid', message: `“${text}” is no fee.` };
      const own = cellAt(cells, first.feeCurrency).toUpperCase();
      if (own !== '' && !isCurrency(own))
        return { code: 'currency.invalid', message: `“${own}” is no currency.` };
      const currency = own === '' ? (number.currency ?? rowCurrency) : own;
      const amount = amountByDecimalSign(number.body, decimalSign, decimalsOf(currency));
      if (typeof amount !== 'string') return amount;
      fees.push({ amount, direction: 'debit', currency });
    }
    return fees.length === 0 || first.net < 0 ? fees : this.#byNet(cells, fees);
  }

  #byNet(cells: readonly string[], fees: readonly Fee[]): readonly Fee[] | CellProblem {
    const { first, decimalSign } = this.#layout;
    const net = microsOf(cellAt(cells, first.net), decimalSign);
    const gross = microsOf(cellAt(cells, first.amount), decimalSign);
    const total = fees.reduce((sum, { amount }) => sum + (microsOf(amount, '.') ?? 0n), 0n);
    if (net === null || gross === null || (net - gross !== total && gross - net !== total)) {
      const given = fees.map(({ amount }) => amount).join(', ');
      return { code: 'fee.mismatch', message: `Amount and fee (${given}) do not give the net amount.` };
    }
    return net < gross ? fees : fees.map((fee) => ({ ...fee, direction: 'credit' as const }));
  }
}

/** Nought has no sign. */
function withMinus(amount: string): string {
  return /[1-9]/.test(amount) ? `-${amount}` : amount;
}

/** Whether the cell has more than nothing, a dash, or nought. */
function isFilled(text: string): boolean {
  return text !== '' && (/[1-9]/.test(text) || /\p{L}/u.test(text));
}
