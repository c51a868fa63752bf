import { describe, expect, test } from 'vitest';
import type { ParsedFile, ParsedRow } from '../../parsed-statement.ts';
import { parsedFileSchema } from '../../parsed-statement.ts';
import { parseStatementBytes } from '../collect.ts';
import { SAMPLES, sgmlOf } from '../testing/ofx-samples.ts';

function parse(text: string | Uint8Array): ParsedFile {
  const file = parseStatementBytes('test.ofx', typeof text === 'string' ? Buffer.from(text) : text);
  expect(parsedFileSchema.parse(file)).toEqual(file);
  return file;
}

const codes = (file: ParsedFile) => file.problems.map(({ code }) => code);
const rowsOf = (file: ParsedFile) => file.statements.flatMap(({ rows }) => rows);

/** A transaction with these elements beside date, amount and identifier. */
const transaction = (elements: string, amount = '-5.00', date = '20260301') =>
  `<STMTTRN><TRNTYPE>OTHER<DTPOSTED>${date}<TRNAMT>${amount}<FITID>F${elements}</STMTTRN>`;

/** The one row of a statement. */
function rowOf(row: string, currency?: string): ParsedRow {
  const [first, ...others] = rowsOf(parse(sgmlOf(row, currency)));
  expect(others).toEqual([]);
  if (!first) throw new Error('No row was read.');
  return first;
}

describe('SGML without closed elements', () => {
  const file = parse(SAMPLES.sgml as string);

  test('has its account, balances and rows', () => {
    expect(codes(file)).toEqual([]);
    expect(file).toMatchObject({ format: 'ofx', formatVersion: '102', encoding: 'utf-8' });
    expect(file.statements).toMatchObject([
      {
        kind: 'endOfDay',
        account: { iban: null, other: '4711', currency: 'USD' },
        asOf: null,
        openingBalance: null,
        closingBalance: { amount: '1000.00', currency: 'USD', date: '2026-03-02' },
        balances: [
          { type: 'closingBooked', code: 'LEDGERBAL', amount: '1000.00' },
          { type: 'closingAvailable', code: 'AVAILBAL', amount: '900.00', date: '2026-03-02' },
        ],
        balanceCheck: 'unverifiable',
      },
    ]);
    expect(rowsOf(file)).toMatchObject([
      {
        rowNumber: 1,
        bookingDate: '2026-03-01',
        valueDate: '2026-03-04',
        amount: '500.50',
        direction: 'credit',
        currency: 'USD',
        status: 'booked',
        bankReference: 'F-1',
        transactionCode: 'CREDIT',
        counterparty: { name: 'ACME & SONS', account: null, bic: null },
        description: 'ACME & SONS Invoice 4711 & 4712',
        remittance: { unstructured: 'Invoice 4711 & 4712', structured: [] },
        line: 16,
      },
      { amount: '20.00', direction: 'debit', chequeNumber: '1234', description: 'CHECK', line: 18 },
    ]);
  });

  test.each([
    ['no line breaks', (text: string) => text.replaceAll('\r\n', ' ')],
    ['LF', (text: string) => text.replaceAll('\r\n', '\n')],
    ['CR', (text: string) => text.replaceAll('\r\n', '\r')],
    ['a byte order mark', (text: string) => `\ufeff${text}`],
    ['small letters in tags', (text: string) => text.replace(/<\/?[A-Z0-9]+>/g, (tag) => tag.toLowerCase())],
    ['closed elements', (text: string) => text.replace(/<([A-Z0-9]+)>([^<\r\n]+)/g, '<$1>$2</$1>')],
    ['rows that are not closed', (text: string) => text.replaceAll('</STMTTRN>', '')],
    ['indented lines', (text: string) => text.replaceAll('<', '\n    <').replaceAll('& SONS', '& SONS\n')],
    ['comments', (text: string) => text.replace('<STMTTRN>', '<!-- <STMTTRN> --><STMTTRN>')],
    [
      'a header in one line',
      (text: string) => text.replace(/^[\s\S]*?(?=<OFX>)/, (header) => header.replace(/\r\n/g, '')),
    ],
    [
      'parts that are not closed',
      (text: string) => text.replace(/<\/(?:STATUS|BANKACCTFROM|LEDGERBAL|AVAILBAL)>/g, ''),
    ],
    ['no header', (text: string) => text.slice(text.indexOf('<OFX>'))],
  ])('%s make no difference', (_, change) => {
    const changed = parse(change(SAMPLES.sgml as string));
    expect(codes(changed)).toEqual([]);
    const plain = (f: ParsedFile) =>
      f.statements.map((s) => ({ ...s, rows: s.rows.map((row) => ({ ...row, line: 1 })) }));
    expect(plain(changed)).toEqual(plain(file));
  });
});

