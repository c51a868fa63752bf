import { BAI2_TYPES } from './transaction-types/bai2.ts';
import { CFONB120_TYPES } from './transaction-types/cfonb120.ts';
import { codaType } from './transaction-types/coda.ts';
import { GERMAN_TYPES } from './transaction-types/german.ts';
import { iso20022Type } from './transaction-types/iso20022.ts';
import { NORMA43_TYPES } from './transaction-types/norma43.ts';
import { OFX_TYPES } from './transaction-types/ofx.ts';
import { swiftType } from './transaction-types/swift.ts';
import { typeInWords } from './transaction-types/words.ts';

/** What kind of transaction a bank row is, in the words that a treasurer uses. */
const TRANSACTION_TYPES = [
  'Transfer',
  'Instant transfer',
  'Standing order',
  'Direct debit',
  'Card',
  'Cheque',
  'Cash',
  'Salary',
  'Bank fee',
  'Interest',
  'Tax',
  'Loan',
  'Deposit',
  'Securities',
  'Dividend',
  'Foreign exchange',
  'Foreign payment',
  'Cash pooling',
  'Trade finance',
  'Batch',
  'Return',
  'Reversal',
  'Other',
] as const;

export type TransactionType = (typeof TRANSACTION_TYPES)[number];

/**
 * The type of a bank row in words: by its German business code, its code in any other standard, else by the words that
 * its text begins with. A reversal is a reversal whatever it reverses. "Other" where nothing says more.
 */
export function transactionType(row: {
  transactionCode: string | null;
  businessCode?: string | null;
  description: string;
  isReversal: boolean;
  batch?: { count: number | null } | null;
}): TransactionType {
  if (row.isReversal) return 'Reversal';
  const byBusinessCode = row.businessCode ? GERMAN_TYPES.get(row.businessCode) : undefined;
  if (byBusinessCode) return byBusinessCode;
  const byCode = row.transactionCode === null ? undefined : typeOfCode(row.transactionCode);
  if (byCode && byCode !== 'Transfer') return byCode;
  if (row.batch?.count && row.batch.count > 1) return 'Batch';
  return typeInWords(row.description) ?? byCode ?? 'Other';
}

/** What the standards' codes look like; no two of them look alike. */
const STANDARDS: readonly (readonly [RegExp, (code: string) => TransactionType | undefined])[] = [
  [/^[NFS][A-Z0-9]{3}$/, swiftType],
  [/^[A-Z]{4}(?:\/[A-Z]{4}){0,2}$/, iso20022Type],
  [/^\d{3}$/, (code) => BAI2_TYPES.get(code)],
  [/^\d{5}$/, (code) => NORMA43_TYPES.get(code.slice(0, 2))],
  [/^\d{8}$/, codaType],
  [/^[0-9A-Z]{2}$/, (code) => CFONB120_TYPES.get(code)],
];

function typeOfCode(code: string): TransactionType | undefined {
  const standard = STANDARDS.find(([shape]) => shape.test(code));
  return standard?.[1](code) ?? OFX_TYPES.get(code);
}
