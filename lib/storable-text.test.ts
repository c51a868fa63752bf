import { expect, test } from 'vitest';
import { isStorableText, storableText, unstorableText } from './storable-text.ts';

test.each([
  ['a\u0000', '', 'text.nul'],
  [{ a: ['x', { 'b/c': '\ud800' }] }, '/a/1/b~1c', 'text.surrogate'],
  [{ 'k\u0000': 1 }, '', 'text.nul'],
])('%j cannot be stored', (value, pointer, code) => {
  expect(unstorableText(value)).toMatchObject({ pointer, code });
});

test.each([
  ['Ünï 😀\t\n'],
  [{ a: [1, null, true, undefined, 'x'] }],
  [Uint8Array.of(0, 0)],
  [null],
  [undefined],
])('%j can be stored', (value) => {
  expect(unstorableText(value)).toBeNull();
});

test.each([
  ['plain', 10, 'plain', true],
  ['longer', 4, 'long', false],
  ['a\u0000b', 10, 'a\ufffdb', false],
  ['cut \ud83d\ude00', 5, 'cut \ufffd', false],
])('%j of at most %d characters is stored as %j', (text, max, stored, isStorable) => {
  expect(storableText(text, max)).toBe(stored);
  expect(isStorableText(text, max)).toBe(isStorable);
});
