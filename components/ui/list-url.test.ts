import { expect, test } from 'vitest';
import { hrefWith, plainParams } from './list-url.ts';

test('a change replaces its own parameter and goes back to the top of the list', () => {
  const params = { q: 'acme', sort: '-due', after: 'abc', entity: '' };
  expect(hrefWith('/documents', params, { entity: 'DE01' })).toBe('/documents?entity=DE01&q=acme&sort=-due');
});

test('of a parameter that comes twice the first counts, others than the named are left out', () => {
  expect(plainParams({ q: ['a', 'b'], sort: 'due', x: 'y' }, ['q', 'sort', 'from'])).toEqual({
    ...{ q: 'a', sort: 'due', from: undefined },
  });
});

test('null takes a parameter away; nothing left means no question mark', () => {
  expect(hrefWith('/documents', { q: 'acme' }, { q: null })).toBe('/documents');
});

test('paging keeps the filter', () => {
  expect(hrefWith('/documents', { q: 'a&b', before: 'x' }, { after: 'y' })).toBe(
    '/documents?after=y&q=a%26b',
  );
});
