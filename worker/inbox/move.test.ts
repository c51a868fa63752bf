import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { markOf } from './mark.ts';
import { moveToEnd } from './move.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'nexus-move-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const arrive = (name: string, text: string) => {
  writeFileSync(join(folder, name), text);
  return markOf(lstatSync(join(folder, name)));
};
const read = (...path: string[]) => readFileSync(join(folder, ...path), 'utf8');
const failed = { end: 'failed', reason: 'It is a PDF.\n' } as const;

test('nothing in done or failed is ever overwritten, neither a file nor a reason', async () => {
  mkdirSync(join(folder, 'failed'));
  writeFileSync(join(folder, 'failed/a.sta'), 'first');
  writeFileSync(join(folder, 'failed/a-2.sta.reason.txt'), 'of a file that somebody took away');
  expect(await moveToEnd(folder, 'a.sta', arrive('a.sta', 'third'), failed)).toBe('a-3.sta');
  expect(readdirSync(join(folder, 'failed')).sort()).toEqual([
    'a-2.sta.reason.txt',
    'a-3.sta',
    'a-3.sta.reason.txt',
    'a.sta',
  ]);
  expect(read('failed', 'a.sta')).toBe('first');
  expect(read('failed', 'a-3.sta')).toBe('third');
  expect(read('failed', 'a-3.sta.reason.txt')).toBe('It is a PDF.\n');
});

test('a file that another replaced meanwhile stays, and leaves nothing behind', async () => {
  const mark = arrive('a.sta', 'old');
  arrive('a.sta', 'newer');
  expect(await moveToEnd(folder, 'a.sta', mark, failed)).toBeNull();
  expect(read('a.sta')).toBe('newer');
  expect(readdirSync(join(folder, 'failed'))).toEqual([]);
});

test('a done folder that is a link leads nowhere', async () => {
  const elsewhere = join(folder, 'elsewhere');
  mkdirSync(elsewhere);
  symlinkSync(elsewhere, join(folder, 'done'));
  const mark = arrive('a.sta', 'text');
  await expect(moveToEnd(folder, 'a.sta', mark, { end: 'done', reason: null })).rejects.toThrow(
    /not a folder/,
  );
  expect(readdirSync(elsewhere)).toEqual([]);
  expect(existsSync(join(folder, 'a.sta'))).toBe(true);
});

test('a file that vanished leaves no name taken', async () => {
  const mark = arrive('a.sta', 'text');
  rmSync(join(folder, 'a.sta'));
  await expect(moveToEnd(folder, 'a.sta', mark, failed)).rejects.toMatchObject({ code: 'ENOENT' });
  expect(readdirSync(join(folder, 'failed'))).toEqual([]);
});
