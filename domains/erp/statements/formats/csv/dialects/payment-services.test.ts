import { expect, test } from 'vitest';
import { parseStatementBytes } from '../../collect.ts';
import { readShort } from '../../testing/csv-samples.ts';

// Exports of payment services: fees, conversions, and rows that were never booked. Headers are theirs; the rest is invented.

test('PayPal: fee beside gross and net, both sides of a conversion, a hold, a refund', () => {
  const lines = [
    '"Date","Time","TimeZone","Name","Type","Status","Currency","Gross","Fee","Net","From Email Address","To Email Address","Transaction ID","Shipping Address","Reference Txn ID","Balance","Subject","Note","Balance Impact"',
    '"13/03/2026","10:00:00","CET","Anna A","Website Payment","Completed","USD","100.00","-3.20","96.80","a@example.com","we@example.com","T1","","","96.80","Order 1","","Credit"',
    '"13/03/2026","10:00:01","CET","","General Currency Conversion","Completed","USD","-96.80","0.00","-96.80","","","T2","","T1","0.00","","","Debit"',
    '"13/03/2026","10:00:01","CET","","General Currency Conversion","Completed","EUR","88.70","0.00","88.70","","","T3","","T1","88.70","","","Credit"',
    '"14/03/2026","10:00:00","CET","Bernd B","Account Hold for Open Authorization","Pending","EUR","-5.00","0.00","-5.00","","","T4","","","88.70","","","Memo"',
    '"15/03/2026","10:00:00","CET","Anna A","Payment Refund","Completed","EUR","-10.00","0.30","-9.70","","","T5","","T1","79.00","","","Debit"',
  ];
  expect(readShort(lines, { account: 'paypal' })).toEqual({
    problems: [],
    statements: [
      {
        account: 'paypal USD verified',
        rows: [
          '2026-03-13 | 100.00 | Anna A | Order 1',
          '2026-03-13 | -3.20 | of 1 | Anna A | –',
          '2026-03-13 | -96.80 | – | –',
        ],
      },
      {
        account: 'paypal EUR verified',
        rows: [
          '2026-03-13 | 88.70 | – | –',
          '2026-03-14 | -5.00 | information | Bernd B | –',
          '2026-03-15 | -10.00 | Anna A | –',
          '2026-03-15 | 0.30 | of 3 | Anna A | –',
        ],
      },
    ],
  });
});

test('PayPal in German: decimal commas', () => {
  const lines = [
    '"Datum","Uhrzeit","Zeitzone","Beschreibung","Währung","Brutto","Entgelt","Netto","Guthaben","Transaktionscode","Absender E-Mail-Adresse","Name","Rechnungsnummer","Zugehöriger Transaktionscode"',
    '"13.3.2026","10:00:00","Europe/Berlin","Allgemeine Zahlung","EUR","1.100,00","-3,20","1.096,80","1.096,80","T1","a@example.com","Anna A","RG 1",""',
    '"14.3.2026","10:00:00","Europe/Berlin","Bankgutschrift auf PayPal-Konto","EUR","50,00","0,00","50,00","1.146,80","T2","","","",""',
  ];
  expect(readShort(lines, { account: 'paypal' })).toEqual({
    problems: [],
    statements: [
      {
        account: 'paypal EUR verified',
        rows: [
          '2026-03-13 | 1100.00 | Anna A | Allgemeine Zahlung',
          '2026-03-13 | -3.20 | of 1 | Anna A | –',
          '2026-03-14 | 50.00 | – | Bankgutschrift auf PayPal-Konto',
        ],
      },
    ],
  });
});

test('Stripe: fees are positive and taken off, a payout has none', () => {
  const itemised = [
    'balance_transaction_id,created_utc,available_on_utc,currency,gross,fee,net,reporting_category,source_id,description',
    'txn_1,2026-03-02 09:00:00,2026-03-04 00:00:00,eur,100.00,3.20,96.80,charge,ch_1,Order 1',
    'txn_2,2026-03-03 09:00:00,2026-03-05 00:00:00,eur,-100.00,0.00,-100.00,refund,re_1,Refund 1',
    'txn_3,2026-03-05 09:00:00,2026-03-05 00:00:00,eur,-50.00,0.00,-50.00,payout,po_1,Payout',
  ];
  const rows = [
    '2026-03-02 | 100.00 | – | Order 1',
    '2026-03-02 | -3.20 | of 1 | – | –',
    '2026-03-03 | -100.00 | – | Refund 1',
    '2026-03-05 | -50.00 | – | Payout',
  ];
  const statements = [{ account: 'stripe EUR unverifiable', rows }];
  expect(readShort(itemised, { account: 'stripe' })).toEqual({ problems: [], statements });
  const balance = [
    'id,Type,Source,Amount,Fee,Destination Platform Fee,Net,Currency,Created (UTC),Available On (UTC),Description,Customer Facing Amount,Customer Facing Currency,Transfer',
    'txn_1,charge,ch_1,100.00,3.20,,96.80,eur,2026-03-02 09:00,2026-03-04 00:00,Order 1,110.00,usd,po_1',
    'txn_2,refund,re_1,-100.00,0.00,,-100.00,eur,2026-03-03 09:00,2026-03-05 00:00,Refund 1,,,po_1',
    'txn_3,payout,po_1,-50.00,0.00,,-50.00,eur,2026-03-05 09:00,2026-03-05 00:00,Payout,,,',
  ];
  expect(readShort(balance, { account: 'stripe' })).toEqual({ problems: [], statements });
});

