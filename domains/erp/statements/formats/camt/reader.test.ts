import { describe, expect, test } from 'vitest';
import type { ParsedFile, ParsedRow } from '../../parsed-statement.ts';
import { parsedFileSchema } from '../../parsed-statement.ts';
import { parseStatementBytes } from '../collect.ts';
import { ACCOUNT, balance, camtOf, entry, SAMPLES, statement } from '../testing/camt-samples.ts';

function parse(text: string | Uint8Array): ParsedFile {
  const file = parseStatementBytes('test.xml', typeof text === 'string' ? Buffer.from(text) : text);
  expect(parsedFileSchema.parse(file)).toEqual(file);
  return file;
}

const codes = (file: ParsedFile) => file.problems.map(({ code }) => code);
const rowsOf = (file: ParsedFile) => file.statements.flatMap(({ rows }) => rows);
const parseEntry = (xml: string) => parse(camtOf(statement(xml, '1001.00')));

/** The one row of a statement around this entry. */
function rowOf(xml: string): ParsedRow {
  const [row, ...others] = rowsOf(parseEntry(xml));
  expect(others).toEqual([]);
  if (!row) throw new Error('No row was read.');
  return row;
}

describe('a statement', () => {
  const file = parse(SAMPLES.statement as string);

  test('has its header, balances and the proof that they close', () => {
    expect(codes(file)).toEqual([]);
    expect(file).toMatchObject({
      format: 'camt053',
      formatVersion: 'camt.053.001.08',
      encoding: 'utf-8',
      statements: [
        {
          kind: 'endOfDay',
          account: {
            iban: 'DE89370400440532013000',
            other: null,
            bic: 'COBADEFFXXX',
            currency: 'EUR',
            owner: 'Muster GmbH',
          },
          statementId: 'STMT-1',
          sequenceNumber: '42',
          asOf: null,
          openingBalance: { amount: '1000.00', currency: 'EUR', date: '2026-03-01' },
          closingBalance: { amount: '1020.05', currency: 'EUR', date: '2026-03-02' },
          balanceCheck: 'verified',
          balanceDifference: '0.00',
        },
      ],
    });
  });

  test('has its rows with what their transactions say', () => {
    expect(rowsOf(file)[0]).toMatchObject({
      bookingDate: '2026-03-02',
      valueDate: '2026-03-02',
      amount: '50.05',
      direction: 'credit',
      currency: 'EUR',
      status: 'booked',
      reference: 'INSTR-1',
      bankReference: 'BANK-1',
      endToEndId: 'E2E-1',
      uetr: '8a562c67-ca16-48ba-b074-65581be6f001',
      transactionCode: 'PMNT/RCDT/ESCT',
      businessCode: '166',
      counterparty: { name: 'Käufer & Söhne', account: 'DE02120300000000202051', bic: 'BYLADEM1001' },
      ultimateParty: { name: 'Endkunde' },
      description: 'Gutschrift RG 4711 vom 02.03.',
      remittance: { unstructured: 'RG 4711 vom 02.03.' },
      details: [],
      line: 9,
    });
  });

  test('has its batches with their members, which do not change the amount', () => {
    expect(rowsOf(file)[1]).toMatchObject({
      amount: '30.00',
      direction: 'debit',
      reference: 'PAY-7',
      endToEndId: null,
      batch: { id: 'PAY-7', count: 2 },
      details: [
        { amount: '10.00', endToEndId: 'PART-1', counterparty: { name: 'Lieferant 1' } },
        { amount: '20.00', endToEndId: 'PART-2', counterparty: { name: 'Lieferant 2' } },
      ],
    });
  });
});

