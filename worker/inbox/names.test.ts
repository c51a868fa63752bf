import { expect, test } from 'vitest';
import { isFinishedName, numbered, reasonOf } from './names.ts';

test.each([
  ['november.sta', true],
  ['no extension', true],
  ['.november.sta.x7Tq', false],
  ['november.sta.part', false],
  ['NOVEMBER.STA.FILEPART', false],
  ['november.tmp', false],
  ['november.sta~', false],
  ['tmp', true],
])('%s is finished: %s', (name, finished) => {
  expect(isFinishedName(name)).toBe(finished);
});

test.each([
  ['november.sta', 1, 'november.sta'],
  ['november.sta', 2, 'november-2.sta'],
  ['november', 3, 'november-3'],
  ['.sta', 2, '.sta-2'],
])('%s, try %i, is %s', (name, n, wanted) => {
  expect(numbered(name, n)).toBe(wanted);
});

test('a name as long as a file system takes it leaves room for its number and its reason', () => {
  for (const long of [`${'x'.repeat(251)}.sta`, `${'é'.repeat(125)}.sta`, 'x'.repeat(255)]) {
    const name = numbered(long, 12);
    expect(Buffer.byteLength(reasonOf(name))).toBeLessThanOrEqual(255);
    expect(name).toContain('-12');
    expect(name).not.toContain('\ufffd');
  }
});
