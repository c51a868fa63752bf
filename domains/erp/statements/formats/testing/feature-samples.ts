import { accountOf } from './bai2-samples.ts';
import { ACCOUNT, balance, camtOf, entry, statement, transaction } from './camt-samples.ts';
import { balanceOf, cfonbOf, complementOf, movementOf } from './cfonb120-samples.ts';
import {
  movement as codaMovement,
  statementOf as codaStatement,
  information,
  second,
} from './coda-samples.ts';
import { interimOf, statementOf } from './mt940-samples.ts';
import { auszug, umsatz } from './multicash-samples.ts';
import { movement as aebMovement, END, final, HEADER, norma43Of } from './norma43-samples.ts';
import { sgmlOf } from './ofx-samples.ts';
import { xlsxOf } from './xlsx-samples.ts';

/** Of each format a file with what the samples of its tests do not happen to have: the fields that few rows fill. */

const UETR = '8a562c67-ca16-48ba-b074-65581be6f001';

const MT940 = [
  statementOf(
    [
      ':61:2603020302RD10,00NCHK000123',
      ':86:CHEQUE RETURNED',
      ':61:2603020302C100,00NTRFNONREF',
      '/OCMT/USD110,00/EXCH/1,1000/CHGS/EUR1,00/',
      `:86:/UETR/${UETR}//REMI/STRD/CUR/RF18539007547034/`,
      ':61:2603020302D20,00NRTINONREF',
      ':86:109?00RUECKLASTSCHRIFT?20EREF+R-1?21OAMT+19,00?22COAM+1,00?23SVWZ+AC04 KONTO AUFGELOEST?34914',
    ].join('\r\n'),
    'C260302EUR1090,00\r\n:64:C260302EUR1090,00\r\n:65:C260303EUR1080,00',
    ':NS:22MUSTER GMBH',
  ),
];
const MT942 = [
  interimOf(
    ':60F:C260302EUR5,00\r\n:61:260302C1,00NTRFREF-1//BANK-1\r\n:86:INVOICE\r\n:62F:C260302EUR6,00\r\n:64:C260302EUR6,00',
  ),
];

const CAMT = [
  camtOf(
    statement(
      [
        entry(
          '-10.00',
          `${transaction(
            '<Refs><MndtId>M-1</MndtId><ChqNb>1234</ChqNb></Refs>' +
              '<AmtDtls><InstdAmt><Amt Ccy="USD">11.00</Amt></InstdAmt><TxAmt><Amt Ccy="EUR">10.00</Amt><CcyXchg>' +
              '<SrcCcy>USD</SrcCcy><TrgtCcy>EUR</TrgtCcy><UnitCcy>EUR</UnitCcy><XchgRate>1.1</XchgRate></CcyXchg></TxAmt></AmtDtls>' +
              '<Chrgs><Rcrd><Amt Ccy="EUR">0.50</Amt><Br>SHAR</Br></Rcrd></Chrgs>' +
              '<RmtInf><Strd><RfrdDocInf><Tp><CdOrPrtry><Cd>CINV</Cd></CdOrPrtry></Tp><Nb>4711</Nb></RfrdDocInf></Strd></RmtInf>',
          )}<Avlbty><Dt><ActlDt>2026-03-03</ActlDt></Dt><Amt Ccy="EUR">10.00</Amt></Avlbty>`,
        ),
        entry(
          '20.00',
          `<RvslInd>true</RvslInd>${transaction(
            '<AmtDtls><InstdAmt><Amt Ccy="EUR">19.00</Amt></InstdAmt></AmtDtls><RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf>',
          )}`,
        ),
        entry('5.00', '', '<Sts><Cd>INFO</Cd></Sts>'),
      ].join(''),
      '1010.00',
      {
        account: ['OPAV', 'CLAV', 'FWAV', 'ITAV', 'XPCD'].reduce(
          (head, code) => head + balance(code, '7.00'),
          ACCOUNT,
        ),
      },
    ),
  ),
];

const BAI2 = [
  accountOf({
    header: '0975312468,USD,010,100000,,,015,101000,,,040,90000,,,030,7,,,072,5,,',
    records: [
      `16,165,1000,0,BR-1,CR-1,EREF:E2E-1, DBNM:ACME, DACT:4711, DBIC:CHASUS33XXX, REMI:INVOICE 12, UETR ${UETR}/`,
      '16,890,,,,,NOTICE/',
      '16,557,500,0,BR-2,,R01 INSUFFICIENT FUNDS/',
      '16,252,500,0,BR-3,,/',
    ],
    control: 100000 + 101000 + 90000 + 7 + 5 + 1000 + 500 + 500,
  }),
];