describe('versions, variants and messages', () => {
  test('version 001.01, without CdOrPrtry and NtryDtls', () => {
    const file = parse(SAMPLES.firstVersion as string);
    expect(file).toMatchObject({ format: 'camt053', formatVersion: 'camt.053.001.01', problems: [] });
    expect(file.statements).toMatchObject([
      {
        account: { iban: null, other: '0123456789', currency: 'CHF' },
        sequenceNumber: '7',
        openingBalance: { amount: '-10.00', currency: 'CHF' },
        balanceCheck: 'verified',
        rows: [
          {
            bookingDate: '2010-01-05',
            valueDate: null,
            endToEndId: 'OLD-E2E',
            counterparty: { name: 'Alt AG', bic: 'UBSWCHZH80A' },
          },
        ],
      },
    ]);
  });

  test.each(['001.02', '001.03', '001.04', '001.06', '001.08', '001.10', '001.13'])(
    'version %s',
    (version) => {
      const file = parse(camtOf(statement(entry('5.00'), '1005.00'), { version }));
      expect(file).toMatchObject({ formatVersion: `camt.053.${version}`, problems: [] });
      expect(file.statements[0]?.balanceCheck).toBe('verified');
    },
  );

  test('any prefix', () => {
    const file = parse(SAMPLES.prefixed as string);
    expect(file).toMatchObject({ formatVersion: 'camt.053.001.02', problems: [] });
    expect(rowsOf(file)).toHaveLength(1);
  });

  test('a namespace of its own, and an envelope around', () => {
    const inner = (SAMPLES.statement as string)
      .replace(/^<\?xml.*\?>\n/, '')
      .replace(
        'urn:iso:std:iso:20022:tech:xsd:camt.053.001.08',
        'http://www.example.com/de/camt.053.001.04.ch.02',
      );
    const file = parse(
      `<env:Envelope xmlns:env="urn:x"><AppHdr><Fr>BANK</Fr></AppHdr>${inner}</env:Envelope>`,
    );
    expect(file).toMatchObject({ format: 'camt053', formatVersion: 'camt.053.001.04', problems: [] });
    expect(rowsOf(file)).toHaveLength(2);
  });

  test('camt.052 is intraday, as of the end of its period; only booked rows count', () => {
    const file = parse((SAMPLES.report as string).replace('CLBD', 'ITBD'));
    expect(file).toMatchObject({ format: 'camt052', formatVersion: 'camt.052.001.06', problems: [] });
    expect(file.statements).toMatchObject([
      {
        kind: 'intraday',
        asOf: '2026-03-02T12:00:00+01:00',
        closingBalance: null,
        balances: [{ type: 'openingBooked' }, { type: 'interimBooked', code: 'ITBD', amount: '993.00' }],
        balanceCheck: 'unverifiable',
        rows: [{ status: 'pending' }, { status: 'booked' }],
      },
    ]);
  });

  test('camt.054 is an advice and needs no balances', () => {
    const file = parse(SAMPLES.notification as string);
    expect(file).toMatchObject({ format: 'camt054', problems: [] });
    expect(file.statements).toMatchObject([
      {
        kind: 'advice',
        asOf: '2026-03-03T05:30:00+01:00',
        rows: [{ endToEndId: 'E2E-9', direction: 'debit' }],
      },
    ]);
  });

  test('several documents in one file', () => {
    const file = parse((SAMPLES.statement as string) + SAMPLES.firstVersion + SAMPLES.notification);
    expect(codes(file)).toEqual([]);
    expect(file.statements.map(({ statementId }) => statementId)).toEqual(['STMT-1', 'OLD-1', 'NTF-1']);
  });

  test('a statement that is there twice is said to be', () => {
    expect(codes(parse((SAMPLES.statement as string) + SAMPLES.statement))).toEqual(['statement.repeated']);
  });
});

