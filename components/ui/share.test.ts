import { expect, test } from 'vitest';
import { largestOf, shareOf } from './share.ts';

test('the largest amount fills its bar, whatever its sign and scale', () => {
  const largest = largestOf(['1.5', '-20.0000', '3']);
  expect(largest).toBe('-20.0000');
  expect(shareOf('-20', largest)).toBe(100);
  expect(shareOf('5.0', largest)).toBe(25);
  expect(shareOf('0.019', largest)).toBe(0);
});

test('nothing at all gives no bar', () => {
  expect(largestOf([])).toBe('0');
  expect(shareOf('0', '0')).toBe(0);
});
