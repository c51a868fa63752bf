import { expect, test } from 'vitest';
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
])('%o is %s', (change, type) => {
  expect(transactionType({ ...row, ...change })).toBe(type);
});
