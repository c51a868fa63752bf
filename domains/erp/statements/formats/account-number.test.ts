import { expect, test } from 'vitest';
import { asBic, asIban } from './account-number.ts';

test('an IBAN has check digits that hold, however it is written', () => {
  expect(asIban('DE89370400440532013000')).toBe('DE89370400440532013000');
  expect(asIban('de89 3704-0044 0532 0130 00')).toBe('DE89370400440532013000');
  expect(asIban('MT84MALT011000012345MTLCAST001S')).toBe('MT84MALT011000012345MTLCAST001S');
  expect(asIban('NO9386011117947')).toBe('NO9386011117947');
  expect(asIban('DE88370400440532013000')).toBeNull();
});

test('what has not the form of an IBAN is none', () => {
  // The check digits of the first two hold: they are too short and too long.
  for (const text of ['DE360', `DE36${'0'.repeat(31)}`, '12893704004405320130', 'DE89/70400440532013000'])
    expect(asIban(text), text).toBeNull();
});

test('a BIC has eight or eleven characters, the first six of them letters', () => {
  expect(asBic(' DEUTDEFF500 ')).toBe('DEUTDEFF500');
  expect(asBic('DEUTDE5F')).toBe('DEUTDE5F');
  for (const text of ['DEUTDEFF50', 'DEU1DEFF', 'deutdeff', 'DEUTDEF-']) expect(asBic(text), text).toBeNull();
});
