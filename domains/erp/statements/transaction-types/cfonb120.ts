import { typesByCode } from './codes.ts';

/** Interbank operation codes (CFONB, "Codes opérations interbancaires restitués dans les relevés de compte"). */
export const CFONB120_TYPES = typesByCode([
  ['Cheque', '01 02 15'],
  ['Cash', '04 29'],
  ['Transfer', '05 06 13 14 18 21'],
  ['Direct debit', '08 09 22 24 96 97 A1 A2 B1 B2'],
  ['Card', '11 28 30 36'],
  ['Return', '03 10 12 26 27 33 34 38 98 A3 A4 B3 B4'],
  ['Reversal', '99 A5 A6 B5 B6'],
  ['Trade finance', '07 31 32 35 37 90'],
  ['Foreign payment', '39 41 43 44 45 68 69'],
  ['Foreign exchange', '42 46 47 48 49'],
  ['Securities', '51 52 53 54 55 56 57 58 59 73 74 80 81 83 84 85 86'],
  ['Dividend', '87'],
  ['Interest', '61 63 70'],
  ['Bank fee', '62 64 65 66 88'],
  ['Tax', '67 89'],
  ['Loan', '71 72'],
  ['Deposit', '76 77'],
  ['Cash pooling', '92 93 94 95'],
]);
