import { describe, expect, test } from 'vitest';
import { codes, parse, rowOf, rowsOf, statementOf } from '../testing/mt940-samples.ts';

describe('amounts and marks', () => {
  test.each([
    ['C,5NTRF', '0.5', 'credit'],
    ['C5,NTRF', '5', 'credit'],
    ['C1234NTRF', '1234', 'credit'],
    ['D000000000025,00NTRF', '25.00', 'debit'],
    ['CR50990,05NTRF', '50990.05', 'credit'],
    ['DR0,NTRF', '0', 'debit'],
    ['DEUR7,10NTRF', '7.10', 'debit'],
    ['C1.234,56NTRF', '1234.56', 'credit'],
    ['C1234.56NTRF', '1234.56', 'credit'],
    ['C 12,00NTRF', '12.00', 'credit'],
  ])('%s is %s, a %s', (text, amount, direction) => {
    expect(rowOf(`:61:260302${text}NONREF`)).toMatchObject({
      amount,
      direction,
      isReversal: false,
      transactionCode: 'NTRF',
    });
  });

  test.each([
    ['RC5,NTRF', 'debit', true, 'booked'],
    ['RD5,NTRF', 'credit', true, 'booked'],
    ['RCR5,NTRF', 'debit', true, 'booked'],
    ['RDR5,NTRF', 'credit', true, 'booked'],
    ['CR5,NTRF', 'credit', false, 'booked'],
    ['EC5,NTRF', 'credit', false, 'pending'],
    ['ED5,NTRF', 'debit', false, 'pending'],
  ])('%s is a %s (reversal: %s, %s)', (text, direction, isReversal, status) => {
    expect(rowOf(`:61:260302${text}NONREF`)).toMatchObject({ amount: '5', direction, isReversal, status });
  });

  test('expected rows do not count in the balance check', () => {
    const file = parse(statementOf(':61:260302EC5,NTRFNONREF', 'C260302EUR1000,00'));
    expect(file.statements[0]?.balanceCheck).toBe('verified');
  });

  test.each([
    ['KWD', '1,234', '1.234'],
    ['JPY', '1234,00', '1234'],
    ['JPY', '1234,', '1234'],
    ['EUR', '1,500', '1.50'],
  ])('%s %s is %s', (currency, text, amount) => {
    const file = parse(
      `:20:A\n:25:1\n:60F:C260301${currency}0,\n:61:260302C${text}NTRFNONREF\n:62F:C260302${currency}${text}\n`,
    );
    expect(rowsOf(file)[0]?.amount).toBe(amount);
    expect(file.statements[0]?.balanceCheck).toBe('verified');
  });

  test.each([
    ['JPY', '1234,50', 'amount.decimals'],
    ['EUR', '1,234', 'amount.decimals'],
    ['EUR', '1.234', 'amount.ambiguous'],
    ['EUR', '1,2,3', 'amount.invalid'],
    ['EUR', ',', 'amount.invalid'],
    ['EUR', '1x,', 'amount.invalid'],
    ['EUR', '1O0,50', 'amount.invalid'],
  ])('%s %s is a problem (%s), and the rows around it stay', (currency, text, code) => {
    const file = parse(
      `:20:A\n:25:1\n:60F:C260301${currency}0,\n:61:260302C1,NTRFNONREF\n:61:260302C${text}NTRFNONREF\n:86:x\n:61:260302C2,NTRFNONREF\n:62F:C260302${currency}3,\n`,
    );
    expect(rowsOf(file).map(({ amount }) => amount)).toEqual(['1', '2']);
    expect(file.problems).toMatchObject([
      { severity: 'error', line: 5, code, raw: `:61:260302C${text}NTRFNONREF\n:86:x` },
    ]);
  });
});