describe('pages', () => {
  test('are one statement', () => {
    const file = parse(SAMPLES.pages as string);
    expect(codes(file)).toEqual([]);
    expect(file.statements).toMatchObject([
      {
        openingBalance: { amount: '100.00' },
        closingBalance: { amount: '80.00' },
        balanceCheck: 'verified',
        rows: [{ rowNumber: 1 }, { rowNumber: 2 }],
      },
    ]);
  });

  test('are missed when they are not there', () => {
    const [first, second] = (SAMPLES.pages as string).split(/(?<=<\/Stmt>\n)/);
    const end = '</BkToCstmrStmt></Document>';
    expect(codes(parse(`${first}${end}`))).toEqual(['page.missing', 'balance.missing']);
    const head = (SAMPLES.pages as string).split('<Stmt>')[0];
    expect(codes(parse(`${head}${second}${end}`))).toEqual(['page.missing', 'balance.missing']);
    const gap = (SAMPLES.pages as string).replace('<PgNb>2', '<PgNb>3');
    expect(codes(parse(gap))).toEqual(['page.gap']);
  });

  test('of a message, as version 001.02 has them', () => {
    const pgntn = (page: number, last: boolean) =>
      `</CreDtTm><MsgPgntn><PgNb>${page}</PgNb><LastPgInd>${last}</LastPgInd></MsgPgntn></GrpHdr>`;
    const page = (xml: string, number: number, last: boolean) =>
      camtOf(`<Stmt><Id>P</Id>${ACCOUNT}${xml}</Stmt>`).replace('</CreDtTm></GrpHdr>', pgntn(number, last));
    const file = parse(
      page(balance('OPBD', '1.00') + entry('2.00'), 1, false) + page(balance('CLBD', '3.00'), 2, true),
    );
    expect(codes(file)).toEqual([]);
    expect(file.statements).toMatchObject([{ balanceCheck: 'verified', rows: [{ amount: '2.00' }] }]);
  });
});

describe('balances', () => {
  test.each([
    ['OPBD', 'openingBooked'],
    ['PRCD', 'openingBooked'],
    ['CLBD', 'closingBooked'],
    ['ITBD', 'interimBooked'],
    ['OPAV', 'openingAvailable'],
    ['CLAV', 'closingAvailable'],
    ['FWAV', 'forwardAvailable'],
    ['ITAV', 'interimAvailable'],
    ['INFO', 'other'],
    ['XPCD', 'other'],
  ])('%s is %s', (code, type) => {
    const file = parse(camtOf(`<Stmt>${ACCOUNT}${balance(code, '-1.50')}</Stmt>`));
    expect(file.statements[0]?.balances).toEqual([
      { type, code, amount: '-1.50', currency: 'EUR', date: '2026-03-02' },
    ]);
  });

  test('OPBD before PRCD, in whichever order they come', () => {
    const [opbd, prcd] = [balance('OPBD', '1.00'), balance('PRCD', '2.00')];
    for (const xml of [opbd + prcd, prcd + opbd]) {
      const file = parse(camtOf(`<Stmt>${ACCOUNT}${xml}</Stmt>`));
      expect(file.statements[0]?.openingBalance?.amount).toBe('1.00');
    }
  });

  test('a sub-type: INTM between pages, BCUR in another currency', () => {
    const sub = (xml: string, code: string) => xml.replace('</Tp>', `<SubTp><Cd>${code}</Cd></SubTp></Tp>`);
    const xml =
      sub(balance('OPBD', '1.00'), 'INTM') + balance('CLBD', '1.00') + sub(balance('CLBD', '9.00'), 'BCUR');
    expect(parse(camtOf(`<Stmt>${ACCOUNT}${xml}</Stmt>`)).statements).toMatchObject([
      {
        openingBalance: { amount: '1.00' },
        closingBalance: { amount: '1.00' },
        balances: [
          { type: 'interimBooked', code: 'OPBD/INTM' },
          { type: 'closingBooked', code: 'CLBD' },
          { type: 'other', code: 'CLBD/BCUR', amount: '9.00' },
        ],
        balanceCheck: 'verified',
      },
    ]);
  });

  test('that do not close are said to, by how much', () => {
    const file = parse(camtOf(statement(entry('5.00'), '1006.00')));
    expect(file.statements).toMatchObject([{ balanceCheck: 'discrepancy', balanceDifference: '-1.00' }]);
    expect(codes(file)).toEqual(['balance.discrepancy']);
  });

  test('in two currencies prove nothing', () => {
    const xml = balance('OPBD', '1.00') + balance('CLBD', '1.00', '2026-03-02', 'USD');
    const file = parse(camtOf(`<Stmt>${ACCOUNT}${xml}</Stmt>`));
    expect(codes(file)).toEqual(['currency.mismatch']);
    expect(file.statements[0]?.balanceCheck).toBe('unverifiable');
  });

  test('that cannot be read are said to', () => {
    const xml = balance('OPBD', '1.00').replace('1.00', 'none') + balance('CLBD', '1.00');
    const file = parse(camtOf(`<Stmt>${ACCOUNT}${xml}</Stmt>`));
    expect(file.problems[0]).toMatchObject({ severity: 'error', code: 'balance.invalid' });
    expect(file.problems[0]?.raw).toContain('none');
  });
});

