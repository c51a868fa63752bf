import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import type { ParsedFile, ParsedRow } from '../../parsed-statement.ts';
import { parsedFileSchema } from '../../parsed-statement.ts';
import { parseStatementBytes } from '../collect.ts';
import { SAMPLES, statementOf } from '../testing/mt940-samples.ts';

function parse(text: string | Uint8Array): ParsedFile {
  const file = parseStatementBytes('test.sta', typeof text === 'string' ? Buffer.from(text) : text);
  expect(parsedFileSchema.parse(file)).toEqual(file);
  return file;
}

const codes = (file: ParsedFile) => file.problems.map(({ code }) => code);
const rowsOf = (file: ParsedFile) => file.statements.flatMap(({ rows }) => rows);

/** The one row of a statement around this :61: (and :86:). */
function rowOf(fields: string): ParsedRow {
  const [row, ...others] = rowsOf(parse(statementOf(fields, 'C260302EUR1,')));
  expect(others).toEqual([]);
  if (!row) throw new Error('No row was read.');
  return row;
}

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

describe('narratives', () => {
  test('lines that begin with a colon or a hyphen stay narrative', () => {
    const row = rowOf(
      ':61:1602290301DR6,00N024NONREF\r\n:86:FIRST\r\n:26:37 FO\r\n:12:11\r\n- AND\r\n-\r\n:20:15 UHR\r\n:25 X\r\n-LAST',
    );
    expect(row.description).toBe('FIRST :26:37 FO :12:11 - AND - :20:15 UHR :25 X -LAST');
  });

  test.each([
    [':86:', ''],
    [':86:\r\n', ''],
    ['', ''],
  ])('a row with %j has no text', (information, description) => {
    expect(rowOf(`:61:260302C5,NTRFNONREF${information === '' ? '' : `\r\n${information}`}`)).toMatchObject({
      description,
      remittance: { unstructured: null },
    });
  });

  test('words that were cut at 65 or 27 characters are whole again, others are parted', () => {
    const long = 'THE INVOICE NUMBER FOUR THOUSAND SEVEN HUNDRED ELEVEN OF THE YEAR TWENTY TWENTY SIX';
    expect(
      rowOf(`:61:260302C5,NTRFNONREF\r\n:86:${long.slice(0, 65)}\r\n${long.slice(65)}`).description,
    ).toBe(long);
    expect(
      rowOf(
        `:61:260302C5,NTRFNONREF\r\n:86:${long.slice(0, 27)}\r\n${long.slice(27, 54)}\r\n${long.slice(54, 79)}`,
      ).description,
    ).toBe(long.slice(0, 79));
    expect(rowOf(':61:260302C5,NTRFNONREF\r\n:86:INVOICE\r\nFOUR').description).toBe('INVOICE FOUR');
  });

  test.each(['?', '>', '~', '<', '^', '&', '@', '|', '+', '#', '\u001d'])(
    'sub-fields may be parted by %j',
    (sign) => {
      const row = rowOf(
        `:61:260302C5,NTRFNONREF\r\n:86:166?00GUTSCHRIFT?20Rechnung 4711?32Karl?33 Kaufmann`.replaceAll(
          '?',
          sign,
        ),
      );
      expect(row).toMatchObject({
        businessCode: '166',
        description: 'GUTSCHRIFT Rechnung 4711',
        counterparty: { name: 'Karl Kaufmann' },
      });
    },
  );

  test('sub-fields without a business code', () => {
    expect(rowOf(':61:170103DN369,00FCHGNONREF\r\n:86:>20Uslugi>3049105019>32BOOKING GROUP')).toMatchObject({
      businessCode: null,
      description: 'Uslugi',
      counterparty: { name: 'BOOKING GROUP' },
    });
  });

  test('a plain text with figures is no sub-field', () => {
    expect(rowOf(':61:260302C5,NTRFNONREF\r\n:86:120,20 EUR').description).toBe('120,20 EUR');
    expect(rowOf(':61:260302C5,NTRFNONREF\r\n:86:120/20/7').description).toBe('120/20/7');
  });

  test('SEPA words without sub-fields', () => {
    expect(
      rowOf(':61:260302C5,NTRFNONREF\r\n:86:EREF+E-1 MREF+M-1 SVWZ+Miete ABWA+Anna Muster'),
    ).toMatchObject({
      endToEndId: 'E-1',
      mandateId: 'M-1',
      remittance: { unstructured: 'Miete' },
      ultimateParty: { name: 'Anna Muster' },
      description: 'EREF+E-1 MREF+M-1 SVWZ+Miete ABWA+Anna Muster',
    });
  });

  test('slash codes', () => {
    const file = parse(SAMPLES.slashCodes as string);
    expect(codes(file)).toEqual([]);
    expect(rowsOf(file)).toMatchObject([
      {
        endToEndId: 'SCT-1-BO230019-R1',
        counterparty: { name: 'Lambrix Elektrotechniek', account: 'NL91ABNA0417164300', bic: 'RABONL2U' },
        remittance: { unstructured: '110130590' },
      },
      {
        endToEndId: null,
        counterparty: { name: 'JANSEN BV', account: 'NL02ABNA0123456789', bic: 'ABNANL2A' },
        remittance: { unstructured: 'FACTUUR 12' },
      },
    ]);
  });

  test('the paying and the receiving party as SWIFT writes them', () => {
    expect(
      rowOf(
        ':61:130101D25,00N102EREF\r\n:86:/EREF/0030000987654321/BENM//NAME/CONTRA ACCOUNT HOLDER/REMI//ISDT/2013-07-11',
      ),
    ).toMatchObject({ counterparty: { name: 'CONTRA ACCOUNT HOLDER' }, remittance: { unstructured: null } });
    expect(
      rowOf(':61:130101C25,00NTRFEREF\r\n:86:/REMI/STRD/CUR/RF18539007547034/RTRN/MS03//'),
    ).toMatchObject({
      remittance: {
        unstructured: null,
        structured: [{ type: 'creditorReference', number: 'RF18539007547034' }],
      },
      returnReason: { code: 'MS03', text: null },
    });
  });

  test('a structured :86: under tag 25, as one bank sends it', () => {
    expect(rowOf(':61:2603020302CR5,NTRFNONREF\r\n:25:166?00GUTSCHRIFT?20Miete').description).toBe(
      'GUTSCHRIFT Miete',
    );
  });

  test('a :86: after the closing balance belongs to no row', () => {
    const file = parse(
      statementOf(':61:260302C5,NTRFNONREF\r\n:86:ROW', 'C260302EUR1005,00\r\n:86:NOT A ROW'),
    );
    expect(rowsOf(file).map(({ description }) => description)).toEqual(['ROW']);
  });
});

