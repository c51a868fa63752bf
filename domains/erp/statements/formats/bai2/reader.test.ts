import { describe, expect, test } from 'vitest';
import type { ParsedFile, ParsedRow } from '../../parsed-statement.ts';
import { parsedFileSchema } from '../../parsed-statement.ts';
import { parseStatementBytes } from '../collect.ts';
import { accountOf, fileOf, groupOf, SAMPLES } from '../testing/bai2-samples.ts';

function parse(text: string | Uint8Array): ParsedFile {
  const file = parseStatementBytes('test.bai', typeof text === 'string' ? Buffer.from(text) : text);
  expect(parsedFileSchema.parse(file)).toEqual(file);
  return file;
}

const codes = (file: ParsedFile) => file.problems.map(({ code }) => code);
const rowsOf = (file: ParsedFile) => file.statements.flatMap(({ rows }) => rows);

const GROUP = 'R,121000248,1,260302,2359,USD,2';

/** The file around these records of one account, its trailers right. */
function recordsFile(records: readonly string[], control: string | number, header = GROUP): string {
  return accountOf({ header: '4711,,010,0,,,015,0,,', records, control }, header);
}

/** The one row that these records make. */
function rowOf(...records: string[]): ParsedRow {
  const [row, ...others] = rowsOf(parse(recordsFile(records, 0)));
  expect(others).toEqual([]);
  if (!row) throw new Error('No row was read.');
  return row;
}

describe('a report of the previous day', () => {
  const file = parse(SAMPLES.previousDay as string);

  test('has its account, balances and the proof that they close', () => {
    expect(codes(file)).toEqual([]);
    expect(file).toMatchObject({ format: 'bai2', formatVersion: '2', encoding: 'utf-8' });
    expect(file.statements).toMatchObject([
      {
        kind: 'endOfDay',
        account: { iban: null, other: '0975312468', currency: 'USD' },
        asOf: null,
        openingBalance: { amount: '1000.00', currency: 'USD', date: '2026-03-02' },
        closingBalance: { amount: '1480.50', currency: 'USD', date: '2026-03-02' },
        balances: [
          { type: 'openingBooked', code: '010', amount: '1000.00' },
          { type: 'closingBooked', code: '015', amount: '1480.50' },
          { type: 'closingAvailable', code: '045', amount: '1480.50' },
        ],
        balanceCheck: 'verified',
        balanceDifference: '0.00',
      },
    ]);
  });

  test('has its rows', () => {
    expect(rowsOf(file)).toMatchObject([
      {
        rowNumber: 1,
        bookingDate: '2026-03-02',
        valueDate: '2026-03-02',
        amount: '500.00',
        direction: 'credit',
        status: 'booked',
        reference: 'CR-1',
        bankReference: 'BR-1',
        transactionCode: '165',
        counterparty: { name: 'ACME CORP', account: null, bic: null },
        description: 'ORIG CO NAME:ACME CORP ORIG ID:9001 CO ENTRY DESCR:PAYMENT',
        line: 4,
      },
      { amount: '20.00', direction: 'debit', chequeNumber: '1234', description: 'Check Paid', line: 5 },
      { amount: '0.50', valueDate: '2026-03-04', reference: null, description: 'INTEREST, FEBRUARY 2' },
    ]);
  });
});

test('a group without a file header is read, and said', () => {
  const lines = [
    '02,R,121000248,1,260302,,USD,2/',
    '03,4711,,010,500,,,015,400,,/',
    '16,699,100,0,,,FEE/',
    '49,1000,3/',
    '98,1000,1,5/',
  ];
  const file = parse(lines.join('\n'));
  expect(codes(file)).toEqual(['header.missing']);
  expect(file.statements).toMatchObject([{ balanceCheck: 'verified', rows: [{ amount: '1.00' }] }]);
});