describe('dates', () => {
  test.each([
    ['2612310102', '2027-01-02', '2026-12-31'],
    ['2701021231', '2026-12-31', '2027-01-02'],
    ['2602280301', '2026-03-01', '2026-02-28'],
    ['260228', '2026-02-28', '2026-02-28'],
    ['2402290229', '2024-02-29', '2024-02-29'],
    ['991231', '1999-12-31', '1999-12-31'],
  ])('%s is booked on %s with value date %s', (text, bookingDate, valueDate) => {
    expect(rowOf(`:61:${text}C5,NTRFNONREF`)).toMatchObject({ bookingDate, valueDate });
  });

  test('30 February is the last of February, with a warning', () => {
    const file = parse(statementOf(':61:2602300301C5,NTRFNONREF', 'C260302EUR1005,00'));
    expect(rowsOf(file)).toMatchObject([{ valueDate: '2026-02-28', bookingDate: '2026-03-01' }]);
    expect(file.problems).toMatchObject([{ severity: 'warning', code: 'date.adjusted', line: 5 }]);
  });

  test.each(['261301', '260100', '26021', '2602289901'])('%s is no date', (text) => {
    expect(codes(parse(statementOf(`:61:${text}C5,NTRFNONREF`, 'C260302EUR1000,00')))).toContain(
      'date.invalid',
    );
  });
});

describe('references and supplementary details', () => {
  test.each([
    ['NTRFTFNr 40005 MSGID//0724710345313905', 'TFNr 40005 MSGID', '0724710345313905'],
    ['NTRFKREF+//DE85920B84F8E98D', null, 'DE85920B84F8E98D'],
    ['NTRF29-07-2014 10:05//B4G29', '29-07-2014 10:05', 'B4G29'],
    ['NMSC', null, null],
    ['NTRFNONREF//NONREF', null, null],
  ])('%s', (text, reference, bankReference) => {
    expect(rowOf(`:61:260302C5,${text}`)).toMatchObject({ reference, bankReference });
  });

  test('a row that is broken over two lines is one row', () => {
    expect(rowOf(':61:2603020302DR5099\r\n0,05NTRFNONREF//123')).toMatchObject({
      amount: '50990.05',
      bankReference: '123',
    });
    expect(rowOf(':61:2603020302DR50,05NT\r\nRFNONREF//123')).toMatchObject({
      transactionCode: 'NTRF',
      bankReference: '123',
    });
    expect(rowOf(':61:2603020302DR50,05NTRFNONREF\r\n//123\r\nMORE')).toMatchObject({
      bankReference: '123',
      description: 'MORE',
    });
  });

  test('the second line is the supplementary details', () => {
    expect(rowOf(':61:2603020302C5,NTRFNONREF//1\r\n911-TRANSAKCJA IPH\r\n:86:OD: JAN NOWAK')).toMatchObject({
      description: '911-TRANSAKCJA IPH OD: JAN NOWAK',
    });
    expect(rowOf(':61:2603020302C5,N102EREF\r\nNL91ABNA0417164300\r\n:86:/EREF/1').counterparty.account).toBe(
      'NL91ABNA0417164300',
    );
  });

  test('foreign amounts, charges and a rate whose direction the amounts prove', () => {
    expect(
      rowOf(':61:2603020302D100,00NTRFNONREF//1\r\n/OCMT/USD108,73/EXCH/1,0873/CHGS/EUR5,/'),
    ).toMatchObject({
      instructedAmount: { amount: '108.73', currency: 'USD' },
      exchangeRate: { base: 'EUR', quote: 'USD', rate: '1.0873' },
      charges: [{ amount: '5', currency: 'EUR', bearer: null, included: true }],
      description: '',
    });
    expect(rowOf(':61:2603020302D108,73NTRFNONREF//1\r\n/OCMT/USD100,/EXCH/1,0873/').exchangeRate).toEqual({
      base: 'USD',
      quote: 'EUR',
      rate: '1.0873',
    });
    expect(rowOf(':61:2603020302D500,NTRFNONREF//1\r\n/OCMT/USD100,/EXCH/1,0873/').exchangeRate).toBeNull();
  });

  test('a returned payment has its original amount and its reason', () => {
    const row = rowOf(
      ':61:2603020302D53,NRTINONREF//1\r\n/OCMT/EUR50,/CHGS/EUR3,/\r\n:86:109?00RUECKLASTSCHRIFT?20EREF+E-1?21MTLG:Widerspruch?34912',
    );
    expect(row).toMatchObject({
      originalAmount: { amount: '50', currency: 'EUR' },
      instructedAmount: null,
      returnReason: { code: 'MD06', text: 'Widerspruch' },
      endToEndId: 'E-1',
    });
  });

  test('a cheque has its number', () => {
    expect(rowOf(':61:2603020302D53,NCHK004711//1').chequeNumber).toBe('004711');
  });
});