describe('accounts', () => {
  test.each([
    ['DE89370400440532013000', { iban: 'DE89370400440532013000', other: null, currency: 'EUR' }],
    ['DE89370400440532013000EUR', { iban: 'DE89370400440532013000', other: null }],
    ['DE89 3704 0044 0532 0130 00', { iban: 'DE89370400440532013000', other: null }],
    ['50070010/0123456789EUR', { iban: null, other: '50070010/0123456789', currency: 'EUR' }],
    ['DEUTDEFF/0123456789', { iban: null, other: '0123456789', bic: 'DEUTDEFF' }],
    ['UBRTHUHB/123456789150ABCDEF002/EUR', { other: '123456789150ABCDEF002', bic: 'UBRTHUHB' }],
    ['0012345', { other: '0012345' }],
  ])('%s', (text, account) => {
    const file = parse(
      statementOf(':61:260302C5,NTRFNONREF', 'C260302EUR1005,00').replace(/:25:.*/, `:25:${text}`),
    );
    expect(file.statements[0]?.account).toMatchObject(account);
    expect(codes(file)).toEqual([]);
  });

  test('field 25P has the BIC in its second line', () => {
    const file = parse(
      SAMPLES.structured?.replace(/:25:.*/, ':25P:DE89370400440532013000\r\nDEUTDEFFXXX') as string,
    );
    expect(file.statements[0]?.account).toMatchObject({ iban: 'DE89370400440532013000', bic: 'DEUTDEFFXXX' });
  });

  test('wrong check digits are said, and the number stays as given', () => {
    const file = parse(SAMPLES.structured?.replace(/:25:.*/, ':25:DE88370400440532013000') as string);
    expect(file.statements[0]?.account).toMatchObject({ iban: null, other: 'DE88370400440532013000' });
    expect(codes(file)).toEqual(['account.checkDigits']);
  });

  test('the envelope names the bank', () => {
    const file = parse(SAMPLES.envelope as string);
    expect(codes(file)).toEqual([]);
    expect(file.statements).toMatchObject([{ account: { bic: 'DEUTDEFF' }, balanceCheck: 'verified' }]);
    expect(rowsOf(file)).toMatchObject([{ description: 'INVOICE 4711' }]);
  });
});