describe('continuations, several accounts, groups and currencies', () => {
  const file = parse(SAMPLES.continued as string);

  test('are read with the decimals of each currency', () => {
    expect(codes(file)).toEqual(['balance.missing']);
    expect(
      file.statements.map(({ account, kind, asOf }) => [account.other, account.currency, kind, asOf]),
    ).toEqual([
      ['11', 'USD', 'endOfDay', null],
      ['22', 'JPY', 'endOfDay', '2026-03-02'],
      ['33', 'KWD', 'intraday', '2026-03-02T14:30:00'],
    ]);
    expect(file.statements[0]).toMatchObject({
      balanceCheck: 'verified',
      closingBalance: { amount: '15000.00' },
    });
    expect(file.statements[1]?.balances).toMatchObject([
      { type: 'interimAvailable', code: '060', amount: '7500' },
    ]);
    expect(file.statements[2]).toMatchObject({
      account: { bic: 'NBOKKWKW' },
      openingBalance: { amount: '-1.500', currency: 'KWD' },
      closingBalance: { amount: '-2.750' },
      balanceCheck: 'verified',
    });
  });

  test('go on in the middle of fund types and of text', () => {
    expect(rowsOf(file)).toMatchObject([
      {
        amount: '10000.00',
        bankReference: 'AX13612',
        reference: 'B096132',
        description: 'AMALGAMATED CORP./DEPT. 4 DEPOSIT, MISC. RECEIVABLES',
        availability: [
          { date: '2026-03-02', amount: '5000.00' },
          { date: '2026-03-03', amount: '4000.00' },
          { date: null, amount: '1000.00' },
        ],
      },
      {
        amount: '5000.00',
        reference: 'RT 6/B',
        description: 'INCOMING WIRE',
        availability: [
          { date: '2026-03-02', amount: '2000.00' },
          { date: '2026-03-04', amount: '3000.00' },
        ],
      },
      { amount: '1.250', direction: 'debit', description: 'FEE Ü' },
    ]);
  });

  test('a type code may stand before the slash and its amount behind it', () => {
    const text = fileOf([
      [
        '02,R,B,1,260302,,USD,2/',
        '03,1,USD,010,100,,,045/',
        '88,200,,,015,100,,/',
        '49,400,3/',
        '98,400,1,5/',
      ],
    ]).join('\n');
    expect(parse(text).statements[0]?.balances.map(({ code, amount }) => [code, amount])).toEqual([
      ['010', '1.00'],
      ['045', '2.00'],
      ['015', '1.00'],
    ]);
    expect(codes(parse(text))).toEqual([]);
  });

  test('a comma too many at the end of a record does no harm', () => {
    const text = fileOf([
      [
        '02,R,B,1,260302,,USD,2/',
        '03,1,USD,,,,,010,100,,,/',
        '88,015,100,,,',
        '88,045,5,,',
        '49,205,4/',
        '98,205,1,6/',
      ],
    ]).join('\n');
    expect(parse(text).statements[0]?.balances.map(({ code, amount }) => [code, amount])).toEqual([
      ['010', '1.00'],
      ['015', '1.00'],
      ['045', '0.05'],
    ]);
    expect(codes(parse(text))).toEqual([]);
  });
});

describe('type codes', () => {
  test.each([
    ['142', 'credit', 'booked'],
    ['399', 'credit', 'booked'],
    ['400', 'debit', 'booked'],
    ['451', 'debit', 'booked'],
    ['699', 'debit', 'booked'],
    ['721', 'credit', 'booked'],
    ['760', 'debit', 'booked'],
    ['890', 'credit', 'information'],
    ['920', 'credit', 'booked'],
    ['959', 'credit', 'booked'],
    ['960', 'debit', 'booked'],
    ['999', 'debit', 'booked'],
  ])('%s is a %s, %s', (code, direction, status) => {
    expect(rowOf(`16,${code},500,Z,,,X/`)).toMatchObject({ direction, status, transactionCode: code });
  });

  test.each(['015', '705', '850', '905', '000', '16', 'ABC', ''])(
    '%j is no transaction: a problem',
    (code) => {
      const file = parse(recordsFile([`16,${code},500,Z,,,X/`, '16,142,1,Z,,,Y/'], 501));
      expect(file.problems[0]).toMatchObject({ severity: 'error', line: 4, code: 'typeCode.unknown' });
      expect(file.problems[0]?.raw).toBe(`16,${code},500,Z,,,X/`);
      expect(rowsOf(file)).toMatchObject([{ rowNumber: 1, amount: '0.01' }]);
    },
  );

  test('a reversal and a returned payment are marked', () => {
    expect(rowOf('16,252,500,Z,,,/')).toMatchObject({ isReversal: true, direction: 'credit' });
    expect(rowOf('16,557,500,Z,,,Reason: "R02" 5/')).toMatchObject({
      isReversal: false,
      returnReason: { code: 'R02', text: null },
    });
    expect(rowOf('16,255,500,Z,,,Return Reason: "Payee does not exist"/')).toMatchObject({
      returnReason: { code: null, text: 'Payee does not exist' },
    });
  });
});