describe('an account', () => {
  const without = ACCOUNT.replace('<Ccy>EUR</Ccy>', '');

  test('without a currency has that of its balances', () => {
    const file = parse(camtOf(statement(entry('5.00'), '1005.00', { account: without })));
    expect(codes(file)).toEqual([]);
    expect(file.statements[0]?.account.currency).toBe('EUR');
  });

  test('without a currency and balances has that of its entries', () => {
    const file = parse(camtOf(`<Ntfctn>${without}${entry('5.00')}</Ntfctn>`, { message: '054' }));
    expect(file.statements[0]?.account.currency).toBe('EUR');
  });

  test('with wrong check digits, or none', () => {
    const wrong = parse(camtOf(statement('', '1000.00', { account: ACCOUNT.replace('DE89', 'DE88') })));
    expect(codes(wrong)).toEqual(['account.checkDigits']);
    expect(wrong.statements[0]?.account).toMatchObject({ iban: null, other: 'DE88370400440532013000' });
    expect(codes(parse(camtOf(statement('', '1000.00', { account: '' }))))).toEqual(['account.missing']);
  });
});

describe('amounts', () => {
  test.each([
    ['EUR', '0.00', '0.00'],
    ['EUR', '.5', '0.5'],
    ['EUR', '5.', '5'],
    ['EUR', '00012.30000', '12.30'],
    ['EUR', ' 7.10 ', '7.10'],
    ['JPY', '1234.00', '1234'],
    ['KWD', '1.234', '1.234'],
  ])('%s %s is %s', (currency, text, amount) => {
    const xml = entry('1.00').replace('Ccy="EUR">1.00', `Ccy="${currency}">${text}`);
    expect(rowOf(xml)).toMatchObject({ amount, currency });
  });

  test.each([
    ['EUR', '1,00', 'amount.invalid'],
    ['EUR', '-1.00', 'amount.invalid'],
    ['EUR', '1e3', 'amount.invalid'],
    ['EUR', '', 'amount.invalid'],
    ['JPY', '1234.50', 'amount.decimals'],
    ['eur', '1.00', 'currency.invalid'],
  ])('%s %j is an error, and the rows around it stay', (currency, text, code) => {
    const broken = entry('1.00').replace('Ccy="EUR">1.00', `Ccy="${currency}">${text}`);
    const file = parseEntry(`${entry('2.00')}\n${broken}\n${entry('3.00')}`);
    expect(rowsOf(file).map(({ amount }) => amount)).toEqual(['2.00', '3.00']);
    expect(file.problems[0]).toMatchObject({ severity: 'error', line: 10, code, raw: broken });
  });

  test('an entry that does not say whether it is a credit is an error', () => {
    expect(codes(parseEntry(entry('1.00').replace('CRDT', 'PLUS')))).toContain('direction.invalid');
    expect(codes(parseEntry(entry('1.00').replace(/<CdtDbtInd>.*?<\/CdtDbtInd>/, '')))).toContain(
      'direction.invalid',
    );
  });

  test('entries in another currency than the account prove nothing', () => {
    const file = parseEntry(entry('1.00').replace('EUR', 'USD'));
    expect(file.statements[0]).toMatchObject({ balanceCheck: 'unverifiable', rows: [{ currency: 'USD' }] });
    expect(codes(file)).toEqual(['currency.mismatch']);
  });
});

