import { expect, test } from 'vitest';
import { inGroups, takeUpTo } from './groups.ts';

const all = (items: readonly unknown[]) => items.length;

test('what arrives while a group is at work forms the next one', async () => {
  const groups: number[][] = [];
  const gate = Promise.withResolvers<void>();
  const double = inGroups<number, number>(async (_, items) => {
    groups.push([...items]);
    if (groups.length === 1) await gate.promise;
    return items.map((item) => ({ status: 'fulfilled', value: item * 2 }));
  }, all);
  const first = double('a', 1);
  await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
  const later = [double('a', 2), double('a', 3)];
  gate.resolve();
  expect(await Promise.all([first, ...later])).toEqual([2, 4, 6]);
  expect(groups).toEqual([[1], [2, 3]]);
});

test('keys do not wait for each other', async () => {
  const seen: string[] = [];
  const note = inGroups<number, null>(async (key, items) => {
    if (key === 'slow') await new Promise((resolve) => setTimeout(resolve, 20));
    seen.push(key);
    return items.map(() => ({ status: 'fulfilled', value: null }));
  }, all);
  await Promise.all([note('slow', 1), note('quick', 1)]);
  expect(seen).toEqual(['quick', 'slow']);
});

test('each has its own outcome, and a group that breaks fails for all of it', async () => {
  const half = inGroups<number, number>(async (key, items) => {
    if (key === 'broken') throw new Error('broken');
    return items.map((item) =>
      item % 2 === 0
        ? { status: 'fulfilled', value: item / 2 }
        : { status: 'rejected', reason: new Error('odd') },
    );
  }, all);
  const outcomes = await Promise.allSettled([half('a', 4), half('a', 3), half('broken', 2)]);
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected']);
  expect(await half('broken', 2).catch((error) => error.message)).toBe('broken');
});

test('a group weighs no more than the limit, and never nothing', () => {
  const weigh = (item: number) => item;
  expect(takeUpTo([1, 2, 3], 3, weigh)).toBe(2);
  expect(takeUpTo([9, 1], 3, weigh)).toBe(1);
  expect(takeUpTo([1, 1], 3, weigh)).toBe(2);
});
