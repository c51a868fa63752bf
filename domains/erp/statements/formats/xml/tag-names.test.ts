import { expect, test } from 'vitest';
import { TagNames } from './tag-names.ts';

test('a tag has its local name, in whatever order tags come', () => {
  const names = new TagNames(new Set(['Amt', 'Ntry']));
  const tags = ['Ntry', 'ns2:Amt', 'Other', 'Ntry', 'Amt', 'ns2:Amt', 'ns2:Ntry', 'x:Other'];
  expect(tags.map((tag) => names.nameOf(tag))).toEqual([
    ...['Ntry', 'Amt', null, 'Ntry', 'Amt', 'Amt', 'Ntry', null],
  ]);
});

test('without a choice every name is read, and beyond what is remembered as well', () => {
  const names = new TagNames(null);
  const tags = Array.from({ length: 3_000 }, (_, i) => `a:tag${i}`);
  for (let round = 0; round < 2; round++)
    expect(tags.map((tag) => names.nameOf(tag))).toEqual(tags.map((tag) => tag.slice(2)));
  expect(names.nameOf(`x:${'y'.repeat(500)}`)).toBe('y'.repeat(500));
});
