import { describe, expect, test } from 'vitest';
import type { ParsedFile } from '../../parsed-statement.ts';
import { parsedFileSchema } from '../../parsed-statement.ts';
import { parseStatementBytes } from '../collect.ts';
import { auszug, SAMPLES, umsatz } from '../testing/multicash-samples.ts';
import { readAmount } from './values.ts';

function parse(text: string, encoding: BufferEncoding = 'utf8', currency?: string): ParsedFile {
  const options = currency === undefined ? {} : { table: { currency } };
  const file = parseStatementBytes('any.txt', Buffer.from(text, encoding), options);
  expect(parsedFileSchema.parse(file)).toEqual(file);
  return file;
}

const codes = (file: ParsedFile) => file.problems.map(({ code }) => code);
const rowsOf = (file: ParsedFile) => file.statements.flatMap(({ rows }) => rows);

describe('AUSZUG.TXT', () => {
  test('gives balances without rows', () => {
    const file = parse(SAMPLES.auszug as string);
    expect(file.problems).toEqual([]);
    expect(file).toMatchObject({ format: 'multicash', encoding: 'utf-8' });
    expect(file.statements).toMatchObject([
      {
        kind: 'endOfDay',
        account: { iban: null, other: '50070010/0123456', currency: 'EUR', owner: 'Müller GmbH' },
        sequenceNumber: '42',
        openingBalance: { amount: '1000.00', currency: 'EUR', date: null },
        closingBalance: { amount: '1480.50', currency: 'EUR', date: '2026-03-02' },
        balanceCheck: 'unverifiable',
        balanceDifference: null,
        rows: [],
      },
    ]);
  });

  test('totals that do not lead from balance to balance, by how much', () => {
    const file = parse(auszug(['1000,00', '-20,00', '500,50', '1480,00']));
    expect(codes(file)).toEqual(['total.mismatch']);
    expect(file.problems[0]?.message).toContain('differ by 0.50 EUR');
  });

  test('without rows is proved at once', () => {
    const file = parse(auszug(['-5,00', '0,00', '0,00', '-5,00'], { 18: '0' }));
    expect(file.statements).toMatchObject([
      { openingBalance: { amount: '-5.00' }, balanceCheck: 'verified', balanceDifference: '0.00' },
    ]);
  });

  test('without rows and with balances that differ says by how much', () => {
    const file = parse(auszug(['1000,00', '-20,00', '500,50', '1480,50'], { 18: '0' }));
    expect(file.statements).toMatchObject([{ balanceCheck: 'discrepancy', balanceDifference: '-480.50' }]);
    expect(file.problems).toMatchObject([{ severity: 'warning', code: 'balance.discrepancy', line: 1 }]);
    expect(file.problems[0]?.message).toContain('-480.50 EUR');
  });

  test('one bad line is a problem, and the others stay', () => {
    const bad = auszug(['1O00,00', '0,00', '0,00', '1']);
    const file = parse((SAMPLES.auszug as string) + bad + auszug(['1', '0', '0', '1'], { 5: 'ZZZ' }));
    expect(file.problems).toMatchObject([
      { severity: 'error', code: 'amount.invalid', line: 2 },
      { severity: 'error', code: 'currency.invalid', line: 3 },
    ]);
    expect(file.statements).toHaveLength(1);
  });
});

describe('UMSATZ.TXT', () => {
  test('gives rows without balances', () => {
    const file = parse(SAMPLES.umsatz as string, 'utf8', 'EUR');
    expect(file.problems).toEqual([]);
    expect(file.statements).toMatchObject([
      {
        account: { other: '50070010/0123456', currency: 'EUR' },
        sequenceNumber: '42',
        openingBalance: null,
        closingBalance: null,
        balanceCheck: 'unverifiable',
        rows: [
          {
            bookingDate: '2026-03-02',
            valueDate: '2026-03-03',
            amount: '500.50',
            direction: 'credit',
            reference: 'K-1',
            bankReference: '9310',
            endToEndId: 'E2E-4711',
            transactionCode: '51',
            businessCode: '166',
            counterparty: { name: 'Käthe Müller', account: 'DE89370400440532013000', bic: 'DEUTDEFF' },
            remittance: { unstructured: 'Rechnung 4711 für März' },
            line: 1,
          },
          {
            amount: '20.00',
            direction: 'debit',
            chequeNumber: '0000012345',
            counterparty: { name: null, account: '37040044/532013000', bic: null },
            description: 'ENTGELT Gebühren',
            line: 2,
          },
        ],
      },
    ]);
  });

  test('has no currency: euros, and a warning', () => {
    const file = parse(SAMPLES.umsatz as string, 'latin1');
    expect(codes(file)).toEqual(['currency.missing']);
    expect(file.encoding).toBe('windows-1252');
    expect(file.statements[0]?.account.currency).toBeNull();
    expect(rowsOf(file).map(({ currency }) => currency)).toEqual(['EUR', 'EUR']);
    expect(rowsOf(file)[0]?.counterparty.name).toBe('Käthe Müller');
  });

  test('of two statements or accounts is two statements', () => {
    const file = parse(
      umsatz('1,00') + umsatz('2,00', { 3: '43' }) + umsatz('3,00', { 3: '43', 2: '99' }),
      'utf8',
      'EUR',
    );
    expect(file.statements.map(({ sequenceNumber, rows }) => [sequenceNumber, rows.length])).toEqual([
      ['42', 1],
      ['43', 1],
      ['43', 1],
    ]);
  });

  test('without a business code has the text key in its place', () => {
    const file = parse(umsatz('1,00', { 9: '51' }), 'utf8', 'EUR');
    expect(rowsOf(file)).toMatchObject([{ transactionCode: '51', businessCode: '051' }]);
  });

  test('one bad row is a problem with its line and text, and the rows around it stay', () => {
    const bad = umsatz('1,0x');
    const dateless = umsatz('1,00', { 4: '', 14: '' });
    const file = parse(`${umsatz('1,00') + bad + dateless}what\r\n${umsatz('2,00')}`, 'utf8', 'EUR');
    expect(file.problems).toMatchObject([
      { severity: 'error', code: 'amount.invalid', line: 2, raw: bad.trim() },
      { severity: 'error', code: 'date.missing', line: 3 },
      { severity: 'error', code: 'record.unknown', line: 4 },
    ]);
    expect(rowsOf(file).map(({ amount }) => amount)).toEqual(['1.00', '2.00']);
  });

  test('the value date is the booking date where that is missing; 30 February is the last of its month', () => {
    const file = parse(umsatz('1,00', { 4: '30.02.2026', 14: '' }), 'utf8', 'EUR');
    expect(codes(file)).toEqual(['date.adjusted']);
    expect(rowsOf(file)).toMatchObject([{ bookingDate: '2026-02-28', valueDate: '2026-02-28' }]);
  });
});

test.each([
  ['1234,56', '1234.56', false],
  ['-1.234,56', '1234.56', true],
  ['1234.56-', '1234.56', true],
  ['+5', '5', false],
  ['5,', '5', false],
])('the amount %s', (text, amount, negative) => {
  expect(readAmount(text, 2)).toEqual({ amount, negative });
});

test.each([
  ['1.234', 'amount.ambiguous'],
  ['-5-', 'amount.invalid'],
  ['', 'amount.invalid'],
  ['1,234', 'amount.decimals'],
])('the amount %j is refused', (text, code) => {
  expect(readAmount(text, 2)).toMatchObject({ code });
});