test('Wise, statement: the fees are in the amount, as the balance shows', () => {
  const lines = [
    '"TransferWise ID",Date,"Date Time",Amount,Currency,Description,"Payment Reference","Running Balance","Exchange From","Exchange To","Exchange Rate","Payer Name","Payee Name","Payee Account Number",Merchant,"Card Last Four Digits","Card Holder Full Name",Attachment,Note,"Total fees","Exchange To Amount","Transaction Type","Transaction Details Type"',
    'TRANSFER-2,14-03-2026,14-03-2026 18:00:02.198,-100.42,EUR,Sent money to B,RG 2,899.58,EUR,USD,1.09,,B Ltd,123,,,,,,0.42,109.00,DEBIT,TRANSFER',
    'TRANSFER-1,13-03-2026,13-03-2026 18:00:02.198,1000.00,EUR,Received money from A,RG 1,1000.00,,,,A GmbH,,,,,,,,0.00,,CREDIT,DEPOSIT',
  ];
  const file = parseStatementBytes('x', Buffer.from(lines.join('\n')), { table: { account: 'wise' } });
  expect(file.problems).toEqual([]);
  expect(file.statements).toMatchObject([
    {
      balanceCheck: 'verified',
      rows: [
        {
          amount: '100.42',
          direction: 'debit',
          counterparty: { name: 'B Ltd', account: '123' },
          charges: [{ amount: '0.42', currency: 'EUR', included: true }],
          instructedAmount: { amount: '109.00', currency: 'USD' },
          exchangeRate: { base: 'EUR', quote: 'USD', rate: '1.09' },
          parentRow: null,
        },
        { amount: '1000.00', direction: 'credit', counterparty: { name: 'A GmbH' }, charges: [] },
      ],
    },
  ]);
});

test('Wise, history: what goes out, what comes in, what moves between balances, what was cancelled', () => {
  const lines = [
    'ID,Status,Direction,"Created on","Finished on","Source fee amount","Source fee currency","Target fee amount","Target fee currency","Source name","Source amount (after fees)","Source currency","Target name","Target amount (after fees)","Target currency","Exchange rate",Reference,Batch,"Created by",Category,Note',
    'TRANSFER-1,COMPLETED,OUT,2026-03-13 10:00:00,2026-03-13 10:01:00,0.42,EUR,,,Wir GmbH,100.00,EUR,B Ltd,109.00,USD,1.09,RG 2,,,,',
    'TRANSFER-2,COMPLETED,IN,2026-03-14 10:00:00,2026-03-14 10:01:00,,,,,A GmbH,500.00,EUR,Wir GmbH,500.00,EUR,1,RG 1,,,,',
    'BALANCE-3,COMPLETED,NEUTRAL,2026-03-15 10:00:00,2026-03-15 10:00:00,1.20,EUR,,,Wir GmbH,200.00,EUR,Wir GmbH,218.00,USD,1.09,,,,,',
    'TRANSFER-4,CANCELLED,OUT,2026-03-16 10:00:00,,0.00,EUR,,,Wir GmbH,10.00,EUR,C Ltd,10.00,EUR,1,,,,,',
  ];
  expect(readShort(lines, { account: 'wise' })).toEqual({
    problems: [],
    statements: [
      {
        account: 'wise EUR unverifiable',
        rows: [
          '2026-03-13 | -100.00 | B Ltd | RG 2',
          '2026-03-13 | -0.42 | of 1 | B Ltd | –',
          '2026-03-14 | 500.00 | A GmbH | RG 1',
          '2026-03-15 | -200.00 | Wir GmbH | –',
          '2026-03-15 | -1.20 | of 4 | Wir GmbH | –',
          '2026-03-16 | -10.00 | information | C Ltd | –',
        ],
      },
      { account: 'wise USD unverifiable', rows: ['2026-03-15 | 218.00 | Wir GmbH | –'] },
    ],
  });
});