test('a credit card in XML, with another currency and a list of balances', () => {
  const file = parse(SAMPLES.xml as string);
  expect(codes(file)).toEqual([]);
  expect(file.formatVersion).toBe('211');
  expect(file.statements).toMatchObject([
    {
      account: { other: 'XXXX1234', currency: 'EUR' },
      closingBalance: { amount: '-12.50' },
      balances: [
        { code: 'LEDGERBAL' },
        { type: 'other', code: 'CreditLimit', amount: '2000', currency: 'EUR' },
      ],
      rows: [
        {
          amount: '12.50',
          direction: 'debit',
          counterparty: { name: 'Café Zürich' },
          description: 'Café Zürich Lunch & <tip>',
          exchangeRate: { base: 'CHF', quote: 'EUR', rate: '1.05' },
          line: 5,
        },
      ],
    },
  ]);
});

describe('amounts', () => {
  test.each([
    ['USD', '-12.34', '12.34', 'debit'],
    ['USD', '+12.34', '12.34', 'credit'],
    ['EUR', '12,34', '12.34', 'credit'],
    ['EUR', '-0,5', '0.5', 'debit'],
    ['USD', '-.99', '0.99', 'debit'],
    ['USD', '1,234.56', '1234.56', 'credit'],
    ['EUR', '-1.234.567,80', '1234567.80', 'debit'],
    ['USD', '1,234,567', '1234567', 'credit'],
    ['USD', '12.34-', '12.34', 'debit'],
    ['USD', '- 12.34', '12.34', 'debit'],
    ['USD', '100.0000', '100.00', 'credit'],
    ['USD', '0.00', '0.00', 'credit'],
    ['JPY', '1234', '1234', 'credit'],
    ['JPY', '1234.00', '1234', 'credit'],
    ['KWD', '1.234', '1.234', 'credit'],
  ])('%s %s is %s, a %s', (currency, text, amount, direction) => {
    expect(rowOf(transaction('', text), currency)).toMatchObject({ amount, direction, currency });
  });

  test.each(['', 'abc', '1.2,3.4', '12.345', '-', '1,23,456.00', '1 2'])('%j is a problem', (text) => {
    const file = parse(sgmlOf(transaction('', text) + transaction('', '7')));
    expect(rowsOf(file)).toMatchObject([{ rowNumber: 1, amount: '7' }]);
    expect(file.problems[0]).toMatchObject({ severity: 'error', line: 16 });
    expect(file.problems[0]?.raw).toContain(`<TRNAMT>${text}<FITID>`);
  });

  test('a type that contradicts the sign is said, and the sign decides', () => {
    const file = parse(sgmlOf(transaction('', '5.00').replace('OTHER', 'DEBIT')));
    expect(rowsOf(file)).toMatchObject([{ direction: 'credit', transactionCode: 'DEBIT' }]);
    expect(codes(file)).toEqual(['sign.contradicts']);
  });

  test('an amount in another currency than the account’s', () => {
    expect(
      rowOf(transaction('<CURRENCY><CURRATE>0,0068<CURSYM>JPY</CURRENCY><MEMO>x', '-700')),
    ).toMatchObject({
      amount: '700',
      currency: 'JPY',
      exchangeRate: { base: 'JPY', quote: 'USD', rate: '0.0068' },
      description: 'x',
    });
    expect(rowOf(transaction('<CURRENCY>EUR<MEMO>x'))).toMatchObject({ currency: 'EUR', description: 'x' });
  });

  test('without a currency there is no amount', () => {
    const file = parse(sgmlOf(transaction(''), ''));
    expect(rowsOf(file)).toEqual([]);
    expect(codes(file).slice(0, 2)).toEqual(['currency.missing', 'currency.missing']);
  });
});

