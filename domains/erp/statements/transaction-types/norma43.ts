import { typesByCode } from './codes.ts';

/**
 * Common concepts (AEB, Cuaderno 43, anexo "Conceptos comunes"). 17 is left out: it is interest, commissions, custody and
 * taxes alike, which only the text tells apart.
 */
export const NORMA43_TYPES = typesByCode([
  ['Cheque', '01 10'],
  ['Cash', '02 11'],
  ['Direct debit', '03'],
  ['Transfer', '04'],
  ['Loan', '05'],
  ['Trade finance', '06'],
  ['Securities', '07 09'],
  ['Dividend', '08'],
  ['Card', '12'],
  ['Foreign payment', '13'],
  ['Return', '14'],
  ['Salary', '15'],
  ['Bank fee', '16'],
  ['Reversal', '98'],
]);
