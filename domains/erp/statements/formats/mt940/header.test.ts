import { describe, expect, test } from 'vitest';
import { codes, parse, rowsOf, SAMPLES, statementOf } from '../testing/mt940-samples.ts';

describe('accounts', () => {
  test.each([
    ['DE89370400440532013000', { iban: 'DE89370400440532013000', other: null, currency: 'EUR' }],
    ['DE89370400440532013000EUR', { iban: 'DE89370400440532013000', other: null }],
    ['/PL61109010140000071219812874', { iban: 'PL61109010140000071219812874', other: null }],
    ['//0012345', { other: '0012345' }],
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

describe('envelopes', () => {
  const header = '{1:F01DEUTDEFFAXXX0000000000}{2:I940COBADEFFXXXXN}{4:';
  const body = statementOf(':61:260302C5,NTRFNONREF', 'C260302EUR1005,00').replace(/-\r\n$/, '');
  const message = `${header}\r\n${body}-}`;

  test.each([
    ['a line each', `${message}\r\n${message}\r\n`],
    ['a dollar between them', [message, message, ''].join('$')],
    ['trailers', `${message}{5:{CHK:123456789ABC}}${message}{5:{CHK:123456789ABC}}`],
    ['SOH, ETX and padding', `\u0001${message}\u0003${' '.repeat(300)}\u0001${message}\u0003`],
    ['the first field in the same line', `${message}\r\n${message}`.replaceAll('{4:\r\n', '{4:')],
    ['a line for each block', `${message}\r\n${message}`.replaceAll('}{', '}\r\n{')],
  ])('messages with %s', (_, text) => {
    const file = parse(text);
    expect(codes(file)).toEqual(['statement.repeated']);
    expect(file.statements).toMatchObject(
      Array.from({ length: 2 }, () => ({
        account: { bic: 'DEUTDEFF' },
        balanceCheck: 'verified',
        rows: [{ description: '' }],
      })),
    );
  });
});
