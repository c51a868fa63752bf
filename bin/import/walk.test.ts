import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { walk } from './walk.ts';

const folder = mkdtempSync(join(tmpdir(), 'nexus-walk-'));
afterAll(() => rmSync(folder, { recursive: true }));

mkdirSync(join(folder, 'b/deep'), { recursive: true });
for (const name of ['c.sta', 'a.sta', '.hidden', 'b/deep/2.xml', 'b/1.xml'])
  writeFileSync(join(folder, name), name);
symlinkSync(folder, join(folder, 'b/circle'));

const found = (...names: string[]) =>
  Array.fromAsync(walk(names), ({ path, problem }) => [relative(folder, path), problem !== undefined]);

test('a folder gives all files in and below it by name, without links and what begins with a point', async () => {
  expect(await found(folder)).toEqual([
    ['a.sta', false],
    ['b/1.xml', false],
    ['b/deep/2.xml', false],
    ['c.sta', false],
  ]);
});

test('names keep their order, and one that is not there has its problem', async () => {
  expect(await found(join(folder, 'c.sta'), join(folder, 'none'), join(folder, 'a.sta'))).toEqual([
    ['c.sta', false],
    ['none', true],
    ['a.sta', false],
  ]);
});
