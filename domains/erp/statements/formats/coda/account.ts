import { isCurrency } from '#lib/currency.ts';
import type { StatementAccount } from '../../parsed-statement.ts';
import { asIban, parseAccount } from '../account-number.ts';
import { field } from '../fixed-fields.ts';

/** The IBAN of a Belgian account number of 12 digits (ISO 13616), else null. */
export function belgianIban(number: string): string | null {
  if (!/^\d{12}$/.test(number)) return null;
  const check = 98n - (BigInt(`${number}111400`) % 97n);
  return asIban(`BE${String(check).padStart(2, '0')}${number}`);
}

/**
 * The account of an old balance (1), by its structure: 0 Belgian number, 1 foreign number, 2 Belgian IBAN, 3 foreign
 * IBAN. The number and its currency stand in positions 6 to 42.
 */
export function readAccount(record: string): StatementAccount {
  const isNumber = record.charAt(1) === '0' || record.charAt(1) === ' ';
  const number = isNumber ? field(record, 6, 17) : field(record, 6, 39);
  const code = isNumber ? field(record, 19, 21) : field(record, 40, 42);
  const account = parseAccount(number);
  const iban = account.iban ?? (isNumber ? belgianIban(number) : null);
  return {
    ...account,
    iban,
    other: iban === null ? account.other : null,
    currency: isCurrency(code) ? code : null,
    owner: field(record, 65, 90) || null,
  };
}

/** The counterparty's account in a record 2.3: 34 characters and its currency, or a Belgian number of 12 digits. */
export function counterpartyAccount(record: string): string | null {
  const text = field(record, 11, 44);
  const number = /^\d{12}(?= |$)/.exec(text)?.[0];
  if (number !== undefined) return /^0+$/.test(number) ? null : (belgianIban(number) ?? number);
  return text === '' ? null : (asIban(text) ?? text);
}
