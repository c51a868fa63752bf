import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codes, interimOf, parse, rowsOf, SAMPLES, statementOf } from '../testing/mt940-samples.ts';

describe('an interim report', () => {
  const file = parse(SAMPLES.interim as string);

  test('is intraday, has its time with zone, and no balances', () => {
    expect(codes(file)).toEqual([]);
    expect(file.format).toBe('mt942');
    expect(file.statements).toMatchObject([
      {
        kind: 'intraday',
        account: { other: '50070010/0123456789', bic: 'COBADEFF', currency: 'EUR' },
        statementId: '00017',
        sequenceNumber: '00001',
        asOf: '2026-03-02T11:30:00+01:00',
        openingBalance: null,
        closingBalance: null,
        balances: [],
        balanceCheck: 'unverifiable',
        balanceDifference: null,
      },
    ]);
  });

  test('has its rows, and what is only expected is pending', () => {
    expect(rowsOf(file)).toMatchObject([
      { amount: '30.50', direction: 'debit', status: 'booked', description: 'UEBERWEISUNG RENT' },
      { amount: '100', direction: 'credit', status: 'booked', reference: 'E-2' },
      { amount: '7.25', direction: 'credit', status: 'pending', description: 'EXPECTED' },
    ]);
  });
});

describe('what tells an interim report from a statement', () => {
  const row = ':61:260302C5,NTRFNONREF';

  test.each([
    ['a floor limit', interimOf(row, { asOf: '' }), 'intraday'],
    ['a time and no opening balance', interimOf(`${row}\r\n:90C:1EUR5,`, { floor: '' }), 'intraday'],
    [
      'a floor limit beside balances',
      interimOf(`:60F:C260302EUR1,\r\n${row}\r\n:62F:C260302EUR6,`),
      'intraday',
    ],
    [
      'a time beside an opening balance',
      interimOf(`:60F:C260302EUR1,\r\n${row}\r\n:62F:C260302EUR6,`, { floor: '' }),
      'endOfDay',
    ],
    [
      'the envelope of a statement',
      `{1:F01DEUTDEFFAXXX0000000000}{2:I940COBADEFFXXXXN}{4:\r\n${interimOf(row)}`,
      'endOfDay',
    ],
    [
      'the envelope of a report',
      `{1:F01DEUTDEFFAXXX0000000000}{2:I942COBADEFFXXXXN}{4:\r\n:20:X\r\n:25:1EUR\r\n${row}\r\n-}`,
      'intraday',
    ],
  ])('%s', (_, text, kind) => {
    expect(parse(text).statements).toMatchObject([{ kind, rows: [{ amount: '5' }] }]);
  });

  test('each message of a file is what it is', () => {
    const file = parse(SAMPLES.interim + statementOf(row, 'C260302EUR1005,00') + interimOf(row));
    expect(codes(file)).toEqual([]);
    expect(file.statements.map(({ account }) => account.bic)).toEqual(['COBADEFF', null, null]);
    expect(file.statements.map(({ kind, rows }) => [kind, rows.length])).toEqual([
      ['intraday', 3],
      ['endOfDay', 1],
      ['intraday', 1],
    ]);
  });

  test('balances of a report close no day', () => {
    const file = parse(
      interimOf(`:60M:C260302EUR1,\r\n${row}\r\n:62M:C260302EUR6,\r\n:64:C260302EUR6,\r\n:65:C260303EUR7,`),
    );
    expect(codes(file)).toEqual([]);
    expect(file.statements).toMatchObject([{ kind: 'intraday', balanceCheck: 'verified' }]);
    expect(file.statements[0]?.balances.map(({ type }) => type)).toEqual([
      'interimBooked',
      'interimBooked',
      'interimAvailable',
      'forwardAvailable',
    ]);
  });
});

