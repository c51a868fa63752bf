import { expect, test } from 'vitest';
import { isUnseen, obstacleOf } from './obstacle.ts';
import type { FilePreview } from './preview-file.ts';

const problem = { message: 'An HTML page.' };
const preview = (part: object) =>
  ({
    ...{ format: 'csv', complete: true, table: { choices: [] }, problems: [] },
    ...{ statements: [{ account: { id: 'a' }, written: null }] },
    ...part,
  }) as unknown as FilePreview;

test('nothing stands in the way of a file that is read and whose account is known', () => {
  expect(obstacleOf(preview({}))).toBeNull();
});

test('what is to be chosen comes first, then what could not be read', () => {
  const choices = [{ message: 'Choose the date order.' }];
  expect(obstacleOf(preview({ table: { choices }, problems: [problem] }))).toBe('Choose the date order.');
  expect(obstacleOf(preview({ statements: [], problems: [problem] }))).toBe('An HTML page.');
});

test('an account that nobody knows is named, or asked for', () => {
  const of = (written: string | null) => preview({ statements: [{ account: null, written }] });
  expect(obstacleOf(of('DE1'))).toContain('does not know DE1');
  expect(obstacleOf(of(null))).toBe('Choose the account that the table is of.');
  expect(obstacleOf({ ...of(null), table: null })).toBe('Choose the account that the file is of.');
});

test('a workbook too large to be shown can be imported all the same', () => {
  const large = preview({ format: 'xlsx', complete: false, table: null, statements: [] });
  expect(isUnseen(large)).toBe(true);
  expect(obstacleOf(large)).toBeNull();
  expect(isUnseen(preview({ complete: false }))).toBe(false);
});
