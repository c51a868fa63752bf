import { expect, test } from 'vitest';
import { TagNames } from './tag-names.ts';

/** The names of elements, each within those of which it is said that they are open. */
const namesOf = (names: TagNames, tags: readonly string[]) =>
  tags.map((tag) => {
    if (tag === '/') names.leave();
    return tag === '/' ? '/' : names.enter(tag);
  });

test('an element has its local name, in whatever order elements come', () => {
  const names = new TagNames(new Set(['Amt', 'Ntry']));
  const tags = [
    'Ntry',
    'ns2:Amt',
    '/',
    'Other',
    '/',
    'Amt',
    '/',
    '/',
    'ns2:Ntry',
    'Other',
    '/',
    'ns2:Amt',
    '/',
    '/',
  ];
  const expected = ['Ntry', 'Amt', '/', null, '/', 'Amt', '/', '/', 'Ntry', null, '/', 'Amt', '/', '/'];
  for (let round = 0; round < 3; round++) expect(namesOf(names, tags)).toEqual(expected);
});

test('without a choice every name is read, and beyond what is remembered as well', () => {
  const names = new TagNames(null);
  const tags = Array.from({ length: 3_000 }, (_, i) => `a:tag${i}`);
  const local = tags.map((tag) => tag.slice(2));
  for (let round = 0; round < 2; round++) {
    for (const around of ['x', 'y', 'z']) {
      expect(names.enter(around)).toBe(around);
      expect(tags.flatMap((tag) => namesOf(names, [tag, '/'])[0])).toEqual(local);
      names.leave();
    }
    expect(namesOf(names, tags)).toEqual(local);
    for (const _ of tags) names.leave();
  }
  expect(names.enter(`x:${'y'.repeat(500)}`)).toBe('y'.repeat(500));
});
