import { typesByCode } from './codes.ts';

/** OFX TRNTYPE (OFX 2.3, section 11.4.4.3). CREDIT, DEBIT, DEP, HOLD and OTHER do not say what a row is. */
export const OFX_TYPES = typesByCode([
  ['Interest', 'INT'],
  ['Dividend', 'DIV'],
  ['Bank fee', 'FEE SRVCHG'],
  ['Cash', 'ATM CASH'],
  ['Card', 'POS'],
  ['Transfer', 'DIRECTDEP PAYMENT XFER'],
  ['Cheque', 'CHECK'],
  ['Direct debit', 'DIRECTDEBIT'],
  ['Standing order', 'REPEATPMT'],
]);
