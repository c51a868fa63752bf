import { expect, test } from 'vitest';
import { verdictOf } from './verdict.ts';

const file = { errorMessage: null, problems: [] };
const problems = [
  { line: null, message: 'Nothing in it can be read.' },
  { line: 7, message: 'The amount has two signs.' },
];

test.each(['uploaded', 'parsing', 'parsed'])('a file that is %s stays where it is', (status) => {
  expect(verdictOf({ ...file, status })).toBeNull();
});

test('what is imported is done, and nothing is said of it', () => {
  expect(verdictOf({ ...file, status: 'imported', problems })).toEqual({ end: 'done', reason: null });
});

test('what is refused has failed, with its sentence and then each problem that says more', () => {
  expect(
    verdictOf({ ...file, status: 'rejected', errorMessage: 'Nothing in it can be read.', problems }),
  ).toEqual({ end: 'failed', reason: 'Nothing in it can be read.\n\nLine 7: The amount has two signs.\n' });
});

test('what waits for a person, or was put aside by one, is done and says so', () => {
  expect(verdictOf({ ...file, status: 'waiting', errorMessage: 'Which account?' })).toEqual({
    end: 'done',
    reason: 'This file waits for somebody in Nexus, under Files: Which account?\n',
  });
  expect(verdictOf({ ...file, status: 'dismissed', errorMessage: 'A test.' })).toMatchObject({
    end: 'done',
    reason: expect.stringContaining('A test.'),
  });
});
