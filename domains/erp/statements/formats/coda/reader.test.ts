import { describe, expect, test } from 'vitest';
import type { ParsedFile } from '../../parsed-statement.ts';
import { parsedFileSchema } from '../../parsed-statement.ts';
import { parseStatementBytes } from '../collect.ts';
import {
  codaOf,
  HEADER,
  information,
  movement,
  oldBalance,
  recordOf,
  SAMPLES,
  second,
  statementOf,
  third,
} from '../testing/coda-samples.ts';

function parse(text: string, encoding: BufferEncoding = 'utf8'): ParsedFile {
  const file = parseStatementBytes('test.cod', Buffer.from(text, encoding));
  expect(parsedFileSchema.parse(file)).toEqual(file);
  return file;
}

const codes = (file: ParsedFile) => file.problems.map(({ code }) => code);
const rowsOf = (file: ParsedFile) => file.statements.flatMap(({ rows }) => rows);

describe('a statement with a simple movement and a total', () => {
  const file = parse(SAMPLES.belgium as string);

  test('has its account, balances and the proof that they close', () => {
    expect(file.problems).toEqual([]);
    expect(file).toMatchObject({ format: 'coda', formatVersion: '2', encoding: 'utf-8' });
    expect(file.statements).toMatchObject([
      {
        kind: 'endOfDay',
        account: { iban: 'BE68539007547034', bic: 'GKCCBEBB', currency: 'EUR', owner: 'EXAMPLE BV' },
        statementId: '017',
        sequenceNumber: '017',
        openingBalance: { amount: '1000.00', currency: 'EUR', date: '2026-03-01' },
        closingBalance: { amount: '1470.55', currency: 'EUR', date: '2026-03-02' },
        balanceCheck: 'verified',
      },
    ]);
  });

  test('keeps the structured communication and who paid', () => {
    expect(rowsOf(file)[0]).toMatchObject({
      bookingDate: '2026-03-02',
      valueDate: '2026-03-03',
      amount: '500.55',
      direction: 'credit',
      bankReference: 'BANKREF0001',
      endToEndId: 'E2E-4711',
      transactionCode: '00150000',
      counterparty: { name: 'CAFÉ ZÉBRÉ SPRL', account: 'BE43068999999501', bic: 'KREDBEBB' },
      description: '+++090/9337/55493+++ CAFÉ ZÉBRÉ SPRL, BRUXELLES',
      remittance: { unstructured: null, structured: [{ type: '101', number: '090933755493' }] },
      details: [],
      line: 3,
    });
  });

  test('has a total once, with its details', () => {
    expect(rowsOf(file)).toHaveLength(2);
    expect(rowsOf(file)[1]).toMatchObject({
      amount: '30.00',
      direction: 'debit',
      batch: { id: null, count: 2 },
      details: [
        {
          amount: '10.00',
          endToEndId: 'SAL-1',
          counterparty: { name: 'A. PEETERS', account: 'BE43068999999501' },
          description: 'A. PEETERS',
        },
        { amount: '20.00', description: 'B. JANSSENS' },
      ],
    });
  });
});

test('letters of one byte stand where the positions say, in a file without line ends too', () => {
  const file = parse((SAMPLES.belgium as string).replaceAll('\r\n', ''), 'latin1');
  expect(file.problems).toEqual([]);
  expect(file.encoding).toBe('windows-1252');
  expect(rowsOf(file)[0]?.counterparty.name).toBe('CAFÉ ZÉBRÉ SPRL');
});

test('a communication that goes on in the second and third record is whole again', () => {
  const first = 'A'.repeat(53);
  const file = parse(
    statementOf(
      [
        movement(1, 1_000, first),
        recordOf([1, `2200010000${'B'.repeat(53)}`]),
        recordOf([1, '2300010000'], [83, 'C'.repeat(43)]),
      ],
      { credits: 1_000 },
    ),
  );
  expect(file.problems).toEqual([]);
  expect(rowsOf(file)[0]?.remittance.unstructured).toBe(first + 'B'.repeat(53) + 'C'.repeat(43));
});

test('a SEPA direct debit has its mandate and creditor', () => {
  const text = `127020326110${'BE69ZZZ050000000008'.padEnd(35)}${'MANDATE-7'.padEnd(35)}${'PREMIUM MARCH'.padEnd(62)}`;
  const file = parse(
    statementOf(
      [
        movement(1, -12_340, text.slice(0, 53), { structured: true, code: '00501000' }),
        recordOf([1, `2200010000${text.slice(53, 106)}`], [113, '2MD06']),
        recordOf([1, '2300010000'], [48, 'INSURER NV'], [83, text.slice(106)]),
      ],
      { debits: 12_340 },
    ),
  );
  expect(file.problems).toEqual([]);
  expect(rowsOf(file)[0]).toMatchObject({
    mandateId: 'MANDATE-7',
    remittance: {
      unstructured: 'PREMIUM MARCH',
      structured: [{ type: 'creditorId', number: 'BE69ZZZ050000000008' }],
    },
    returnReason: { code: 'MD06', text: null },
  });
});

test('any other structured communication is kept whole with its type', () => {
  const file = parse(
    statementOf([movement(1, -1_000, '113CARD 1234   ATM', { structured: true })], { debits: 1_000 }),
  );
  expect(rowsOf(file)[0]?.remittance).toEqual({
    unstructured: null,
    structured: [{ type: '113', number: 'CARD 1234 ATM' }],
  });
});