describe('the currency of the rows', () => {
  test.each([
    [':34F:KWDD0,\r\n:34F:KWDC1,5', 'KWD', '1.234'],
    [':34F:KWD0,', 'KWD', '1.234'],
  ])('%j says it', (floor, currency, amount) => {
    expect(rowsOf(parse(interimOf(':61:260302C1,234NTRFNONREF', { floor })))).toMatchObject([
      { currency, amount },
    ]);
  });

  test('the total says it where nothing else does', () => {
    const file = parse(interimOf(':61:260302C5,NTRFNONREF\r\n:90C:1USD5,', { floor: '' }));
    expect(rowsOf(file)).toMatchObject([{ currency: 'USD' }]);
    expect(codes(file)).toEqual([]);
  });

  test('without any the row is a problem', () => {
    expect(parse(interimOf(':61:260302C5,NTRFNONREF', { floor: '' })).problems).toMatchObject([
      { severity: 'error', code: 'currency.missing', raw: ':61:260302C5,NTRFNONREF' },
    ]);
  });

  test('a floor limit that is none is said', () => {
    const file = parse(interimOf(':61:260302C5,NTRFNONREF\r\n:90C:1EUR5,', { floor: ':34F:SOMETHING' }));
    expect(file.problems).toMatchObject([{ code: 'floorLimit.invalid', line: 4, raw: ':34F:SOMETHING' }]);
    expect(file.statements).toMatchObject([{ kind: 'intraday', rows: [{ currency: 'EUR' }] }]);
  });
});

describe('where a report ends', () => {
  test('a report without rows is a report', () => {
    for (const fields of ['', ':90D:0EUR0,\r\n:90C:0EUR0,']) {
      const file = parse(interimOf(fields));
      expect(codes(file)).toEqual([]);
      expect(file.statements).toMatchObject([{ kind: 'intraday', rows: [] }]);
    }
  });

  test('a hyphen or text after its totals belongs to no row', () => {
    const text = interimOf(':61:260302C5,NTRFNONREF\r\n:86:ROW\r\n:90C:1EUR5,\r\n:86:NOT A ROW');
    expect(rowsOf(parse(text)).map(({ description }) => description)).toEqual(['ROW']);
    expect(rowsOf(parse(interimOf(':61:260302C5,NTRFNONREF\r\n:86:ROW')))[0]?.description).toBe('ROW');
  });

  test('an envelope that does not end is a file that was cut off', () => {
    const text = SAMPLES.interim as string;
    const file = parse(text.slice(0, text.indexOf(':86:EXPECTED') + 9));
    expect(rowsOf(file)).toHaveLength(3);
    expect(file.problems).toMatchObject([{ severity: 'error', code: 'statement.truncated', line: 2 }]);
  });
});

test('a report that is written is read', () => {
  const entry = fc.record({
    cents: fc.integer({ min: 1, max: 100_000_000 }),
    mark: fc.constantFrom('C', 'D', 'EC', 'ED', 'RC', 'RD'),
    text: fc.stringMatching(/^[A-Z][A-Z0-9]{0,30}$/),
  });
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 8 }), (entries) => {
      const written = entries.flatMap(({ cents, mark, text }) => [
        `:61:2603020302${mark}${Math.floor(cents / 100)},${String(cents % 100).padStart(2, '0')}NTRFNONREF`,
        `:86:${text}`,
      ]);
      const file = parse(interimOf(written.join('\r\n')));
      expect(codes(file)).toEqual([]);
      expect(
        rowsOf(file).map(({ amount, direction, status, description }) => [
          amount,
          direction,
          status,
          description,
        ]),
      ).toEqual(
        entries.map(({ cents, mark, text }) => [
          (cents / 100).toFixed(2),
          mark === 'RD' || mark === 'C' || mark === 'EC' ? 'credit' : 'debit',
          mark.startsWith('E') ? 'pending' : 'booked',
          text,
        ]),
      );
    }),
    { numRuns: 100 },
  );
});
