import { describe, expect, test } from 'vitest';
import { transactionType } from './transaction-type.ts';

const row = { transactionCode: null, businessCode: null, description: '', isReversal: false };

test.each([
  [{ transactionCode: 'NTRF' }, 'Transfer'],
  [{ transactionCode: 'NMSC' }, 'Other'],
  [{ transactionCode: 'NMSC', businessCode: '105' }, 'Direct debit'],
  [{ transactionCode: 'NTRF', businessCode: '153' }, 'Salary'],
  [{ transactionCode: 'NTRF', businessCode: '159' }, 'Return'],
  [{ transactionCode: 'NCHG' }, 'Bank fee'],
  [{ transactionCode: 'NINT' }, 'Interest'],
  [{ transactionCode: 'N051' }, 'Transfer'],
  [{ transactionCode: 'S103' }, 'Transfer'],
  [{ transactionCode: 'NCMZ' }, 'Cash pooling'],
  [{ transactionCode: 'NTRF', description: 'Payroll March' }, 'Salary'],
  [{ description: 'Überweisung an Muster GmbH' }, 'Transfer'],
  [{ description: 'Prélèvement SEPA EDF' }, 'Direct debit'],
  [{ description: 'Muster GmbH Rechnung 4711 – unsere Karte liegt bei, bitte Visa' }, 'Other'],
  [{ transactionCode: 'NTRF', isReversal: true }, 'Reversal'],
  [{ transactionCode: 'NTRF', batch: { count: 37 } }, 'Batch'],
  [{ transactionCode: 'PMNT/ICDT/ESCT', batch: { count: 37 } }, 'Batch'],
  [{ transactionCode: '99', isReversal: false }, 'Reversal'],
])('%o is %s', (change, type) => {
  expect(transactionType({ ...row, ...change })).toBe(type);
});

/** Codes as the readers give them, and what they are in the list that their standard publishes. */
const STANDARDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'ISO 20022': {
    'PMNT/RCDT/ESCT': 'Transfer',
    'PMNT/RRCT/ESCT': 'Instant transfer',
    'PMNT/RDDT/ESDD': 'Direct debit',
    'PMNT/IDDT/BBDD': 'Direct debit',
    'PMNT/IDDT/UPDD': 'Return',
    'PMNT/RDDT/PRDD': 'Reversal',
    'PMNT/ICDT/STDO': 'Standing order',
    'PMNT/ICDT/SALA': 'Salary',
    'PMNT/RCDT/XBCT': 'Foreign payment',
    'PMNT/CCRD/POSD': 'Card',
    'PMNT/CCRD/CWDL': 'Cash',
    'PMNT/CNTR/CHKD': 'Cheque',
    'PMNT/MDOP/FEES': 'Bank fee',
    'ACMT/MDOP/CHRG': 'Bank fee',
    'ACMT/MCOP/INTR': 'Interest',
    'ACMT/MDOP/TAXE': 'Tax',
    'LDAS/FTLN/PPAY': 'Loan',
    'LDAS/FTDP/DPST': 'Deposit',
    'FORX/SPOT/OTHR': 'Foreign exchange',
    'CAMT/ACCB/SWEP': 'Cash pooling',
    'TRAD/DCCT/SOSE': 'Trade finance',
    'SECU/SETT/TRAD': 'Securities',
    'SECU/CUST/DVCA': 'Dividend',
    'SECU/CUST/INTR': 'Securities',
    'PMNT/OTHR': 'Other',
    'XTND/NTAV/NTAV': 'Other',
  },
  BAI2: {
    '195': 'Transfer',
    '208': 'Foreign payment',
    '451': 'Direct debit',
    '475': 'Cheque',
    '373': 'Salary',
    '354': 'Interest',
    '698': 'Bank fee',
    '275': 'Cash pooling',
    '214': 'Foreign exchange',
    '555': 'Return',
    '558': 'Reversal',
    '399': 'Other',
    '921': 'Other',
  },
  OFX: {
    INT: 'Interest',
    DIV: 'Dividend',
    SRVCHG: 'Bank fee',
    ATM: 'Cash',
    CASH: 'Cash',
    POS: 'Card',
    XFER: 'Transfer',
    CHECK: 'Cheque',
    DIRECTDEBIT: 'Direct debit',
    REPEATPMT: 'Standing order',
    CREDIT: 'Other',
    HOLD: 'Other',
  },
  CODA: {
    '00150000': 'Transfer',
    '00250000': 'Instant transfer',
    '10105000': 'Salary',
    '00103000': 'Standing order',
    '10107000': 'Batch',
    '04150000': 'Foreign payment',
    '00501000': 'Direct debit',
    '00503000': 'Return',
    '00402000': 'Card',
    '00404000': 'Cash',
    '00437006': 'Bank fee',
    '03501000': 'Interest',
    '08033006': 'Bank fee',
    '08049000': 'Reversal',
    '01301000': 'Loan',
    '03001000': 'Foreign exchange',
    '03039000': 'Other',
  },
  'CFONB 120': {
    '01': 'Cheque',
    '05': 'Transfer',
    '18': 'Transfer',
    '08': 'Direct debit',
    B1: 'Direct debit',
    B3: 'Return',
    '11': 'Card',
    '45': 'Foreign payment',
    '62': 'Bank fee',
    '61': 'Interest',
    '67': 'Tax',
    '95': 'Cash pooling',
    '91': 'Other',
  },
  'Norma 43': {
    '01001': 'Cheque',
    '02000': 'Cash',
    '03038': 'Direct debit',
    '04007': 'Transfer',
    '05123': 'Loan',
    '12040': 'Card',
    '14000': 'Return',
    '15051': 'Salary',
    '98000': 'Reversal',
    '17066': 'Other',
    '99000': 'Other',
  },
};

describe.each(Object.entries(STANDARDS))('%s', (_, codes) => {
  test.each(Object.entries(codes))('%s is %s', (transactionCode, type) => {
    expect(transactionType({ ...row, transactionCode })).toBe(type);
  });
});

test('what a code leaves open, the text may say', () => {
  const interest = { ...row, transactionCode: '17066', description: 'Intereses deudores' };
  expect(transactionType(interest)).toBe('Interest');
  expect(transactionType({ ...row, transactionCode: 'DEBIT', description: 'Monthly fee' })).toBe('Bank fee');
});
