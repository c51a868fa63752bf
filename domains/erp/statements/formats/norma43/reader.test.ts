import { describe, expect, test } from 'vitest';
import type { ParsedFile } from '../../parsed-statement.ts';
import { parsedFileSchema } from '../../parsed-statement.ts';
import { parseStatementBytes } from '../collect.ts';
import { END, final, HEADER, movement, norma43Of, SAMPLES } from '../testing/norma43-samples.ts';

function parse(text: string, encoding: BufferEncoding = 'utf8'): ParsedFile {
  const file = parseStatementBytes('test.n43', Buffer.from(text, encoding));
  expect(parsedFileSchema.parse(file)).toEqual(file);
  return file;
}

const codes = (file: ParsedFile) => file.problems.map(({ code }) => code);
const rowsOf = (file: ParsedFile) => file.statements.flatMap(({ rows }) => rows);

describe('an account with two movements', () => {
  const file = parse(SAMPLES.spain as string);

  test('has its account, balances and the proof that they close', () => {
    expect(file.problems).toEqual([]);
    expect(file).toMatchObject({ format: 'norma43', formatVersion: null, encoding: 'utf-8' });
    expect(file.statements).toMatchObject([
      {
        kind: 'endOfDay',
        account: {
          iban: 'ES9121000418450200051332',
          other: null,
          currency: 'EUR',
          owner: 'TITULAR EJEMPLO SL',
        },
        openingBalance: { amount: '1234.56', currency: 'EUR', date: '2026-03-01' },
        closingBalance: { amount: '1715.06', currency: 'EUR', date: '2026-03-02' },
        balances: [
          { type: 'openingBooked', code: '11', amount: '1234.56' },
          { type: 'closingBooked', code: '33', amount: '1715.06' },
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
        valueDate: '2026-03-03',
        amount: '500.50',
        direction: 'credit',
        currency: 'EUR',
        status: 'booked',
        reference: '000000004711',
        bankReference: '0000012345',
        chequeNumber: null,
        transactionCode: '04007',
        businessCode: null,
        description: 'TRANSFERENCIA DE PEÑA E HIJOS, FACTURA2026-17',
        remittance: {
          unstructured: 'TRANSFERENCIA DE PEÑA E HIJOS, FACTURA2026-17',
          structured: [
            { type: 'reference', number: '000000004711' },
            { type: 'reference', number: 'FACTURA 2026-17' },
          ],
        },
        instructedAmount: { amount: '543.21', currency: 'USD' },
        line: 2,
      },
      {
        rowNumber: 2,
        amount: '20.00',
        direction: 'debit',
        reference: null,
        chequeNumber: '0000012345',
        transactionCode: '01001',
        instructedAmount: null,
        line: 5,
      },
    ]);
  });
});

test('letters of one byte stand where the positions say', () => {
  const file = parse(SAMPLES.spain as string, 'latin1');
  expect(file.encoding).toBe('windows-1252');
  expect(rowsOf(file)[0]?.description).toContain('PEÑA E HIJOS, FACTURA2026-17');
  expect(file.problems).toEqual([]);
});

test('a file without line ends is cut into records of 80 characters', () => {
  const file = parse((SAMPLES.spain as string).replaceAll('\r\n', ''), 'latin1');
  expect(file.problems).toEqual([]);
  expect(rowsOf(file).map(({ amount, line }) => [amount, line])).toEqual([
    ['500.50', 2],
    ['20.00', 5],
  ]);
});

test('records without their padding, after a file header of the bank and with LF alone', () => {
  const records = [HEADER, movement('2', '1'), final([0, 0], [1, 1], 123457), END(5)];
  const file = parse(`0021000418260302\n${records.join('\n')}\n`);
  expect(file.problems).toEqual([]);
  expect(file.statements[0]?.balanceCheck).toBe('verified');
});

describe('what the bank counts is held against the rows', () => {
  test('totals that differ, by how much', () => {
    const file = parse(norma43Of([HEADER, movement('2', '100'), final([0, 0], [2, 350], 123556), END(3)]));
    expect(codes(file)).toEqual(['total.mismatch']);
    expect(file.problems[0]?.message).toContain('3.50 EUR of credits in 2, the rows give 1.00 in 1');
    expect(file.problems[0]?.message).toContain('differ by 2.50 EUR');
  });

  test('a closing balance that does not follow', () => {
    const file = parse(norma43Of([HEADER, movement('1', '100'), final([1, 100], [0, 0], 123400), END(3)]));
    expect(codes(file)).toEqual(['balance.discrepancy']);
    expect(file.statements[0]).toMatchObject({ balanceCheck: 'discrepancy', balanceDifference: '-0.44' });
  });

  test('the number of records, with or without the last one', () => {
    const records = [HEADER, final([0, 0], [0, 0], 123456)];
    expect(codes(parse(norma43Of([...records, END(2)])))).toEqual([]);
    expect(codes(parse(norma43Of([...records, END(3)])))).toEqual([]);
    expect(codes(parse(norma43Of([...records, END(7)])))).toEqual(['control.records']);
  });

  test('another account in the final record', () => {
    const other = final([0, 0], [0, 0], 123456).replace('0200051332', '0200051333');
    expect(codes(parse(norma43Of([HEADER, other, END(2)])))).toEqual(['control.account']);
  });
});

describe('one bad record', () => {
  test.each([
    ['an amount with letters', movement('2', '1O0'), 'amount.invalid'],
    ['a sign that is none', movement('3', '100'), 'amount.invalid'],
    ['a month 13', movement('2', '100').replace('260302', '261302'), 'date.invalid'],
  ])('%s is a problem with its line, and the rows around it stay', (_, bad, code) => {
    const file = parse(norma43Of([HEADER, bad, movement('2', '5'), final([0, 0], [2, 105], 123561), END(4)]));
    expect(file.problems[0]).toMatchObject({ severity: 'error', code, line: 2, raw: bad.padEnd(80) });
    expect(rowsOf(file).map(({ amount }) => amount)).toEqual(['0.05']);
    expect(file.problems.at(-1)?.message).toContain('1 of its rows could not be read');
  });

  test('a concept without movement, and a record of no known code', () => {
    const file = parse(norma43Of([HEADER, '2301TEXTO', '77 what', final([0, 0], [0, 0], 123456), END(4)]));
    expect(file.problems).toMatchObject([
      { code: 'record.misplaced', line: 2 },
      { code: 'record.unknown', line: 3 },
    ]);
  });

  test('a currency that is none: nothing of the account is taken in, and it is said once', () => {
    const file = parse(norma43Of([HEADER.replace('978', '999'), movement('2', '1'), END(2)]));
    expect(codes(file)).toEqual(['currency.invalid']);
    expect(file.statements).toEqual([]);
  });
});

test('30 February is the last day of the month, with a warning', () => {
  const odd = movement('2', '100').replace('260303', '260230');
  const file = parse(norma43Of([HEADER, odd, final([0, 0], [1, 100], 123556), END(3)]));
  expect(codes(file)).toEqual(['date.adjusted']);
  expect(rowsOf(file)[0]?.valueDate).toBe('2026-02-28');
});

test('yen have no decimals, though the format writes two', () => {
  const header = HEADER.replace('978', '392');
  const end = final([0, 0], [1, 100], 123500).replace(/978$/, '392');
  const file = parse(norma43Of([header.replace('123456', '123400'), movement('2', '100'), end, END(3)]));
  expect(file.problems).toEqual([]);
  expect(rowsOf(file)[0]).toMatchObject({ amount: '1', currency: 'JPY' });
  const odd = parse(norma43Of([header, movement('2', '150'), end, END(3)]));
  expect(codes(odd).slice(0, 2)).toEqual(['balance.invalid', 'amount.decimals']);
});

test('an overdraft and a correction', () => {
  const header = HEADER.replace('2603022000', '2603021000');
  const file = parse(
    norma43Of([header, movement('2', '100', '', '98001'), final([0, 0], [1, 100], -123356), END(3)]),
  );
  expect(file.problems).toEqual([]);
  expect(file.statements[0]).toMatchObject({
    openingBalance: { amount: '-1234.56' },
    closingBalance: { amount: '-1233.56' },
    balanceCheck: 'verified',
    rows: [{ isReversal: true }],
  });
});

test('a file that was cut says so, and keeps its rows', () => {
  const file = parse(norma43Of([HEADER, movement('2', '100')]));
  expect(codes(file)).toEqual(['statement.truncated', 'file.truncated']);
  expect(rowsOf(file)).toHaveLength(1);
  expect(file.statements[0]?.balanceCheck).toBe('unverifiable');
});

test('two accounts are two statements; the same one twice is said', () => {
  const account = [HEADER, movement('2', '100'), final([0, 0], [1, 100], 123556)];
  const file = parse(norma43Of([...account, ...account, END(6)]));
  expect(file.statements).toHaveLength(2);
  expect(codes(file)).toEqual(['statement.repeated']);
});