test('Revolut Business: amount, fee and total; a fee in another currency is of that balance', () => {
  const lines = [
    'Date started (UTC),Date completed (UTC),ID,Type,State,Description,Reference,Payer,Card number,Orig currency,Orig amount,Payment currency,Amount,Total amount,Exchange rate,Fee,Fee currency,Balance,Account,Beneficiary IBAN,Beneficiary BIC,MCC',
    '2026-03-03,2026-03-04,a2,TRANSFER,COMPLETED,To B Ltd,RG 2,,,CHF,-500.00,CHF,-500.00,-500.50,,0.50,CHF,1440.50,Main CHF,,,',
    '2026-03-02,2026-03-02,a1,CARD_PAYMENT,COMPLETED,Laden,,,4111,EUR,-54.00,CHF,-59.00,-59.00,0.9153,0.00,CHF,1941.00,Main CHF,,,',
    '2026-03-04,,a3,CARD_PAYMENT,PENDING,Hotel,,,4111,CHF,-20.00,CHF,-20.00,-20.00,,0.00,CHF,,Main CHF,,,',
    '2026-03-01,,a0,CARD_PAYMENT,DECLINED,Hotel,,,4111,CHF,-20.00,CHF,-20.00,-20.00,,0.00,CHF,,Main CHF,,,',
  ];
  expect(readShort(lines)).toEqual({
    problems: [],
    statements: [
      {
        account: 'Main CHF CHF verified',
        rows: [
          '2026-03-04 | -500.00 | – | To B Ltd',
          '2026-03-04 | -0.50 | of 1 | – | –',
          '2026-03-02 | -59.00 | – | Laden',
          '2026-03-04 | -20.00 | pending | – | Hotel',
          '2026-03-01 | -20.00 | information | – | Hotel',
        ],
      },
    ],
  });
});

test('Mollie: what is settled counts, in the currency of the settlement', () => {
  const lines = [
    'Date,Payment method,Currency,Amount,Status,ID,Description,Consumer name,Consumer bank account,Consumer BIC,Settlement currency,Settlement amount,Settlement reference,Amount refunded',
    '2026-03-13 10:12:00,creditcard,USD,110.00,paidout,tr_1,Order 1,Anna A,,,EUR,100.00,1.2603.01,',
    '2026-03-14 11:00:00,ideal,EUR,50.00,paidout,tr_2,Order 2,Bernd B,NL91ABNA0417164300,ABNANL2A,EUR,50.00,1.2603.01,',
    '2026-03-15 09:00:00,refund,EUR,-20.00,refunded,re_1,Refund Order 2,Bernd B,NL91ABNA0417164300,ABNANL2A,EUR,-20.00,1.2603.01,',
  ];
  expect(readShort(lines, { account: 'mollie' })).toEqual({
    problems: [],
    statements: [
      {
        account: 'mollie EUR unverifiable',
        rows: [
          '2026-03-13 | 100.00 | Anna A | Order 1',
          '2026-03-14 | 50.00 | Bernd B | Order 2',
          '2026-03-15 | -20.00 | Bernd B | Refund Order 2',
        ],
      },
    ],
  });
});

test('Adyen: net amounts, their fees as charges that are in them', () => {
  const lines = [
    'Company Account,Merchant Account,Psp Reference,Merchant Reference,Payment Method,Creation Date,TimeZone,Type,Modification Reference,Gross Currency,Gross Debit (GC),Gross Credit (GC),Exchange Rate,Net Currency,Net Debit (NC),Net Credit (NC),Commission (NC),Markup (NC),Scheme Fees (NC),Interchange (NC),Batch Number',
    'Co,Shop,PSP1,ORDER-1,visa,2026-03-13 09:00:00,CET,Settled,,EUR,,40.00,1,EUR,,39.20,0.20,0.30,0.10,0.20,7',
    'Co,Shop,,,,2026-03-13 23:00:00,CET,MerchantPayout,,EUR,,,,EUR,39.20,,,,,,7',
  ];
  const file = parseStatementBytes('x', Buffer.from(lines.join('\n')), { table: { account: 'adyen' } });
  expect(file.problems).toEqual([]);
  expect(file.statements.flatMap(({ rows }) => rows)).toMatchObject([
    {
      amount: '39.20',
      direction: 'credit',
      reference: 'ORDER-1',
      bankReference: 'PSP1',
      charges: [{ amount: '0.20' }, { amount: '0.30' }, { amount: '0.10' }, { amount: '0.20' }],
    },
    { amount: '39.20', direction: 'debit', charges: [] },
  ]);
});

