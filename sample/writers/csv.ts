import { amountText } from '../amounts.ts';
import { ACCOUNTS, accountNumber } from '../group.ts';
import { PARTNERS } from '../partners.ts';
import type { DayStatement } from '../statements.ts';

const HEADER = [
  'Account',
  'Booking date',
  'Value date',
  'Description',
  'Counterparty',
  'Counterparty account',
  'Reference',
  'Amount',
  'Currency',
  'Balance',
];

const nameByBankName = new Map(PARTNERS.map(({ bankName, name }) => [bankName, name]));

/** Days of one account as the bank's portal exports them: CSV (RFC 4180), UTF-8, signed amounts, a running balance. */
export function csv(statements: readonly DayStatement[]): string {
  const records = statements.flatMap((statement) => {
    const { currency } = ACCOUNTS[statement.account];
    let balance = statement.opening;
    return statement.rows.map((row, index) => {
      balance += row.amount;
      return [
        accountNumber(statement.account),
        row.bookingDate.replaceAll('-', '/'),
        row.valueDate.replaceAll('-', '/'),
        row.purpose,
        nameByBankName.get(row.party.name) ?? row.party.name,
        row.party.account ?? '',
        `${statement.date.replaceAll('-', '')}-${String(index + 1).padStart(3, '0')}`,
        amountText(row.amount, currency),
        currency,
        amountText(balance, currency),
      ];
    });
  });
  return [HEADER, ...records].map((record) => `${record.map(quoted).join(',')}\r\n`).join('');
}

function quoted(field: string): string {
  return /[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}