describe('accounts', () => {
  test.each([
    ['0', '539007547034 EUR0BE', 'BE68539007547034', null],
    ['1', `${'NL 1234567'.padEnd(34)}EUR`, null, 'NL 1234567'],
    ['3', `${'DE89370400440532013000'.padEnd(34)}EUR`, 'DE89370400440532013000', null],
  ])('of structure %s', (structure, text, iban, other) => {
    const old = `1${structure}017${text.padEnd(37)}${oldBalance(0).slice(42)}`;
    const file = parse((SAMPLES.belgium as string).replace(oldBalance(1_000_000), old));
    expect(file.statements[0]?.account).toMatchObject({ iban, other, currency: 'EUR' });
  });

  test('without a currency: nothing is taken in, and it is said once', () => {
    const file = parse((SAMPLES.belgium as string).replace(/(?<=^12017.{37})EUR|EUR(?=0{2,})/m, '   '));
    expect(codes(file)).toEqual(['currency.invalid']);
    expect(file.statements).toEqual([]);
  });
});

describe('what the bank counts is held against the rows', () => {
  test('totals that differ, by how much', () => {
    const file = parse(statementOf([movement(1, 1_000, 'X')], { credits: 3_500 }));
    expect(codes(file)).toEqual(['total.mismatch', 'balance.discrepancy']);
    expect(file.problems[0]?.message).toContain('totals 3.50 EUR of credits, the rows give 1.00 in 1');
    expect(file.problems[0]?.message).toContain('differ by 2.50 EUR');
  });

  test('the number of records, with or without free communications', () => {
    const records = [recordOf([1, '4 00010000'], [33, 'NEW CONDITIONS'])];
    expect(codes(parse(statementOf(records)))).toEqual(['statement.message']);
    expect(codes(parse(statementOf(records, { count: 2 })))).toEqual(['statement.message']);
    expect(codes(parse(statementOf(records, { count: 9 })))).toEqual([
      'statement.message',
      'control.records',
    ]);
    expect(parse(statementOf(records)).problems[0]?.message).toContain('NEW CONDITIONS');
  });

  test('details that do not add up to their total', () => {
    const file = parse(
      statementOf(
        [
          movement(1, 5_000, 'TOTAL', { code: '20150000' }),
          movement(1, 3_000, 'A', { code: '60150000', detail: 1 }),
        ],
        { credits: 5_000 },
      ),
    );
    expect(codes(file)).toEqual(['batch.mismatch']);
    expect(file.problems[0]?.message).toContain('differ by -2.00 EUR');
    expect(file.statements[0]?.balanceCheck).toBe('verified');
  });
});

test('a detail without its total informs and moves no balance', () => {
  const file = parse(statementOf([movement(4, 3_000, 'A', { code: '60150000', detail: 1 })]));
  expect(file.problems).toEqual([]);
  expect(rowsOf(file)).toMatchObject([{ amount: '3.00', status: 'information' }]);
  expect(file.statements[0]?.balanceCheck).toBe('verified');
});

test('a correction is a reversal', () => {
  const file = parse(statementOf([movement(1, 1_000, 'X', { code: '00149000' })], { credits: 1_000 }));
  expect(rowsOf(file)[0]?.isReversal).toBe(true);
});

test('the first version has its names elsewhere', () => {
  const text = statementOf(
    [movement(1, 1_000, 'X'), third(1, '068999999501', `${'J. DUPONT'.padEnd(26)}RUE HAUTE 1`)],
    { credits: 1_000 },
  ).replace(HEADER, `${HEADER.slice(0, 127)}1`);
  const file = parse(text);
  expect(file.formatVersion).toBe('1');
  expect(rowsOf(file)[0]).toMatchObject({
    counterparty: { name: 'J. DUPONT', account: 'BE43068999999501' },
    description: 'X',
  });
});

describe('what is broken', () => {
  test('one bad movement is a problem with its line, and the rows around it stay', () => {
    const bad = movement(1, 1_000, 'X').replace('0000000000001000', '00000000000O1000');
    const file = parse(
      statementOf([bad, movement(2, 2_000, 'Y'), '7 what', information(2, 'SEEN')], {
        credits: 2_000,
        count: 6,
      }),
    );
    expect(file.problems).toMatchObject([
      { severity: 'error', code: 'amount.invalid', line: 3, raw: bad },
      { code: 'record.unknown', line: 5 },
    ]);
    expect(rowsOf(file)).toMatchObject([{ amount: '2.00', description: 'Y SEEN' }]);
  });

  test('a file that was cut says so, and keeps its rows', () => {
    const file = parse(codaOf([HEADER, oldBalance(0), movement(1, 1_000, 'X')]));
    expect(codes(file)).toEqual(['statement.truncated']);
    expect(rowsOf(file)).toHaveLength(1);
  });

  test('a record outside of any statement', () => {
    const file = parse(codaOf([HEADER, movement(1, 1_000, 'X'), second(1, 'Y')]));
    expect(codes(file)).toEqual(['record.misplaced', 'record.misplaced']);
  });
});

test('two statements in a file; the same one twice is said', () => {
  const file = parse((SAMPLES.belgium as string).repeat(2));
  expect(file.statements).toHaveLength(2);
  expect(codes(file)).toEqual(['statement.repeated']);
});
