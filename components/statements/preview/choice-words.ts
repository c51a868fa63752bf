import type { TableChoice } from '#domains/erp/statements/table-mappings/choice.ts';
import { roleLabel } from './column-roles.ts';

const HEADER_CELLS = 6;

/** The first columns of a header: "Date · Text · Amount …". */
export function headerWords(header: readonly string[]): string {
  const named = header.filter((cell) => cell !== '');
  return named.slice(0, HEADER_CELLS).join(' · ') + (named.length > HEADER_CELLS ? ' …' : '');
}

const ORDERS = { dayFirst: 'day first', monthFirst: 'month first', yearFirst: 'year first' };

/** What a person chose for a table, in a line: "Day first, decimal comma, EUR"; as recognised where that was nothing. */
export function choiceWords(choice: TableChoice): string {
  const { columns, dateOrder, decimalSign, signs, currency, account, delimiter, encoding } = choice;
  const words = [
    account && `Account ${account}`,
    currency,
    dateOrder && ORDERS[dateOrder],
    decimalSign && (decimalSign === ',' ? 'decimal comma' : 'decimal point'),
    signs && (signs === 'inverted' ? 'plus is money out' : 'plus is money in'),
    columns && `columns for ${(Object.keys(columns) as (keyof typeof columns)[]).map(roleLabel).join(', ')}`,
    delimiter && 'another delimiter',
    encoding,
  ].filter((word) => word !== undefined);
  const line = words.join(', ');
  return line === '' ? 'As recognised' : line.charAt(0).toUpperCase() + line.slice(1);
}
