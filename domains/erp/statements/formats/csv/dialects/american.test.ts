import { expect, test } from 'vitest';
import { readShort } from '../../testing/csv-samples.ts';

// Exports of banks of the United States: no currency in them, and dates month first. Names and numbers are invented.

const USD = { currency: 'USD', account: '1' } as const;

test('Chase, checking: one cell more in each row than in the header, and signs beside marks', () => {
  const lines = [
    'Details,Posting Date,Description,Amount,Type,Balance,Check or Slip #',
    'CREDIT,03/16/2026,"ACH CUSTOMER INV 1",500.00,ACH_CREDIT,1420.00,,',
    'CHECK,03/05/2026,"CHECK 101",-80.00,CHECK_PAID,920.00,101,',
  ];
  expect(readShort(lines, USD)).toEqual({
    problems: [],
    statements: [
      {
        account: '1 USD verified',
        rows: [
          '2026-03-16 | 500.00 | – | CREDIT ACH CUSTOMER INV 1',
          '2026-03-05 | -80.00 | – | CHECK CHECK 101',
        ],
      },
    ],
  });
});

test('Chase, credit card', () => {
  const lines = [
    'Transaction Date,Post Date,Description,Category,Type,Amount,Memo',
    '03/15/2026,03/16/2026,SHOP,Shopping,Sale,-12.50,',
    '03/17/2026,03/17/2026,Payment Thank You,,Payment,100.00,',
  ];
  expect(readShort(lines, USD).statements).toEqual([
    {
      account: '1 USD unverifiable',
      rows: ['2026-03-16 | -12.50 | – | SHOP', '2026-03-17 | 100.00 | – | Payment Thank You'],
    },
  ]);
});

test('Bank of America: a summary above, the first row is the balance', () => {
  const lines = [
    'Description,,Summary Amt.',
    'Beginning balance as of 03/01/2026,,"1,000.00"',
    'Total credits,,"500.00"',
    'Total debits,,"-80.00"',
    'Ending balance as of 03/31/2026,,"1,420.00"',
    '',
    'Date,Description,Amount,Running Bal.',
    '03/01/2026,Beginning balance as of 03/01/2026,,"1,000.00"',
    '03/05/2026,"ENERGY CO","-80.00","920.00"',
    '03/16/2026,"CUSTOMER INV 1","500.00","1,420.00"',
  ];
  expect(readShort(lines, USD)).toEqual({
    problems: [],
    statements: [
      {
        account: '1 USD verified',
        rows: ['2026-03-05 | -80.00 | – | ENERGY CO', '2026-03-16 | 500.00 | – | CUSTOMER INV 1'],
      },
    ],
  });
});

test('Wells Fargo: no header, a star in the third column', () => {
  const lines = [
    '"03/16/2026","500.00","*","","CUSTOMER INV 1"',
    '"03/05/2026","-80.00","*","101","CHECK # 101"',
  ];
  expect(readShort(lines, USD)).toEqual({
    problems: [],
    statements: [
      {
        account: '1 USD unverifiable',
        rows: ['2026-03-16 | 500.00 | – | CUSTOMER INV 1', '2026-03-05 | -80.00 | – | 101 CHECK # 101'],
      },
    ],
  });
});

test('Capital One: an account whose amounts have marks, a card with debit and credit', () => {
  const account = [
    'Account Number,Transaction Description,Transaction Date,Transaction Type,Transaction Amount,Balance',
    '1234,CUSTOMER INV 1,03/16/26,Credit,500.00,1420.00',
    '1234,ENERGY CO,03/05/26,Debit,80.00,920.00',
  ];
  const rows = ['2026-03-16 | 500.00 | – | CUSTOMER INV 1', '2026-03-05 | -80.00 | – | ENERGY CO'];
  expect(readShort(account, { currency: 'USD' })).toEqual({
    problems: [],
    statements: [{ account: '1234 USD verified', rows }],
  });
  const card = [
    'Transaction Date,Posted Date,Card No.,Description,Category,Debit,Credit',
    '2026-03-16,2026-03-16,5678,CUSTOMER INV 1,Payment,,500.00',
    '2026-03-05,2026-03-05,5678,ENERGY CO,Utilities,80.00,',
  ];
  expect(readShort(card, USD)).toEqual({
    problems: [],
    statements: [
      {
        account: '1 USD unverifiable',
        rows,
      },
    ],
  });
});

test('Discover: charges have no sign, and no column says that it is a card', () => {
  const lines = [
    'Trans. Date,Post Date,Description,Amount,Category',
    '01/15/2026,01/16/2026,"STAPLES",100.25,Merchandise',
    '01/20/2026,01/20/2026,"REFUND",-5.00,Merchandise',
    '01/25/2026,01/25/2026,"STAPLES",1.00,Merchandise',
  ];
  expect(readShort(lines, USD).statements[0]?.rows).toEqual([
    '2026-01-16 | -100.25 | – | STAPLES',
    '2026-01-20 | 5.00 | – | REFUND',
    '2026-01-25 | -1.00 | – | STAPLES',
  ]);
});

test('Barclaycard, business: the holder of a card and its merchants', () => {
  const lines = [
    'Cardholder Name,Transaction Date,Merchant Name,Amount,Currency,Transaction Type',
    'MS X,01/15/2026,FOOD WORKS,10,GBP,PURCHASE',
  ];
  expect(readShort(lines, USD).statements[0]?.rows).toEqual(['2026-01-15 | -10 | FOOD WORKS | MS X']);
});

test('money that a card issuer says thanks for is paid in, whatever its sign', () => {
  const lines = [
    'Date,Description,Amount',
    '01/15/2026,STAPLES,100.25',
    '01/25/2026,PAYMENT RECEIVED - THANK YOU,-900.00',
  ];
  expect(readShort(lines, USD).statements[0]?.rows).toEqual([
    '2026-01-15 | -100.25 | – | STAPLES',
    '2026-01-25 | 900.00 | – | PAYMENT RECEIVED - THANK YOU',
  ]);
});

test('Citi, credit card: credits are negative in their own column', () => {
  const lines = [
    'Status,Date,Description,Debit,Credit,Member Name',
    'Cleared,01/15/2026,"STAPLES",100.25,,JANE',
    'Cleared,01/25/2026,"ONLINE PAYMENT, THANK YOU",,-1000.00,JANE',
  ];
  expect(readShort(lines, USD).statements[0]?.rows).toEqual([
    '2026-01-15 | -100.25 | – | STAPLES',
    '2026-01-25 | 1000.00 | – | ONLINE PAYMENT, THANK YOU',
  ]);
});
