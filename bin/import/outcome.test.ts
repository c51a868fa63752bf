import { expect, test } from 'vitest';
import { outcomeOf } from './outcome.ts';

const file = { errorMessage: null, rowCount: 12, knownRowCount: 0, progress: null };

test.each(['uploaded', 'parsing', 'parsed'])('a file that is %s has not ended', (status) => {
  expect(outcomeOf({ ...file, status }, null)).toBeNull();
});

test.each([
  [{ ...file, status: 'imported' }, null, true, 'imported 12 rows'],
  [
    { ...file, status: 'imported', rowCount: 1, knownRowCount: 3 },
    null,
    true,
    'imported 1 row, 3 here already',
  ],
  [{ ...file, status: 'imported' }, 'first.sta', true, 'here already as first.sta: 12 rows'],
  [
    { ...file, status: 'waiting', errorMessage: 'Which account?' },
    null,
    false,
    'waiting because: Which account?',
  ],
  [{ ...file, status: 'rejected', errorMessage: 'A PDF.' }, 'a.pdf', false, 'refused because: A PDF.'],
  [{ ...file, status: 'dismissed', errorMessage: 'A test.' }, null, true, 'put aside: A test.'],
])('%j is said so', (state, known, done, sentence) => {
  expect(outcomeOf(state, known)).toEqual({ done, sentence });
});