describe('dates', () => {
  test.each([
    ['20260301', '2026-03-01'],
    ['20260301235959', '2026-03-01'],
    ['20260301120000.000[-5:EST]', '2026-03-01'],
    ['20260301000000[0:GMT]', '2026-03-01'],
    ['20260301000000[+5.30:IST]', '2026-03-01'],
    ['2026-03-01', '2026-03-01'],
  ])('%s is %s', (text, date) => {
    expect(rowOf(transaction('', '1', text)).bookingDate).toBe(date);
  });

  test('30 February is the last of the month, with a warning; what is no date is a problem', () => {
    const file = parse(sgmlOf(transaction('', '1', '20260230') + transaction('', '1', '01/03/2026')));
    expect(rowsOf(file)).toMatchObject([{ bookingDate: '2026-02-28' }]);
    expect(codes(file)).toEqual(['date.adjusted', 'date.invalid']);
  });
});

describe('text', () => {
  test.each([
    ['<NAME>A & B &amp; C &#233; &nbsp;D &unknown; &', 'A & B & C é D &unknown; &'],
    ['<NAME>ACME<MEMO>ACME INVOICE', 'ACME INVOICE'],
    ['<NAME>ACME<MEMO>ACME', 'ACME'],
    ['<NAME>ACME<MEMO>one<MEMO>two', 'ACME one two'],
    ['<NAME>a < b > c <5', 'a < b > c <5'],
    ['<PAYEE><NAME>SHOP<ADDR1>Street<CITY>Town</PAYEE><MEMO>x', 'SHOP x'],
    ['<PAYEE>SHOP<MEMO>x', 'SHOP x'],
    ['<PAYEE><NAME>SHOP<CITY>Town<MEMO>x', 'SHOP x'],
    ['<MEMO>', ''],
  ])('%s', (elements, description) => {
    expect(rowOf(transaction(elements)).description).toBe(description);
  });

  test('the account of the other side', () => {
    expect(
      rowOf(transaction('<BANKACCTTO><BANKID>COBADEFFXXX<ACCTID>DE89 3704 0044 0532 0130 00</BANKACCTTO>')),
    ).toMatchObject({ counterparty: { account: 'DE89370400440532013000', bic: 'COBADEFFXXX' } });
  });

  test.each(['latin1', 'utf8'] as const)(
    'a declared character set that is wrong (%s) does no harm',
    (encoding) => {
      const bytes = Buffer.from(sgmlOf(transaction('<NAME>Müller, Köln')), encoding);
      expect(rowsOf(parse(bytes))[0]?.description).toBe('Müller, Köln');
    },
  );
});

describe('several statements and rows of other kinds', () => {
  const statement = (account: string, rows: string) =>
    `<STMTTRNRS><STMTRS><CURDEF>USD<BANKACCTFROM><ACCTID>${account}</BANKACCTFROM><BANKTRANLIST>${rows}</BANKTRANLIST><LEDGERBAL><BALAMT>1<DTASOF>20260302</LEDGERBAL></STMTRS></STMTTRNRS>`;
  const file = (...statements: string[]) =>
    parse(`<OFX><BANKMSGSRSV1>${statements.join('')}</BANKMSGSRSV1></OFX>`);

  test('each account is a statement, and the same one twice is two', () => {
    const read = file(
      statement('1', transaction('')),
      statement('2', ''),
      statement('1', transaction('', '6')),
    );
    expect(codes(read)).toEqual([]);
    expect(read.statements.map(({ account, rows }) => [account.other, rows.length])).toEqual([
      ['1', 1],
      ['2', 0],
      ['1', 1],
    ]);
    expect(codes(file(statement('1', ''), statement('1', '')))).toEqual(['statement.repeated']);
  });

  test('an identifier that the bank uses again loses no row', () => {
    const read = file(statement('1', transaction('', '1') + transaction('', '2') + transaction('', '3')));
    expect(rowsOf(read).map(({ amount }) => amount)).toEqual(['1', '2', '3']);
    expect(codes(read)).toEqual(['reference.reused']);
    expect(read.problems[0]?.message).toContain('2 rows have');
  });

  test('rows that are not booked yet are pending', () => {
    const pending = transaction('').replaceAll('STMTTRN>', 'STMTTRNP>').replace('DTPOSTED', 'DTTRAN');
    expect(rowsOf(file(statement('1', pending)))).toMatchObject([
      { status: 'pending', bookingDate: '2026-03-01' },
    ]);
  });

  test('a correction is said; one that deletes is only information', () => {
    const read = file(
      statement(
        '1',
        transaction('A<CORRECTFITID>X<CORRECTACTION>DELETE') +
          transaction('B<CORRECTFITID>Y<CORRECTACTION>REPLACE'),
      ),
    );
    expect(rowsOf(read).map(({ status }) => status)).toEqual(['information', 'booked']);
    expect(codes(read)).toEqual(['row.correction', 'row.correction']);
  });

  test('the end of the period, where the balance is of another day', () => {
    const text = sgmlOf('').replace('<DTEND>20260302', '<DTEND>20260228');
    expect(parse(text).statements[0]).toMatchObject({
      asOf: '2026-02-28',
      closingBalance: { date: '2026-03-02' },
    });
  });

  test('an investment statement is not read, and says so', () => {
    const read = file(
      `<INVSTMTRS><CURDEF>USD<INVTRANLIST><INVBANKTRAN>${transaction('')}</INVBANKTRAN></INVTRANLIST></INVSTMTRS>`,
      statement('1', transaction('')),
    );
    expect(codes(read)).toEqual(['statement.notRead']);
    expect(rowsOf(read)).toHaveLength(1);
  });
});

