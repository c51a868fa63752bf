import type { TransactionType } from '../transaction-type.ts';
import { typesByCode } from './codes.ts';

/** Operations that mean the same in every family (Febelfin CODA 2.6, enclosure I): costs, and corrections. */
const OPERATIONS = typesByCode([
  ['Bank fee', '37 87'],
  ['Reversal', '49 99'],
]);

/** Operations that are of another kind than their family, by family and operation. */
const EXCEPTIONS = typesByCode([
  ['Standing order', '0103 0203 4103'],
  ['Salary', '0105 0205 4105'],
  ['Batch', '0107 0207 4107'],
  ['Cash pooling', '0117 0166 0217 0266 4117 4166'],
  ['Cheque', '0139 0160 0925 0970'],
  ['Bank fee', '1117 1119 4138'],
  ['Cash', '0404 0453'],
  ['Return', '0154 0162 0254 0309 0338 0503 0505 0554 0556 0705 0707 4307 4705 4707'],
  ['Reversal', '0360 0362 0558 4362'],
  ['Trade finance', '1319 1368'],
  ['Foreign exchange', '3001 3003 3050 3052'],
  ['Deposit', '3005 3054 3055'],
]);

const FAMILIES = typesByCode([
  ['Transfer', '01'],
  ['Instant transfer', '02'],
  ['Foreign payment', '41'],
  ['Cheque', '03 43'],
  ['Card', '04'],
  ['Direct debit', '05'],
  ['Trade finance', '07 47'],
  ['Cash', '09'],
  ['Securities', '11'],
  ['Loan', '13'],
  ['Interest', '35'],
]);

/** "00150000": type, family, operation and category. In the family of fees (80) an operation 37 is a fee as well. */
export function codaType(code: string): TransactionType | undefined {
  const family = code.slice(1, 3);
  const operation = code.slice(3, 5);
  const own = EXCEPTIONS.get(family + operation) ?? OPERATIONS.get(operation);
  return own ?? (family === '80' ? 'Bank fee' : FAMILIES.get(family));
}
