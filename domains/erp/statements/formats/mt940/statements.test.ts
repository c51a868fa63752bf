import { describe, expect, test } from 'vitest';
import { codes, parse, SAMPLES, statementOf } from '../testing/mt940-samples.ts';

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

  test('60M after a statement that is closed, with its balance, is no missing page', () => {
    const [first = '', second = ''] = (SAMPLES.plainAndPages as string).split(/(?<=-\n)/);
    const closed = first.replace('62M', '62F');
    expect(codes(parse(closed + second))).toEqual([]);
    expect(codes(parse(closed.replace(/EUR1/g, 'EUR2') + second))).toEqual(['page.missing']);
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

  test('statement numbers that begin again each year are statements of their own', () => {
    const day = (number: string, date: string, before: number) =>
      `:20:A\n:25:1\n:28C:${number}\n:60F:C${date}EUR${before},\n:61:${date}C1,NMSCNONREF\n:62F:C${date}EUR${before + 1},\n-\n`;
    const file = parse(day('1/1', '260105', 7) + day('250/1', '261230', 8) + day('1/1', '270104', 9));
    expect(codes(file)).toEqual([]);
    expect(
      file.statements.map(({ statementId, closingBalance }) => [statementId, closingBalance?.amount]),
    ).toEqual([
      ['1', '8'],
      ['250', '9'],
      ['1', '10'],
    ]);
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

  test('the balance says the currency, however the account is named', () => {
    const file = parse(
      ':20:A\n:25:1USD\n:60F:C260301KWD0,\n:61:260302C1,234NMSCNONREF\n:62F:C260302KWD1,234\n',
    );
    expect(file.statements).toMatchObject([
      {
        account: { currency: 'KWD' },
        balanceCheck: 'verified',
        rows: [{ amount: '1.234', currency: 'KWD' }],
      },
    ]);
    expect(file.problems).toMatchObject([{ severity: 'warning', code: 'currency.mismatch', line: 3 }]);
  });

  test('30 February is the last day of the month, with a warning', () => {
    const file = parse(':20:A\n:25:1\n:60F:C260230EUR1,\n:62F:C260302EUR1,\n');
    expect(file.statements[0]?.openingBalance?.date).toBe('2026-02-28');
    expect(file.problems).toMatchObject([{ code: 'date.adjusted', line: 3, raw: ':60F:C260230EUR1,' }]);
  });

  test('a balance that cannot be read is a problem, and the others stay', () => {
    const file = parse(
      ':20:A\n:25:1\n:60F:C260301EUR1,\n:62F:C260302EUR1,\n:64:C260302EUR,\n:65:C260303EUR2,\n',
    );
    expect(file.statements[0]?.balances.map(({ code }) => code)).toEqual(['60F', '62F', '65']);
    expect(file.problems).toMatchObject([
      { severity: 'error', code: 'balance.invalid', raw: ':64:C260302EUR,' },
    ]);
  });

  test('the bank counts other rows than were read', () => {
    const file = parse(
      statementOf(':61:260302C5,NTRFNONREF', 'C260302EUR1005,00\r\n:90D:0EUR0,\r\n:90C:2EUR9,'),
    );
    expect(codes(file)).toEqual(['total.mismatch']);
  });
});