describe('amounts', () => {
  test.each([
    ['USD', '5', '0.05'],
    ['USD', '000', '0.00'],
    ['USD', '+00000001500', '15.00'],
    ['USD', '12.5', '12.5'],
    ['JPY', '1234', '1234'],
    ['KWD', '1234', '1.234'],
    ['USD', '99999999999999999999', '999999999999999999.99'],
  ])('%s %s is %s', (currency, text, amount) => {
    const file = parse(recordsFile([`16,142,${text},Z,,,X/`], 0, GROUP.replace('USD', currency)));
    expect(rowsOf(file)).toMatchObject([{ amount, currency }]);
  });

  test.each(['1O0', '-', '1.2.3', '1.005', '9'.repeat(40)])('%s is a problem', (text) => {
    const file = parse(recordsFile([`16,142,${text},Z,,,X/`, '16,142,7,Z,,,Y/'], 7));
    expect(rowsOf(file)).toMatchObject([{ rowNumber: 1, amount: '0.07' }]);
    expect(file.problems[0]).toMatchObject({ severity: 'error', line: 4, raw: `16,142,${text},Z,,,X/` });
  });

  test('that of information moves no balance', () => {
    const file = parse(recordsFile(['16,890,500,,,,RATE CHANGE/'], 500));
    expect(codes(file)).toEqual([]);
    expect(file.statements).toMatchObject([{ balanceCheck: 'verified', rows: [{ status: 'information' }] }]);
  });

  test('none is zero, with a warning; information has none', () => {
    const file = parse(recordsFile(['16,142,,Z,,,X/', '16,890,,,,,RATE CHANGE/', '16,451,0,Z,,,Y/'], 0));
    expect(codes(file)).toEqual(['amount.missing']);
    expect(rowsOf(file)).toMatchObject([
      { amount: '0.00', status: 'booked' },
      { amount: '0.00', status: 'information', description: 'RATE CHANGE' },
      { amount: '0.00', direction: 'debit' },
    ]);
  });

  test('a negative credit is a debit', () => {
    const file = parse(recordsFile(['16,142,-500,Z,,,X/'], -500));
    expect(rowsOf(file)).toMatchObject([{ amount: '5.00', direction: 'debit', isReversal: true }]);
    expect(codes(file)).toEqual(['amount.negative', 'balance.discrepancy']);
  });

  test.each([
    ['4711,JPY', 'R,B,1,260302,,EUR,2', 'JPY', '500'],
    ['4711,', 'R,B,1,260302,,EUR,2', 'EUR', '5.00'],
    ['4711,', 'R,B,1,260302,,,2', 'USD', '5.00'],
    ['4711,usd', 'R,B,1,260302,,,2', 'USD', '5.00'],
    ['4711', 'R,B,1,260302,,,2', 'USD', '5.00'],
  ])('the currency of %s in %s is %s', (header, group, currency, amount) => {
    const file = parse(accountOf({ header, records: ['16,142,500,Z,,,/'], control: 500 }, group));
    expect(file.statements[0]?.account.currency).toBe(currency);
    expect(rowsOf(file)).toMatchObject([{ amount, currency }]);
  });

  test('an unknown currency is a warning, none at all an error', () => {
    const sample = (currency: string) =>
      parse(accountOf({ header: `1,${currency},010,500,,`, records: ['16,142,1,Z,,,/'], control: 501 }));
    expect(codes(sample('CNH'))).toEqual(['currency.unknown', 'balance.missing']);
    expect(rowsOf(sample('CNH'))).toMatchObject([{ amount: '0.01', currency: 'CNH' }]);
    expect(sample('840')).toMatchObject({
      statements: [],
      problems: [{ severity: 'error', code: 'currency.invalid', line: 3 }],
    });
  });
});

