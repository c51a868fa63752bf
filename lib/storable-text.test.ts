import { expect, test } from 'vitest';
import { unstorableText } from './storable-text.ts';

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
