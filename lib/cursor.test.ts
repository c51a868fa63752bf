import { expect, test } from 'vitest';
import { cursorText, pageOf, parseCursor } from './cursor.ts';

test('a cursor comes back from an address as it was; anything else is none', () => {
  const cursor = ['2026-11-21', 'a/b'];
  expect(parseCursor(cursorText(cursor), 2)).toEqual(cursor);
  expect(parseCursor(cursorText(cursor), 3)).toBeNull();
  for (const text of ['', 'x', cursorText([1, 2] as never), 'A'.repeat(601)]) {
    expect(parseCursor(text, 2)).toBeNull();
  }
});

test('a page is in the order of its list, whichever way it is read, and knows what lies beyond', () => {
  const page = (found: number[], after: number | null, before: number | null) =>
    Object.values(pageOf(found, { after, before }, 2));
  expect(page([1, 2, 3], null, null)).toEqual([[1, 2], false, true]);
  expect(page([3, 4], 2, null)).toEqual([[3, 4], true, false]);
  expect(page([4, 3, 2], null, 5)).toEqual([[3, 4], true, true]);
  expect(page([2, 1], null, 3)).toEqual([[1, 2], false, true]);
});