const OFX = [
  sgmlOf(
    '<STMTTRN><TRNTYPE>XFER<DTPOSTED>20260302<TRNAMT>-5.00<FITID>F-3<REFNUM>REF-1<NAME>ACME' +
      '<BANKACCTTO><BANKID>CHASUS33XXX<ACCTID>9876<ACCTTYPE>CHECKING</BANKACCTTO></STMTTRN>' +
      '<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>20260302<TRNAMT>-5.00<FITID>F-4<CORRECTFITID>F-1<CORRECTACTION>DELETE</STMTTRN>',
  )
    .replace('<BANKID>121000248', '<BANKID>CHASUS33XXX')
    .replace('<DTEND>20260302', '<DTEND>20260331')
    .replace(
      '</BANKTRANLIST>',
      '</BANKTRANLIST><BANKTRANLISTP><STMTTRNP><TRNTYPE>POS<DTTRAN>20260302<TRNAMT>-1.00<NAME>SHOP</STMTTRNP></BANKTRANLISTP>',
    ),
];

const TABLE: readonly (readonly string[])[] = [
  ['Account:', 'DE89 3704 0044 0532 0130 00'],
  [],
  [
    ...['Booking date', 'Value date', 'Type', 'Counterparty', 'Counterparty account', 'BIC', 'Description'],
    ...[
      'Reference',
      'Bank reference',
      'End to end id',
      'Mandate reference',
      'Cheque number',
      'Status',
      'Amount',
    ],
    ...['Currency', 'Fee', 'Balance', 'Original amount', 'Original currency', 'Exchange rate'],
    ...['Ultimate party', 'Return reason'],
  ],
  [
    ...['2026-03-02', '2026-03-03', 'Return', 'ACME', 'DE02120300000000202051', 'BYLADEM1001', 'Invoice 12'],
    ...['REF-1', 'BANK-1', 'E2E-1', 'M-1', '1234', 'Completed', '-10.00'],
    ...['EUR', '0.50', '89.50', '-11.00', 'USD', '1.1', 'ACME Holding', 'AC04'],
  ],
  [
    ...['2026-03-03', '2026-03-03', 'Card', 'Shop', '', '', 'Purchase'],
    ...['', '', '', '', '', 'Pending', '-5.00'],
    ...['EUR', '0.00', '', '', '', '', '', ''],
  ],
  [
    ...['2026-03-04', '2026-03-04', 'Card', 'Shop', '', '', 'Purchase'],
    ...['', '', '', '', '', 'Declined', '-7.00'],
    ...['EUR', '0.00', '', '', '', '', '', ''],
  ],
];

const INCLUDED_FEES: readonly (readonly string[])[] = [
  ['Booking date', 'Description', 'Amount', 'Currency', 'Total fees'],
  ['2026-03-02', 'Transfer', '-10.50', 'EUR', '0.50'],
];

const CODA = [
  codaStatement(
    [
      codaMovement(1, 500_000, `127${'010326120'}${'BE12ZZZ0123'.padEnd(35)}MANDATE-1`, { structured: true }),
      second(1, 'E2E-1', 'AC04'),
      information(1, '001ACME', true),
      codaMovement(2, -500_000, 'CORRECTION', { code: '00149000' }),
      codaMovement(3, 10_000, 'DETAIL OF NOTHING', { code: '50150000', detail: 1 }),
    ],
    { debits: 500_000, credits: 500_000 },
  ),
];

const CFONB120 = [
  cfonbOf([
    balanceOf('01', '010326', 0),
    movementOf(-100, 'CHEQUE', 'EUR', '2', '01'),
    complementOf('CBE', 'FR1420041010050500013M02606'),
    complementOf('NBU', 'ULTIMATE SA'),
    complementOf('FEE', 'EUR200000000000050'),
    complementOf('RET', 'COMPTE CLOS'),
    balanceOf('07', '020326', -100),
  ]),
];

const NORMA43 = [
  norma43Of([HEADER, aebMovement('1', '100', '', '98000'), final([1, 100], [0, 0], 123356), END(3)]),
];

const MULTICASH = [
  auszug(['0,00', '0,00', '0,00', '0,00'], { 1: 'COBADEFFXXX', 2: 'DE89370400440532013000' }),
  umsatz('-5,00', { 6: 'EREF+E-1 MREF+M-1 SVWZ+ABO', 9: '5', 34: '105' }),
];

export const FEATURE_SAMPLES: Readonly<Record<string, readonly (string | Buffer)[]>> = {
  mt940: MT940,
  mt942: MT942,
  camt: CAMT,
  bai2: BAI2,
  ofx: OFX,
  csv: [TABLE, INCLUDED_FEES].map((rows) => rows.map((cells) => cells.join(';')).join('\n')),
  xlsx: [TABLE, INCLUDED_FEES].map((rows) => xlsxOf([{ rows }])),
  coda: CODA,
  cfonb120: CFONB120,
  norma43: NORMA43,
  multicash: MULTICASH,
};