describe('pages and several statements', () => {
  test('pages of one statement are one statement', () => {
    const file = parse(SAMPLES.plainAndPages as string);
    expect(codes(file)).toEqual([]);
    expect(file.statements).toMatchObject([
      {
        statementId: '17',
        openingBalance: { amount: '100.00' },
        closingBalance: { amount: '80.00' },
        balanceCheck: 'verified',
        rows: [
          { rowNumber: 1, description: 'FIRST PAGE' },
          { rowNumber: 2, description: 'SECOND PAGE' },
        ],
      },
    ]);
    expect(file.statements[0]?.balances.map(({ code }) => code)).toEqual(['60F', '62M', '62F']);
  });

  test('pages of two accounts may alternate', () => {
    const page = (account: number, n: number, text: string) =>
      `:20:A\n:25:${account}\n:28C:1/${n}\n${text.replaceAll('\n', '\n')}\n-\n`;
    const file = parse(
      page(1, 1, ':60F:C260301EUR1,\n:61:260302C1,NMSCNONREF\n:62M:C260302EUR2,') +
        page(2, 1, ':60F:C260301EUR10,\n:61:260302C1,NMSCNONREF\n:62M:C260302EUR11,') +
        page(1, 2, ':60M:C260302EUR2,\n:61:260302C1,NMSCNONREF\n:62F:C260302EUR3,') +
        page(2, 2, ':60M:C260302EUR11,\n:61:260302C1,NMSCNONREF\n:62F:C260302EUR12,'),
    );
    expect(codes(file)).toEqual([]);
    expect(file.statements).toMatchObject([
      {
        account: { other: '1' },
        closingBalance: { amount: '3' },
        balanceCheck: 'verified',
        rows: [{}, { rowNumber: 2 }],
      },
      {
        account: { other: '2' },
        closingBalance: { amount: '12' },
        balanceCheck: 'verified',
        rows: [{}, { rowNumber: 2 }],
      },
    ]);
  });

  test('a missing page is said, before, between and after', () => {
    const pages = (SAMPLES.plainAndPages as string).split(/(?<=-\n)/);
    expect(codes(parse(pages[0] as string))).toEqual(['page.missing']);
    expect(codes(parse(pages[1] as string))).toEqual(['page.missing']);
    const gap = parse(
      `${pages[0]}${(pages[1] as string).replace('17/2', '17/3').replace(':60M:C260302EUR110,00', ':60M:C260302EUR120,00').replace('EUR80,00', 'EUR90,00')}`,
    );
    expect(gap.statements).toHaveLength(1);
    expect(codes(gap)).toEqual(['page.gap', 'balance.discrepancy']);
  });

  test('several days and accounts are several statements', () => {
    const day = (n: number) => statementOf(`:61:260302C${n},NTRFNONREF`, `C260302EUR${1000 + n},00`);
    const file = parse(day(1) + day(2).replaceAll('0123456789', '0123456780') + day(3));
    expect(file.statements.map(({ rows, balanceCheck }) => [rows[0]?.amount, balanceCheck])).toEqual([
      ['1', 'verified'],
      ['2', 'verified'],
      ['3', 'verified'],
    ]);
  });

  test('the same statement twice is read twice, and said', () => {
    const file = parse((SAMPLES.structured as string) + SAMPLES.structured);
    expect(file.statements).toHaveLength(2);
    expect(file.problems).toMatchObject([{ severity: 'warning', code: 'statement.repeated', line: 16 }]);
  });

  test('a statement without rows is a statement', () => {
    const file = parse(
      ':20:A\n:25:1\n:28C:0\n:60F:C260301EUR5,\n:62F:C260302EUR5,\n:64:C260302EUR4,\n:65:C260303EUR3,\n-\n',
    );
    expect(file.statements).toMatchObject([
      {
        rows: [],
        balanceCheck: 'verified',
        balances: [
          {},
          {},
          { type: 'closingAvailable', code: '64' },
          { type: 'forwardAvailable', code: '65', date: '2026-03-03' },
        ],
      },
    ]);
    expect(codes(file)).toEqual([]);
  });
});

