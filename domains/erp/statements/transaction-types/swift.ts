import type { TransactionType } from '../transaction-type.ts';
import { typesByCode } from './codes.ts';
import { GERMAN_TYPES } from './german.ts';

/** Field 61, sub-field 6 (SWIFT Standards MT, Category 9, MT940): the three letters after N, F or S. */
const TYPES = typesByCode([
  ['Bank fee', 'BNK BRF CHG COM MGT ODC'],
  ['Trade finance', 'BOE COL DCR'],
  ['Securities', 'CAR CAS CPN DIS MAR MAT NWI OPT PCH RED RIG SAL SEC SUB UWC WAR'],
  ['Cheque', 'CHK CLR LBX TCK'],
  ['Cash pooling', 'CMI CMN CMS CMT CMZ'],
  ['Transfer', 'CMP EXT TRF'],
  ['Direct debit', 'DDT'],
  ['Dividend', 'DIV'],
  ['Foreign payment', 'EQA'],
  ['Foreign exchange', 'FEX SWP'],
  ['Interest', 'INT PRN'],
  ['Loan', 'LDP'],
  ['Tax', 'REC STP TAX'],
  ['Return', 'RTI'],
  ['Standing order', 'STO'],
]);

/** "NTRF"; "S103", the message that told of the payment; or "N051", as German banks put their business code there. */
export function swiftType(code: string): TransactionType | undefined {
  const rest = code.slice(1);
  if (code.startsWith('S') && /^\d{3}$/.test(rest))
    return rest.startsWith('1') || rest === '202' ? 'Transfer' : undefined;
  return TYPES.get(rest) ?? (code.startsWith('N') ? GERMAN_TYPES.get(rest) : undefined);
}
