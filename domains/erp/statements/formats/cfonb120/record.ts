import { isCurrency } from '#lib/currency.ts';
import { decimalsOf } from '../amounts.ts';
import { field } from '../fixed-fields.ts';

/** What all records of an account have in common: positions 3 to 32. */
export type Common = {
  bank: string;
  branch: string;
  number: string;
  /** Null when it is no currency of ISO 4217. Blank is the euro, as in files of old. */
  currency: string | null;
  /** Of the amounts in this record. */
  decimals: number;
  /** What only records of one account share. */
  key: string;
};

export function commonOf(record: string): Common {
  const code = field(record, 17, 19) || 'EUR';
  const currency = isCurrency(code) ? code : null;
  const decimals = record.slice(19, 20);
  const bank = field(record, 3, 7);
  const branch = field(record, 12, 16);
  const number = field(record, 22, 32);
  return {
    bank,
    branch,
    number,
    currency,
    decimals: /\d/.test(decimals) ? Number(decimals) : decimalsOf(currency ?? 'EUR'),
    key: [number, code].join(' '),
  };
}
