import { describe, expect, test } from 'vitest';
import type { ParsedFile } from '../../parsed-statement.ts';
import { parsedFileSchema } from '../../parsed-statement.ts';
import { parseStatementBytes } from '../collect.ts';
import {
  balanceOf,
  cfonbMoney,
  cfonbOf,
  complementOf,
  movementOf,
  SAMPLES,
} from '../testing/cfonb120-samples.ts';
import { cfonbAmount } from './amount.ts';

function parse(text: string, encoding: BufferEncoding = 'utf8'): ParsedFile {
  const file = parseStatementBytes('releve.txt', Buffer.from(text, encoding));
  expect(parsedFileSchema.parse(file)).toEqual(file);
  return file;
}

const codes = (file: ParsedFile) => file.problems.map(({ code }) => code);
const rowsOf = (file: ParsedFile) => file.statements.flatMap(({ rows }) => rows);

describe('an account with two movements', () => {
  const file = parse(SAMPLES.france as string);

  test('has its account, balances and the proof that they close', () => {
    expect(file.problems).toEqual([]);
    expect(file).toMatchObject({ format: 'cfonb120', encoding: 'utf-8' });
    expect(file.statements).toMatchObject([
      {
        kind: 'endOfDay',
        account: { iban: 'FR1420041010050500013M02606', other: null, currency: 'EUR' },
        openingBalance: { amount: '-190.40', currency: 'EUR', date: '2026-03-01' },
        closingBalance: { amount: '297.85', currency: 'EUR', date: '2026-03-02' },
        balanceCheck: 'verified',
      },
    ]);
  });

  test('has its rows with what their complements say', () => {
    const text = `FACTURE 4711 ${'X'.repeat(57)}`;
    expect(rowsOf(file)).toMatchObject([
      {
        bookingDate: '2026-03-02',
        valueDate: '2026-03-03',
        amount: '500.55',
        direction: 'credit',
        reference: 'REF-4711',
        bankReference: '0001234',
        endToEndId: 'E2E-4711',
        chequeNumber: null,
        transactionCode: '18',
        businessCode: '0162',
        counterparty: { name: 'SOCIÉTÉ ACME SARL' },
        remittance: { unstructured: `${text}YZ FIN`, structured: [] },
        instructedAmount: { amount: '543.21', currency: 'USD' },
        line: 2,
      },
      {
        amount: '12.30',
        direction: 'debit',
        mandateId: 'MANDAT-1',
        counterparty: { name: 'TELECOM SA' },
        remittance: { unstructured: null, structured: [{ type: 'structured', number: 'RF18539007547034' }] },
        line: 8,
      },
    ]);
    expect(rowsOf(file)[0]?.description).toMatch(/^VIR SEPA RECU SOCIÉTÉ ACME SARL FACTURE 4711/);
  });
});

test('letters of one byte stand where the positions say, in a file without line ends too', () => {
  const file = parse((SAMPLES.france as string).replaceAll('\r\n', ''), 'latin1');
  expect(file.problems).toEqual([]);
  expect(file.encoding).toBe('windows-1252');
  expect(rowsOf(file).map(({ counterparty }) => counterparty.name)).toEqual([
    'SOCIÉTÉ ACME SARL',
    'TELECOM SA',
  ]);
});

test('every sign and digit of the last character', () => {
  for (let digit = 0; digit < 10; digit++) {
    const amount = `1.2${digit}`;
    expect(cfonbAmount(cfonbMoney(120 + digit), 2, 'EUR')).toEqual({ amount, negative: false });
    expect(cfonbAmount(cfonbMoney(-120 - digit), 2, 'EUR')).toEqual({ amount, negative: true });
  }
  expect(cfonbAmount('00000000000123', 2, 'EUR')).toMatchObject({ code: 'amount.invalid' });
});

