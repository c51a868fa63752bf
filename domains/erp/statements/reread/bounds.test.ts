import { expect, test } from 'vitest';
import { canBeReread, requireRereadable } from './bounds.ts';

const file = { status: 'imported', sizeBytes: 1_000, rowCount: 30_000, knownRowCount: 20_000 };

test.each([
  [{ ...file, status: 'waiting' }, 'conflict'],
  [{ ...file, knownRowCount: 20_001 }, 'tooLarge'],
  [{ ...file, sizeBytes: 50_000_001 }, 'tooLarge'],
])('%j is not read again in place', (refused, code) => {
  expect(canBeReread(refused)).toBe(false);
  expect(() => requireRereadable(refused)).toThrow(expect.objectContaining({ code }));
});

test('an imported file within the bounds is', () => {
  expect(canBeReread(file)).toBe(true);
  expect(() => requireRereadable(file)).not.toThrow();
});
