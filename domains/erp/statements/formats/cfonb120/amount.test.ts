import { expect, test } from 'vitest';
import { cfonbAmount } from './amount.ts';

test('blanks before an amount are noughts, within it they are damage', () => {
  expect(cfonbAmount('        1904}', 2, 'EUR')).toEqual({ amount: '190.40', negative: true });
  expect(cfonbAmount('0326  030326C', 2, 'EUR')).toMatchObject({ code: 'amount.invalid' });
});