test.each([
  ['JPY', '0', '1234'],
  ['JPY', '2', '12'],
  ['TND', '3', '1.234'],
  ['EUR', '2', '12.34'],
])('%s with %s decimals', (currency, decimals, amount) => {
  const minor = currency === 'JPY' && decimals === '2' ? 1200 : 1234;
  const file = parse(
    cfonbOf([
      balanceOf('01', '010326', 0, currency, decimals),
      movementOf(minor, 'VIR', currency, decimals),
      balanceOf('07', '020326', minor, currency, decimals),
    ]),
  );
  expect(file.problems).toEqual([]);
  expect(rowsOf(file)).toMatchObject([{ amount, currency }]);
  expect(file.statements[0]?.balanceCheck).toBe('verified');
});

test('a cheque has its number, a rejection its reason', () => {
  const rejected = movementOf(-100, 'IMPAYE').replace('020326  ', '020326AC');
  const cheque = movementOf(-200, 'CHEQUE', 'EUR', '2', '01');
  const file = parse(
    cfonbOf([balanceOf('01', '010326', 300), rejected, cheque, balanceOf('07', '020326', 0)]),
  );
  expect(file.problems).toEqual([]);
  expect(rowsOf(file)).toMatchObject([
    { returnReason: { code: 'AC', text: null }, chequeNumber: null },
    { returnReason: null, chequeNumber: '0001234' },
  ]);
});

test('a balance that does not follow says by how much', () => {
  const file = parse(
    cfonbOf([balanceOf('01', '010326', 0), movementOf(100, 'VIR'), balanceOf('07', '020326', 150)]),
  );
  expect(codes(file)).toEqual(['balance.discrepancy']);
  expect(file.statements[0]).toMatchObject({ balanceDifference: '-0.50' });
});

test('one bad record is a problem with its line, and the rows around it stay', () => {
  const bad = movementOf(100, 'VIR').replace(cfonbMoney(100), '0000000000123X');
  const file = parse(
    cfonbOf([
      balanceOf('01', '010326', 0),
      bad,
      movementOf(200, 'VIR'),
      '99 what',
      complementOf('LIB', 'LOST'),
      balanceOf('07', '020326', 200),
    ]),
  );
  expect(file.problems).toMatchObject([
    { severity: 'error', code: 'amount.invalid', line: 2, raw: bad },
    { code: 'record.unknown', line: 4 },
    { code: 'record.misplaced', line: 5 },
  ]);
  expect(rowsOf(file).map(({ amount }) => amount)).toEqual(['2.00']);
});

test('a file that begins or ends in the middle says so, and keeps its rows', () => {
  const middle = parse(cfonbOf([movementOf(100, 'VIR'), balanceOf('07', '020326', 150)]));
  expect(codes(middle)).toEqual(['balance.missing']);
  expect(middle.statements).toMatchObject([{ openingBalance: null, balanceCheck: 'unverifiable' }]);
  expect(rowsOf(middle)).toHaveLength(1);
  const cut = parse(cfonbOf([balanceOf('01', '010326', 0), movementOf(100, 'VIR')]));
  expect(codes(cut)).toEqual(['statement.truncated']);
  expect(rowsOf(cut)).toHaveLength(1);
});

test('a currency that is none: nothing of the account is taken in, and it is said once', () => {
  const file = parse(
    cfonbOf([
      balanceOf('01', '010326', 0, 'ZZZ'),
      movementOf(100, 'VIR', 'ZZZ'),
      balanceOf('07', '020326', 100, 'ZZZ'),
    ]),
  );
  expect(codes(file)).toEqual(['currency.invalid']);
  expect(file.statements).toEqual([]);
});

test('a statement without rows, and the same one twice', () => {
  const records = [balanceOf('01', '010326', 500), balanceOf('07', '020326', 500)];
  const file = parse(cfonbOf([...records, ...records], '\n'));
  expect(codes(file)).toEqual(['statement.repeated']);
  expect(file.statements.map(({ balanceCheck }) => balanceCheck)).toEqual(['verified', 'verified']);
});