describe('funds types', () => {
  test.each([
    ['', null, []],
    ['Z', null, []],
    ['z', null, []],
    ['0', '2026-03-02', []],
    ['1', null, [{ date: '2026-03-03', amount: '9.00' }]],
    ['2', null, [{ date: null, amount: '9.00' }]],
    ['V,260305,1200', '2026-03-05', [{ date: '2026-03-05', amount: '9.00' }]],
    ['V,260305,', '2026-03-05', [{ date: '2026-03-05', amount: '9.00' }]],
    ['V,,', null, []],
    [
      'S,300,,600',
      null,
      [
        { date: '2026-03-02', amount: '3.00' },
        { date: null, amount: '6.00' },
      ],
    ],
    [
      'D,3,0,100,1,200,5,600',
      null,
      [
        { date: '2026-03-02', amount: '1.00' },
        { date: '2026-03-03', amount: '2.00' },
        { date: '2026-03-09', amount: '6.00' },
      ],
    ],
  ])('%s', (funds, valueDate, availability) => {
    const file = parse(recordsFile([`16,142,900,${funds},BR,CR,TEXT, MORE/`, '16,451,900,,,,/'], 1800));
    expect(codes(file)).toEqual([]);
    expect(rowsOf(file)[0]).toMatchObject({
      amount: '9.00',
      valueDate,
      availability,
      bankReference: 'BR',
      reference: 'CR',
      description: 'TEXT, MORE',
    });
  });

  test('parts that do not make up the amount are said', () => {
    const file = parse(recordsFile(['16,142,900,S,300,0,500,,,/', '16,451,900,,,,/'], 1800));
    expect(codes(file)).toEqual(['availability.mismatch']);
    expect(file.problems[0]?.message).toContain('differ by -1.00');
  });

  test('a value date of 30 February is the last of the month, with a warning', () => {
    const file = parse(recordsFile(['16,142,9,V,260230,,,,/', '16,451,9,V,261301,,,,/'], 18));
    expect(rowsOf(file).map(({ valueDate }) => valueDate)).toEqual(['2026-02-28', null]);
    expect(codes(file)).toEqual(['date.adjusted', 'date.invalid']);
  });

  test('also stand in the summary of an account', () => {
    const file = parse(
      accountOf({
        header: '1,USD,010,9,,,100,900,2,V,260305,1200,400,800,,S,1,2,797,015,109,,D,1,0,109',
        control: 1818,
      }),
    );
    expect(file.statements[0]?.balances.map(({ code, amount }) => [code, amount])).toEqual([
      ['010', '0.09'],
      ['015', '1.09'],
    ]);
    expect(codes(file)).toEqual(['total.mismatch', 'total.mismatch', 'balance.discrepancy']);
  });

  test('an unknown one is a warning', () => {
    const file = parse(recordsFile(['16,142,900,X,BR,CR,T/', '16,451,900,,,,/'], 1800));
    expect(codes(file)).toEqual(['funds.unknown']);
    expect(rowsOf(file)[0]).toMatchObject({ bankReference: 'BR', reference: 'CR', description: 'T' });
  });
});