describe('broken files', () => {
  test('a file that was cut off keeps its good rows and says so', () => {
    const text = SAMPLES.sgml as string;
    const file = parse(text.slice(0, text.indexOf('<TRNAMT>-20.00') + 11));
    expect(rowsOf(file)).toHaveLength(1);
    expect(codes(file)).toEqual(['row.truncated', 'statement.truncated', 'balance.missing']);
    expect(file.problems[0]).toMatchObject({ severity: 'error', line: 18 });
  });

  test('a balance of the list may be in another currency', () => {
    const balance =
      '<BALLIST><BAL><NAME>Reserve<DESC>x<BALTYPE>DOLLAR<VALUE>7,5<DTASOF>20260301<CURRENCY><CURRATE>1.1<CURSYM>EUR</CURRENCY></BAL></BALLIST>';
    const file = parse((SAMPLES.sgml as string).replace('</STMTRS>', `${balance}</STMTRS>`));
    expect(codes(file)).toEqual([]);
    expect(file.statements[0]?.balances[2]).toEqual({
      type: 'other',
      code: 'Reserve',
      amount: '7.5',
      currency: 'EUR',
      date: '2026-03-01',
    });
  });

  test('a balance that is none is a problem', () => {
    const file = parse((SAMPLES.sgml as string).replace('<BALAMT>1000.00', '<BALAMT>many'));
    expect(file.problems).toMatchObject([
      { severity: 'error', code: 'balance.invalid', line: 20 },
      { severity: 'warning', code: 'balance.missing' },
    ]);
  });

  test('what the bank answers instead of a statement is said', () => {
    const file = parse(
      '<OFX><SIGNONMSGSRSV1><SONRS><STATUS><CODE>15500<SEVERITY>ERROR<MESSAGE>Signon invalid</STATUS></SONRS></SIGNONMSGSRSV1></OFX>',
    );
    expect(file.statements).toEqual([]);
    expect(file.problems).toMatchObject([
      { severity: 'error', code: 'bank.error', message: 'The bank could not answer: 15500: Signon invalid.' },
    ]);
  });

  test('a file without any statement is a problem', () => {
    expect(codes(parse('<OFX><BANKMSGSRQV1></BANKMSGSRQV1></OFX>'))).toEqual(['file.empty']);
  });

  test('a row outside a statement is a problem', () => {
    expect(codes(parse(`<OFX>${transaction('')}</OFX>`))).toEqual(['row.misplaced']);
  });

  test('a text without end is cut, and the rest of the file is read', () => {
    const file = parse(sgmlOf(transaction(`<MEMO>${'x'.repeat(600_000)}`) + transaction('G')));
    expect(codes(file)).toEqual(['field.tooLong']);
    expect(rowsOf(file).map(({ description }) => description.length)).toEqual([262_144, 0]);
  });

  test('entities that a file declares are not expanded, and depth does no harm', () => {
    const bomb = '<!DOCTYPE OFX [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>';
    const deep = '<A>'.repeat(100_000);
    const file = parse(
      bomb + sgmlOf(transaction('<MEMO>&b;')).replace('<BANKTRANLIST>', `${deep}<BANKTRANLIST>`),
    );
    expect(rowsOf(file)).toMatchObject([{ description: '&b;' }]);
  });
});
