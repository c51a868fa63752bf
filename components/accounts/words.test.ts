import { expect, test } from 'vitest';
import { plainRate } from './plain-rate.ts';
import { dueWords, missingWords, suggestedName } from './words.ts';

test.each([
  ['1.08710000', '1.0871'],
  ['167.66000000', '167.6600'],
  ['0.83402000', '0.83402'],
  ['0.00000012', '0.00000012'],
  ['7', '7.0000'],
])('the rate %s is shown as %s', (rate, shown) => expect(plainRate(rate)).toBe(shown));

test('a name is suggested from the end of the number, and none where there is none', () => {
  expect(suggestedName('DE89 3704 0044 0532 0130 00', 'EUR')).toBe('EUR …3000');
  expect(suggestedName('', 'EUR')).toBe('');
});

test('the first missing statements are named, the others counted', () => {
  const day = (date: string) => ({ from: date, to: date, dueOn: date });
  expect(missingWords([day('2026-11-16'), { ...day('2026-11-15'), from: '2026-11-09' }])).toBe(
    '16 Nov, 9 Nov to 15 Nov',
  );
  expect(missingWords(['2026-11-16', '2026-11-17', '2026-11-18', '2026-11-19'].map(day))).toBe(
    '16 Nov, 17 Nov, 18 Nov and 1 more',
  );
});

test('an account without a schedule has no due time', () => {
  expect(dueWords({ statementSchedule: 'businessDays', dueTime: '10:00' })).toBe('by 10:00 on the next day');
  expect(dueWords({ statementSchedule: 'monthly', dueTime: '10:00' })).toBe(
    'by 10:00 on the business day after',
  );
  expect(dueWords({ statementSchedule: 'onMovement', dueTime: '10:00' })).toBeNull();
});