describe('text', () => {
  test.each([
    [['16,475,1,Z,BR,CR,A/B, C/D/'], 'A/B, C/D'],
    [['16,475,1,Z,BR,CR,NO SLASH'], 'NO SLASH'],
    [['16,475,1,Z,BR,CR,PADDED        /      '], 'PADDED'],
    [['16,475,1,Z,BR,CR,,LEADING COMMA/'], ',LEADING COMMA'],
    [['16,475,1,Z,BR,CR,ONE,/', '88,TWO, THREE', '88,/FOUR/'], 'ONE, TWO, THREE /FOUR'],
    [['16,475,1,Z,BR,CR/', '88,ONLY HERE/'], 'ONLY HERE'],
    [['16,475,1,Z,BR,CR,/', '88,ONLY HERE/'], 'ONLY HERE'],
    [['16,475,1,Z,BR,CR,', '88,ONLY HERE/'], 'ONLY HERE'],
    [['16,475,1,Z,BR/', '88,CR,TWO/'], 'TWO'],
    [['16,475,1,Z,BR,CR,PAID 3/16, THANKS/'], 'PAID 3/16, THANKS'],
    [['16,475,1,Z,BR,CR,CUT BY', 'A LINE BREAK'], 'CUT BY A LINE BREAK'],
  ])('%j', (records, description) => {
    expect(rowOf(...records)).toMatchObject({ bankReference: 'BR', reference: 'CR', description });
  });

  test('labels give reference, purpose and the other side', () => {
    const tags = [
      '88,EREF: E-1',
      '88,REMI: Invoice 4711',
      '88,DBNM: ACME INC',
      '88,CRNM: US',
      '88,DBIC: CITIUS33',
    ];
    expect(rowOf('16,195,1,,BR,,Incoming Wire,-', ...tags)).toMatchObject({
      endToEndId: 'E-1',
      remittance: { unstructured: 'Invoice 4711' },
      counterparty: { name: 'ACME INC', account: null, bic: 'CITIUS33' },
    });
    expect(rowOf('16,195,1,,BR,,DBNM: ACME, INC., DBIC: CITIUS33; DACT: 4711,/')).toMatchObject({
      counterparty: { name: 'ACME, INC.', account: '4711', bic: 'CITIUS33' },
    });
    expect(rowOf('16,475,1,,,,Check Paid,-', '88,CRNM: SHOP', '88,CHKN: 24108')).toMatchObject({
      counterparty: { name: 'SHOP' },
      chequeNumber: '24108',
    });
    expect(rowOf('16,195,1,,,,UETR: 8F2B6A10-5C9E-4D2A-9B1E-0123456789AB/').uetr).toBe(
      '8f2b6a10-5c9e-4d2a-9b1e-0123456789ab',
    );
  });
});

describe('kind and time of a report', () => {
  test.each([
    ['1', 'intraday', '2026-03-02T10:15:00'],
    ['2', 'endOfDay', null],
    ['3', 'intraday', '2026-03-02T10:15:00'],
    ['4', 'endOfDay', null],
    ['', 'endOfDay', null],
  ])('as-of modifier %j is %s', (modifier, kind, asOf) => {
    const file = parse(recordsFile([], 0, `R,B,1,260302,1015,USD,${modifier}`));
    expect(file.statements).toMatchObject([{ kind, asOf }]);
  });

  test.each(['2400', '9999', ''])('at %j an intraday report is of the end of the day', (time) => {
    expect(parse(recordsFile([], 0, `R,B,1,260302,${time},USD,3`)).statements[0]?.asOf).toBe('2026-03-02');
  });

  test('without a modifier, current balances alone are intraday', () => {
    const file = parse(accountOf({ header: '1,USD,030,5,,,060,7,,', control: 12 }, 'R,B,1,260302,1015'));
    expect(file.statements).toMatchObject([
      {
        kind: 'intraday',
        balances: [
          { type: 'interimBooked', code: '030' },
          { type: 'interimAvailable', code: '060' },
        ],
      },
    ]);
    expect(codes(file)).toEqual([]);
  });
});