describe('balances', () => {
  test('a difference is said with its sign', () => {
    const file = parse(statementOf(':61:260302C5,NTRFNONREF', 'C260302EUR1000,00'));
    expect(file.statements).toMatchObject([{ balanceCheck: 'discrepancy', balanceDifference: '5.00' }]);
    expect(codes(file)).toEqual(['balance.discrepancy']);
  });

  test('an overdraft is negative', () => {
    const file = parse(':20:A\n:25:1\n:60F:D260301EUR5,5\n:61:260302D4,5NTRFNONREF\n:62F:D260302EUR10,\n');
    expect(file.statements).toMatchObject([
      {
        openingBalance: { amount: '-5.5' },
        closingBalance: { amount: '-10' },
        balanceCheck: 'verified',
        balanceDifference: '0.00',
      },
    ]);
  });

  test('a missing opening balance leaves the rows, in the currency of the closing balance', () => {
    const file = parse(':20:A\n:25:1\n:28C:1\n:61:260302C5,NTRFNONREF\n:86:x\n:62F:C260302USD5,\n-\n');
    expect(file.statements).toMatchObject([
      { openingBalance: null, balanceCheck: 'unverifiable', rows: [{ currency: 'USD' }] },
    ]);
    expect(codes(file)).toEqual(['balance.missing']);
  });

  test('a closing balance in another currency is an error', () => {
    const file = parse(statementOf(':61:260302C5,NTRFNONREF', 'C260302USD1005,00'));
    expect(file.statements).toMatchObject([{ balanceCheck: 'unverifiable', rows: [{ currency: 'EUR' }] }]);
    expect(file.problems).toMatchObject([{ severity: 'error', code: 'currency.mismatch' }]);
  });

  test('the bank counts other rows than were read', () => {
    const file = parse(
      statementOf(':61:260302C5,NTRFNONREF', 'C260302EUR1005,00\r\n:90D:0EUR0,\r\n:90C:2EUR9,'),
    );
    expect(codes(file)).toEqual(['total.mismatch']);
  });
});