describe('status, reversal and dates', () => {
  test.each([
    ['<Sts>BOOK</Sts>', 'booked'],
    ['<Sts><Cd>BOOK</Cd></Sts>', 'booked'],
    ['', 'booked'],
    ['<Sts>PDNG</Sts>', 'pending'],
    ['<Sts><Cd>PDNG</Cd></Sts>', 'pending'],
    ['<Sts><Cd>FUTR</Cd></Sts>', 'pending'],
    ['<Sts>INFO</Sts>', 'information'],
  ])('%s is %s', (xml, status) => {
    expect(rowOf(entry('1.00', '', xml)).status).toBe(status);
  });

  test('a status that nobody knows counts as pending, and is said', () => {
    const file = parseEntry(entry('1.00', '', '<Sts><Prtry>HELD</Prtry></Sts>'));
    expect(rowsOf(file)).toMatchObject([{ status: 'pending' }]);
    expect(codes(file)).toContain('status.unknown');
  });

  test('the indicator of a reversal says what it does to the account', () => {
    const xml = entry('-1.00').replace('<Sts>', '<RvslInd>true</RvslInd><Sts>');
    expect(rowOf(xml)).toMatchObject({ direction: 'debit', isReversal: true });
  });

  test.each([
    ['<DtTm>2026-03-02T23:30:00+01:00</DtTm>', '2026-03-02'],
    ['<DtTm>2026-03-02T23:30:00.123Z</DtTm>', '2026-03-02'],
    ['<Dt>2026-03-02Z</Dt>', '2026-03-02'],
    ['<Dt>2026-03-02+05:30</Dt>', '2026-03-02'],
  ])('%s is %s', (xml, date) => {
    expect(rowOf(entry('1.00').replaceAll('<Dt>2026-03-02</Dt>', xml))).toMatchObject({
      bookingDate: date,
      valueDate: date,
    });
  });

  test('30 February is the last of February, and is said', () => {
    const file = parseEntry(entry('1.00').replaceAll('2026-03-02', '2026-02-30'));
    expect(rowsOf(file)).toMatchObject([{ bookingDate: '2026-02-28', valueDate: '2026-02-28' }]);
    expect(codes(file)).toEqual(['date.adjusted', 'date.adjusted']);
  });

  test('without a booking date the value date stands for it, then the day of the statement', () => {
    const noBooking = entry('1.00')
      .replace(/<BookgDt>.*?<\/BookgDt>/, '')
      .replace('2026-03-02', '2026-03-04');
    const neither = entry('1.00').replace(/<BookgDt>.*<\/ValDt>/, '');
    const file = parse(camtOf(statement(`${noBooking}${neither}`, '1002.00')));
    expect(rowsOf(file)).toMatchObject([
      { bookingDate: '2026-03-04', valueDate: '2026-03-04' },
      { bookingDate: '2026-03-02', valueDate: null },
    ]);
    expect(file.problems).toMatchObject([{ severity: 'warning', line: 9, code: 'date.missing' }]);
    expect(file.problems[0]?.message).toContain('2 entries');
  });

  test('a pending entry needs no booking date', () => {
    const xml = entry('1.00', '', '<Sts>PDNG</Sts>').replace(/<BookgDt>.*?<\/BookgDt>/, '');
    expect(codes(parse(camtOf(statement(xml, '1000.00'))))).toEqual([]);
  });
});

test('the bank’s count of entries is compared with what was read', () => {
  const head = '<TxsSummry><TtlCdtNtries><NbOfNtries>2</NbOfNtries></TtlCdtNtries></TxsSummry>';
  expect(codes(parse(camtOf(statement(head + entry('1.00'), '1001.00'))))).toEqual(['total.mismatch']);
  expect(codes(parse(camtOf(statement(head + entry('1.00') + entry('1.00'), '1002.00'))))).toEqual([]);
});

test('the bank’s sums of credits and debits are compared with the booked entries, where all are booked', () => {
  const totals = (sum: string) => `<TxsSummry><TtlCdtNtries><Sum>${sum}</Sum></TtlCdtNtries></TxsSummry>`;
  const rows = entry('1.00') + entry('1.50');
  expect(codes(parse(camtOf(statement(totals('2.5') + rows, '1002.50'))))).toEqual([]);
  const { problems } = parse(camtOf(statement(totals('3.50') + rows, '1002.50')));
  expect(problems).toMatchObject([{ severity: 'warning', code: 'total.mismatch' }]);
  expect(problems[0]?.message).toContain('they differ by 1.00');
  const pending = entry('9.00', '', '<Sts>PDNG</Sts>');
  expect(codes(parse(camtOf(statement(totals('11.50') + rows + pending, '1002.50'))))).toEqual([]);
});