describe('group status', () => {
  test.each([
    ['2', 'group.deletion', 'error', 0],
    ['3', 'group.correction', 'warning', 1],
    ['4', 'group.test', 'warning', 0],
  ])('%s: %s', (status, code, severity, statements) => {
    const file = parse(recordsFile([], 0, `R,B,${status},260302,,USD,2`));
    expect(file.statements).toHaveLength(statements);
    expect(file.problems).toMatchObject([{ code, severity, line: 2 }]);
  });

  test('a group without a date gives nothing, the next one does', () => {
    const account = { header: '1,USD,010,0,,,015,5,,', records: ['16,142,5,,,,/'], control: 10 };
    const file = parse(fileOf([groupOf([account], 'R,B,1,26XX02,,USD,2'), groupOf([account])]).join('\n'));
    expect(file.problems).toMatchObject([{ severity: 'error', code: 'date.invalid', line: 2 }]);
    expect(file.statements).toMatchObject([{ balanceCheck: 'verified', rows: [{ amount: '0.05' }] }]);
  });
});

describe('control totals and counts', () => {
  const sample = SAMPLES.previousDay as string;

  test.each([
    [/\n49,\d+,/, '\n49,500249,', 'control.total', 'differ by 0.49 USD'],
    [/(\n49,\d+),5/, '$1,7', 'control.records', 'counts 7 records, 5 were read'],
    [/(\n98,\d+),1/, '$1,2', 'control.accounts', 'counts 2 accounts, 1 were read'],
    [/(\n98,\d+,1),7/, '$1,9', 'control.records', 'counts 9 records, 7 were read'],
    [/(\n99,\d+),1/, '$1,3', 'control.groups', 'counts 3 groups, 1 were read'],
    [/(\n99,\d+,1),9/, '$1,10', 'control.records', 'counts 10 records, 9 were read'],
    [/\n99,\d+/, '\n99,500201', 'control.total', 'differ by 1 in smallest units'],
  ])('%s as %s', (pattern, replacement, code, words) => {
    const broken = sample.replace(pattern, replacement);
    expect(broken).not.toBe(sample);
    const problems = parse(broken).problems.filter((problem) => problem.code === code);
    expect(problems[0]).toMatchObject({ severity: 'warning' });
    expect(problems.map(({ message }) => message).join()).toContain(words);
  });

  test('the bank’s totals of credits and debits are compared with the rows', () => {
    const file = parse(sample.replace('100,50050,2', '100,50051,3').replace('400,2000,1', '400,1999,1'));
    expect(
      file.problems.filter(({ code }) => code === 'total.mismatch').map(({ message }) => message),
    ).toEqual([
      'The bank (type code 100) totals 500.51 USD of credits in 3, the rows give 500.50 in 2: they differ by 0.01 USD.',
      'The bank (type code 400) totals 19.99 USD of debits in 1, the rows give 20.00 in 1: they differ by -0.01 USD.',
    ]);
  });

  test('balances that do not close are said with the difference', () => {
    const file = parse(
      accountOf({ header: '1,USD,010,100,,,015,300,,', records: ['16,142,150,,,,/'], control: 550 }),
    );
    expect(file.statements[0]).toMatchObject({ balanceCheck: 'discrepancy', balanceDifference: '-0.50' });
    expect(codes(file)).toEqual(['balance.discrepancy']);
  });

  test('the same account twice is said', () => {
    const account = { header: '1,USD,010,0,,,015,0,,', control: 0 };
    expect(codes(parse(fileOf([groupOf([account, account])]).join('\n')))).toEqual(['statement.repeated']);
  });

  test('missing trailers are said, and the rows kept', () => {
    const lines = sample.split('\n').filter((line) => !/^(?:49|98|99),/.test(line));
    const file = parse(`${[...lines.slice(0, -1), ...lines.slice(1, -1)].join('\n')}\n`);
    expect(codes(file)).toEqual([
      'trailer.missing',
      'trailer.missing',
      'statement.truncated',
      'statement.repeated',
      'trailer.missing',
    ]);
    expect(rowsOf(file)).toHaveLength(6);
  });
});