test('SumUp: “net” is without tax and proves no fee', () => {
  const lines = [
    'Email,Date,Transaction ID,Transaction Type,Status,Card Type,Last 4 digits,Payment Method,Description,Total,Net,Tax Amount,Tip Amount,Fee,Payout,Payout date,Reference',
    'we@example.com,2026-03-13 10:00,TX1,Sale,Successful,VISA,1234,POS,Coffee,11.90,10.00,1.90,0.00,0.20,11.70,2026-03-14,',
    'we@example.com,2026-03-13 11:00,TX2,Sale,Failed,VISA,1234,POS,Tea,5.95,5.00,0.95,0.00,0.00,0.00,,',
  ];
  expect(readShort(lines, { account: 'sumup', currency: 'EUR' })).toEqual({
    problems: [],
    statements: [
      {
        account: 'sumup EUR unverifiable',
        rows: [
          '2026-03-13 | 11.90 | – | POS Coffee',
          '2026-03-13 | -0.20 | of 1 | – | –',
          '2026-03-13 | 5.95 | information | – | POS Tea',
        ],
      },
    ],
  });
});

test('Square: dollars with their sign, the fee negative', () => {
  const lines = [
    'Date,Time,Time Zone,Gross Sales,Discounts,Net Sales,Tax,Tip,Total Collected,Source,Card,Fees,Net Total,Transaction ID,Description',
    '03/13/26,10:00:00,Eastern,$10.00,$0.00,$10.00,$1.00,$0.00,$11.00,POS,$11.00,($0.39),$10.61,TX1,Coffee',
    '03/14/26,10:00:00,Eastern,($10.00),$0.00,($10.00),($1.00),$0.00,($11.00),POS,($11.00),$0.00,($11.00),TX2,Refund',
  ];
  expect(readShort(lines, { account: 'square', currency: 'USD' })).toEqual({
    problems: [],
    statements: [
      {
        account: 'square USD unverifiable',
        rows: [
          '2026-03-13 | 11.00 | – | Coffee',
          '2026-03-13 | -0.39 | of 1 | – | –',
          '2026-03-14 | -11.00 | – | Refund',
        ],
      },
    ],
  });
});

test('Qonto and Payoneer', () => {
  const qonto = [
    'Status,Settlement date (UTC),Operation date (UTC),Total amount (incl. VAT),Currency,Counterparty name,Payment method,Transaction ID,IBAN,Reference,Note,VAT amount',
    'settled,2026-03-13 08:00:00,2026-03-12 08:00:00,-150.00,EUR,Proximus,direct_debit,qt_1,BE68539007547034,RG 2,,',
    'settled,2026-03-14 08:00:00,2026-03-14 08:00:00,500.00,EUR,Kunde,transfer,qt_2,,RG 1,,',
    'declined,,2026-03-15 08:00:00,-9.00,EUR,Laden,card,qt_3,,,,',
  ];
  expect(readShort(qonto)).toEqual({
    problems: [],
    statements: [
      {
        account: '? EUR unverifiable',
        rows: [
          '2026-03-13 | -150.00 | Proximus | RG 2',
          '2026-03-14 | 500.00 | Kunde | RG 1',
          '2026-03-15 | -9.00 | information | Laden | –',
        ],
      },
    ],
  });
  const payoneer = [
    'Transaction Date,Transaction Time,Time Zone,Transaction ID,Description,Credit Amount,Debit Amount,Currency,Status,Running Balance,Additional Description',
    '03/13/2026,10:00,UTC,1,Payment from A,"1,000.00",,USD,Completed,"1,000.00",RG 1',
    '03/14/2026,10:00,UTC,2,Card charge,,20.00,USD,Completed,980.00,Laden',
  ];
  expect(readShort(payoneer)).toEqual({
    problems: [],
    statements: [
      {
        account: '? USD verified',
        rows: [
          '2026-03-13 | 1000.00 | – | Payment from A RG 1',
          '2026-03-14 | -20.00 | – | Card charge Laden',
        ],
      },
    ],
  });
});

test('American Express: charges have no sign, what is paid back has one', () => {
  const lines = [
    'Date,Description,Card Member,Account #,Amount,Extended Details,Appears On Your Statement As,Address',
    '03/13/2026,LADEN,A WIR,-71003,12.50,,LADEN BERLIN,',
    '03/14/2026,HOTEL,A WIR,-71003,100.00,,HOTEL ROMA,',
    '03/15/2026,PAYMENT RECEIVED,A WIR,-71003,-112.50,,PAYMENT,',
  ];
  const rows = (...signs: string[]) => [
    `2026-03-13 | ${signs[0]}12.50 | – | LADEN`,
    `2026-03-14 | ${signs[0]}100.00 | – | HOTEL`,
    `2026-03-15 | ${signs[1]}112.50 | – | PAYMENT RECEIVED`,
  ];
  expect(readShort(lines, { currency: 'EUR' })).toEqual({
    problems: [],
    statements: [{ account: '-71003 EUR unverifiable', rows: rows('-', '') }],
  });
  const asGiven = readShort(lines, { currency: 'EUR', signs: 'asGiven' });
  expect(asGiven.statements[0]?.rows).toEqual(rows('', '-'));
});
