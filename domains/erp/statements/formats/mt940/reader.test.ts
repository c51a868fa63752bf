import { describe, expect, test } from 'vitest';
import { codes, parse, rowsOf, SAMPLES } from '../testing/mt940-samples.ts';

describe('a structured statement', () => {
  const file = parse(SAMPLES.structured as string);

  test('has its header, balances and the proof that they close', () => {
    expect(codes(file)).toEqual([]);
    expect(file).toMatchObject({ format: 'mt940', formatVersion: null, encoding: 'utf-8' });
    expect(file.statements).toMatchObject([
      {
        kind: 'endOfDay',
        account: { iban: null, other: '50070010/0123456789', bic: null, currency: 'EUR', owner: null },
        statementId: '00004',
        sequenceNumber: '00001',
        openingBalance: { amount: '1000.00', currency: 'EUR', date: '2026-03-01' },
        closingBalance: { amount: '1030.05', currency: 'EUR', date: '2026-03-02' },
        balances: [
          { type: 'openingBooked', code: '60F', amount: '1000.00' },
          { type: 'closingBooked', code: '62F', amount: '1030.05' },
        ],
        balanceCheck: 'verified',
        balanceDifference: '0.00',
      },
    ]);
  });

  test('has its rows with every sub-field', () => {
    expect(rowsOf(file)).toMatchObject([
      {
        rowNumber: 1,
        bookingDate: '2026-03-02',
        valueDate: '2026-03-02',
        amount: '50.05',
        direction: 'credit',
        currency: 'EUR',
        isReversal: false,
        status: 'booked',
        reference: null,
        bankReference: '0724710333343453',
        endToEndId: 'EndToEndId TFNR 22 004 00001',
        transactionCode: 'NTRF',
        businessCode: '166',
        counterparty: { name: 'KARL KAUFMANN', account: 'DE89370400440532013000', bic: 'DRESDEFF508' },
        ultimateParty: { name: 'Empfaenger Marta Metzger', account: null, bic: null },
        remittance: { unstructured: 'Verw CTSc-01 BC-PPP TFNr 22 004', structured: [] },
        description: 'GUTSCHRIFT EREF+EndToEndId TFNR 22 004 00001 SVWZ+Verw CTSc-01 BC-PPP TFNr 22 004',
        line: 5,
      },
      {
        rowNumber: 2,
        amount: '20.00',
        direction: 'debit',
        reference: 'K-7',
        bankReference: 'BD7CFA74485E7E69',
        endToEndId: 'R-1',
        mandateId: 'M-9',
        transactionCode: 'NDDT',
        counterparty: { name: 'Stadtwerke', account: 'DE02120300000000202051', bic: 'COBADEFFXXX' },
        remittance: { unstructured: 'Abschlag Maerz' },
        line: 10,
      },
    ]);
  });
});