describe('physical records', () => {
  const whole = parse(SAMPLES.previousDay as string);
  const lines = (SAMPLES.previousDay as string).trimEnd().split('\n');
  const padded = (length: number) =>
    lines.map((line, i) => (i === 0 ? line.replace(',1,,,2', `,1,${length},,2`) : line).padEnd(length));

  const same = (text: string) => {
    const file = parse(text);
    expect(codes(file)).toEqual([]);
    const plain = (f: ParsedFile) =>
      f.statements.map((s) => ({ ...s, rows: s.rows.map((row) => ({ ...row, line: 1 })) }));
    expect(plain(file)).toEqual(plain(whole));
  };

  test.each([
    ['CR LF', lines.join('\r\n')],
    ['CR', `${lines.join('\r')}\r`],
    ['blank lines', lines.join('\n\n')],
    ['mixed line ends', lines.join('\n').replace('\n', '\r\n').replace('\n16', '\r16')],
    ['padded lines', padded(120).join('\r\n')],
    ['fixed length without line ends', padded(120).join('')],
    ['nothing between records', lines.join('')],
    ['blanks between records', `${lines.join('  ')} `],
    ['two records on a line', lines.join('\n').replace('/\n49', '/  49').replace('/\n02', '/   02')],
    ['a byte order mark', `\ufeff${lines.join('\n')}`],
    ['blanks before records', lines.join('\n  ')],
    ['a trailing Ctrl-Z', `${lines.join('\n')}\n\u001a`],
    ['no slashes', lines.map((line) => line.replace(/\/$/, '')).join('\n')],
  ])('%s make no difference', (_, text) => same(text));

  test('NUL bytes are left out, with a warning', () => {
    expect(codes(parse(`${lines.join('\n')}\0\0`))).toEqual(['bytes.nul']);
  });

  test('a word that a full record cuts is whole again', () => {
    const text = recordsFile(
      ['16,142,1,Z,BR,CR,ABCDEFGHIJ', '88,KLM NOPQRSTUVWXYZ 12345', '88, SEPARATE/'],
      1,
    );
    const declared = text.replace(',1,,,2/', ',1,28,,2/');
    expect(rowsOf(parse(declared))[0]?.description).toBe('ABCDEFGHIJ KLM NOPQRSTUVWXYZ 12345 SEPARATE');
    const full = declared.replace('ABCDEFGHIJ', 'ABCDEFGHIJK');
    expect(rowsOf(parse(full))[0]?.description).toBe('ABCDEFGHIJKKLM NOPQRSTUVWXYZ 12345 SEPARATE');
  });

  test('text in another character set is read', () => {
    const text = recordsFile(['16,142,1,Z,BR,CR,Müller, Köln/'], 1);
    expect(rowsOf(parse(Buffer.from(text, 'latin1')))[0]?.description).toBe('Müller, Köln');
  });
});

