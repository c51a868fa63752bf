import { expect, test } from 'vitest';
import { headerHash, mappingId, plainHeader } from './header.ts';

test('a header counts without spaces around its cells and without empty cells at its end', () => {
  expect(plainHeader([' Date', 'Amount ', '', ''])).toEqual(['Date', 'Amount']);
  expect(plainHeader(['Date', '', 'Amount'])).toEqual(['Date', '', 'Amount']);
});

test('what names fewer than two columns is nothing to know a table by', () => {
  expect(plainHeader([])).toBeNull();
  expect(plainHeader(['Export', '', ''])).toBeNull();
});

test('cells cannot be moved into each other without another hash', () => {
  expect(headerHash(['Date', 'Amount'])).toMatch(/^[0-9a-f]{64}$/);
  expect(headerHash(['a,b', 'c'])).not.toBe(headerHash(['a', 'b,c']));
});

test('each account has what is remembered for itself', () => {
  const [tenant, one, two] = ['t', 'one', 'two'];
  const ids = [null, one, two].map((account) => mappingId(tenant, account, 'hash'));
  expect(new Set(ids).size).toBe(3);
});