describe('bytes', () => {
  const sample = SAMPLES.umlauts as string;

  test.each(['utf-8', 'windows-1252', 'cp850', 'cp437', 'iso-8859-1'])('umlauts in %s', (encoding) => {
    const file = parse(iconv.encode(sample, encoding));
    expect(rowsOf(file)[0]?.description).toBe('Müller, Köln, Straße 5, Ärger');
  });

  test('Cyrillic in Windows-1251, Polish in Windows-1250', () => {
    const russian = sample.replace(/Müller.*/, 'Оплата по счету 4711 за услуги');
    expect(rowsOf(parse(iconv.encode(russian, 'windows-1251')))[0]?.description).toBe(
      'Оплата по счету 4711 за услуги',
    );
    const polish = sample.replace(/Müller.*/, 'Opłata za usługę księgową, Łódź, październik');
    expect(rowsOf(parse(iconv.encode(polish, 'windows-1250')))[0]?.description).toBe(
      'Opłata za usługę księgową, Łódź, październik',
    );
  });

  test('a UTF-8 character that was cut by a line break is whole again', () => {
    const text = Buffer.from(`${'x'.repeat(64)}ß`, 'utf8');
    const cut = Buffer.concat([text.subarray(0, 65), Buffer.from('\r\n'), text.subarray(65)]);
    const [before = '', after = ''] = sample.split('Müller, Köln, Straße 5, Ärger');
    expect(rowsOf(parse(Buffer.concat([Buffer.from(before), cut, Buffer.from(after)])))[0]?.description).toBe(
      `${'x'.repeat(64)}ß`,
    );
  });

  test.each([
    ['a byte order mark', `\ufeff${sample}`],
    ['LF', sample.replaceAll('\r\n', '\n')],
    ['CR', sample.replaceAll('\r\n', '\r')],
    ['mixed line ends', sample.replace('\r\n', '\r').replace('\r\n', '\n')],
    ['blank lines', sample.replaceAll('\r\n', '\r\n\r\n')],
    ['a trailing Ctrl-Z', `${sample}\u001a`],
    ['no line end at the end', sample.trimEnd()],
    ['text before it', `ABNANL2A\r\n940\r\nABNANL2A\r\n${sample}`],
  ])('%s makes no difference', (_, text) => {
    const file = parse(text);
    expect(codes(file)).toEqual([]);
    expect(file.statements[0]?.balanceCheck).toBe('verified');
    expect(rowsOf(file)[0]?.description).toBe('Müller, Köln, Straße 5, Ärger');
  });

  test.each(['utf-16le', 'utf-16be'])('%s with and without a byte order mark', (encoding) => {
    for (const text of [`\ufeff${sample}`, sample]) {
      const file = parse(iconv.encode(text, encoding, { addBOM: false }));
      expect(file.encoding).toBe(encoding);
      expect(rowsOf(file)[0]?.description).toBe('Müller, Köln, Straße 5, Ärger');
    }
  });

  test('NUL bytes are left out, with a warning', () => {
    const file = parse(sample.replace('NONREF', 'NON\u0000REF'));
    expect(codes(file)).toEqual(['bytes.nul']);
    expect(rowsOf(file)[0]?.reference).toBeNull();
  });
});

describe('broken files', () => {
  test('a file that was cut off keeps its good rows and says so', () => {
    const text = SAMPLES.structured as string;
    const file = parse(text.slice(0, text.indexOf(':61:2603020302DR20') + 22));
    expect(rowsOf(file)).toHaveLength(1);
    expect(codes(file)).toEqual(['row.truncated', 'statement.truncated']);
    expect(file.problems.every(({ severity }) => severity === 'error')).toBe(true);
  });

  test('one bad row is a problem with its line and text', () => {
    const file = parse(
      statementOf(':61:garbage\r\n:86:of a row\r\n:61:260302C5,NTRFNONREF', 'C260302EUR1005,00'),
    );
    expect(rowsOf(file)).toMatchObject([{ rowNumber: 1, amount: '5' }]);
    expect(file.problems).toMatchObject([
      { severity: 'error', line: 5, code: 'date.invalid', raw: ':61:garbage\n:86:of a row' },
    ]);
  });

  test('a message that is no statement is named, others in the file are read', () => {
    const file = parse(
      `{1:F01DEUTDEFFAXXX0000000000}{2:I942COBADEFFXXXXN}{4:\n:20:X\n:25:1\n:34F:EUR0,\n:61:260302C5,NTRFNONREF\n-}\n${SAMPLES.envelope}`,
    );
    expect(file.statements).toHaveLength(1);
    expect(codes(file)).toEqual(['message.notRead']);
  });

  test('a message without balances and rows is a problem', () => {
    expect(codes(parse(':20:A\n:25:1\n:28C:1\n-\n'))).toEqual(['statement.empty']);
  });

  test('a field without end is cut, and the rest of the file is read', () => {
    const file = parse(
      statementOf(`:61:260302C5,NTRFNONREF\r\n:86:${'x'.repeat(600_000)}`, 'C260302EUR1005,00'),
    );
    expect(codes(file)).toEqual(['field.tooLong']);
    expect(file.statements[0]?.balanceCheck).toBe('verified');
    expect(rowsOf(file)[0]?.description.length).toBe(262_144);
  });
});