describe('broken files', () => {
  const sample = SAMPLES.previousDay as string;

  test('a file that was cut off keeps its good rows and says so', () => {
    const file = parse(sample.slice(0, sample.indexOf('16,475,2000') + 9));
    expect(rowsOf(file)).toHaveLength(1);
    expect(codes(file).slice(0, 2)).toEqual(['row.truncated', 'statement.truncated']);
    expect(file.problems[0]).toMatchObject({ severity: 'error', raw: '16,475,20' });
  });

  test('an account that the end of the file cuts is not taken in', () => {
    const file = parse(sample.slice(0, sample.indexOf('015,148050') + 7));
    expect(file.statements).toEqual([]);
    expect(file.problems[0]).toMatchObject({ severity: 'error', code: 'statement.truncated' });
  });

  test('one bad row is a problem with its line and text', () => {
    const file = parse(sample.replace('16,475,2000,Z', '16,475,2x00,Z'));
    expect(rowsOf(file)).toHaveLength(2);
    expect(file.problems[0]).toMatchObject({
      severity: 'error',
      line: 5,
      code: 'amount.invalid',
      raw: '16,475,2x00,Z,8812,1234/',
    });
    expect(file.problems.at(-1)?.message).toContain('1 of its rows could not be read');
  });

  test.each([
    ['an unknown record', '55,SOMETHING/\n', 'record.unknown'],
    ['a second record code', '1642,SOMETHING/\n', 'record.unknown'],
  ])('%s is a problem, the rest is read', (_, line, code) => {
    const file = parse(sample.replace('49,', `${line}49,`));
    expect(codes(file)).toEqual([code]);
    expect(file.problems[0]).toMatchObject({ severity: 'error', line: 7, raw: line.trim() });
    expect(rowsOf(file)).toHaveLength(3);
  });

  test('rows outside an account are problems', () => {
    const file = parse(sample.replace(/\n03,.*/, ''));
    expect(file.statements).toEqual([]);
    expect(codes(file).slice(0, 3)).toEqual(['record.misplaced', 'record.misplaced', 'record.misplaced']);
  });

  test('a summary that is out of step is a problem, and says where', () => {
    const file = parse(sample.replace('010,100000,,,', '010,100000,,'));
    expect(file.problems.map(({ severity, code }) => [severity, code])).toContainEqual([
      'error',
      'typeCode.unknown',
    ]);
    expect(file.statements[0]?.openingBalance?.amount).toBe('1000.00');
  });

  test('a record without end is cut, and the rest of the file is read', () => {
    const file = parse(sample.replace('INTEREST', 'x'.repeat(600_000)));
    expect(codes(file)).toEqual(['record.tooLong']);
    expect(file.statements[0]?.balanceCheck).toBe('verified');
    expect(rowsOf(file)[2]?.description.length).toBeLessThan(262_144);
  });

  test('a record that continues without end is cut', () => {
    const more = `88,${'y'.repeat(1000)}\n`.repeat(400);
    const file = parse(sample.replace('FEBRUARY 2/\n', `FEBRUARY 2\n${more}`));
    expect(codes(file).slice(0, 1)).toEqual(['record.tooLong']);
    expect(rowsOf(file)).toHaveLength(3);
  });

  test.each(['\n', ''])(
    'the record that is too long is the one that is said to be, parted by %j',
    (newline) => {
      const text = sample.replace('INTEREST', 'x'.repeat(300_000)).replaceAll('\n', newline);
      const file = parse(text);
      expect(file.problems).toMatchObject([{ code: 'record.tooLong', line: 6 }]);
    },
  );

  test('a summary of nothing but problems takes time in proportion to their number', () => {
    const started = performance.now();
    const file = parse(sample.replace('045,148050', `045,x${'/\n88,,,010,x'.repeat(18_000)}`));
    expect(performance.now() - started).toBeLessThan(5_000);
    expect(file.problems[0]).toMatchObject({ code: 'amount.invalid', line: 3 });
    expect(codes(file)).toContain('limit.problems');
  });

  test('slashes without end, in a file without line ends, take time in proportion to their number', () => {
    const started = performance.now();
    const file = parse(`${sample.replaceAll('\n', '').replace('INTEREST', '/'.repeat(3_000_000))}`);
    expect(performance.now() - started).toBeLessThan(5_000);
    expect(codes(file)).toEqual(['record.tooLong']);
    expect(rowsOf(file)).toHaveLength(3);
  });

  test('what a transmission puts before the file is said, and the file read', () => {
    const file = parse(`$$ADD ID=BANK BATCHID=BAI\n${sample}`);
    expect(file.problems).toMatchObject([{ code: 'record.unknown', line: 1 }]);
    expect(rowsOf(file)).toHaveLength(3);
  });

  test('another version is said', () => {
    expect(codes(parse(sample.replace(',1,,,2/', ',1,,,1/')))).toEqual(['version.unknown']);
  });

  test('two files in one', () => {
    const file = parse(sample + (SAMPLES.continued as string));
    expect(codes(file)).toEqual(['balance.missing']);
    expect(file.statements).toHaveLength(4);
  });
});
