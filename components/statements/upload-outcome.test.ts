import { expect, test } from 'vitest';
import type { ArrivingFile } from '#domains/erp/statements/arriving-files.ts';
import { chosen, tooMany, type Upload, withChange } from './upload.ts';
import { outcomeOf, progressOf, standing } from './upload-outcome.ts';

const file = (changes: Partial<ArrivingFile> = {}): ArrivingFile => ({
  id: '019abcde-0000-7000-8000-000000000001',
  format: 'mt940',
  status: 'imported',
  errorMessage: null,
  sizeBytes: 4_000_000,
  statementCount: 2,
  rowCount: 90,
  knownRowCount: 0,
  problemCount: 0,
  phase: 'done',
  bytesRead: 4_000_000,
  rowsRead: 90,
  fromDate: '2026-11-01',
  toDate: '2026-11-15',
  differing: 0,
  onlyStatementId: null,
  ...changes,
});
const words = (changes: Partial<ArrivingFile>) => {
  const { tone, parts } = outcomeOf(file(changes));
  return `${tone}: ${parts.map(({ text }) => text).join(' · ')}`;
};

test('a file that is in says what it brought, and a summary with a catch is amber', () => {
  expect(words({})).toBe('ok: MT940 · 2 statements · 90 rows · 1 – 15 Nov 2026');
  expect(words({ knownRowCount: 3, problemCount: 1, differing: 1 })).toBe(
    'warn: MT940 · 2 statements · 90 rows · 1 – 15 Nov 2026 · 3 here already · 1 does not add up · 1 problem',
  );
});

test('the only statement is one step away', () => {
  const { parts } = outcomeOf(file({ statementCount: 1, onlyStatementId: 's1' }));
  expect(parts).toContainEqual({ text: '1 statement', href: '/statements/s1' });
});

test.each([
  [{ status: 'waiting', errorMessage: 'Which account?' }, 'warn: Which account?'],
  [{ status: 'rejected', errorMessage: 'This is a PDF.' }, 'bad: This is a PDF.'],
  [{ status: 'dismissed', errorMessage: 'It was cancelled.' }, 'neutral: Put aside. It was cancelled.'],
])('%j reads %s', (changes, wanted) => {
  expect(words(changes)).toBe(wanted);
});

test('progress is told by bytes while a file is read, and by rows while it is imported', () => {
  expect(progressOf(file({ phase: null }))).toEqual({ detail: 'In line to be read', share: null });
  expect(progressOf(file({ phase: 'reading', bytesRead: 1_000_000 }))).toEqual({
    detail: 'Reading: 1.0 MB of 4.0 MB',
    share: { value: 1_000_000, max: 4_000_000 },
  });
  expect(progressOf(file({ phase: 'importing', rowsRead: 45 }))).toEqual({
    detail: 'Importing: 45 of 90 rows',
    share: { value: 45, max: 90 },
  });
});

const base = { key: 'k', name: 'a.sta', size: 1 };
const arrivedAs = (fileId: string): Upload => ({
  ...base,
  key: fileId,
  phase: 'arrived',
  fileId,
  earlier: false,
});

test('all together are counted by what they need', () => {
  const uploads: Upload[] = [
    { ...base, phase: 'queued' },
    { ...base, phase: 'refused', reason: 'x' },
    { ...base, phase: 'cancelled' },
    { ...base, phase: 'known', fileId: 'z', first: 'a' },
    ...['in', 'in2', 'asks', 'unheard'].map(arrivedAs),
  ];
  const files = new Map([
    ['in', file()],
    ['in2', file()],
    ['asks', file({ status: 'waiting' })],
  ]);
  expect(standing(uploads, files)).toEqual([
    ...['2 on their way', '2 imported', '1 here already', '1 waits for you', '1 refused'],
    '1 put aside',
  ]);
});

test('too many files, or one too large, are refused before anything is sent', () => {
  expect(tooMany(200)).toBeNull();
  expect(tooMany(201)).toMatch(/more than 200 files/);
  expect(chosen('k', { name: 'a', size: 500_000_000 }).phase).toBe('queued');
  expect(chosen('k', { name: 'a', size: 500_000_001 })).toMatchObject({
    phase: 'refused',
    reason: 'A file may have 500 MB at most.',
  });
});

test('the same file, sent again to the same end, has one line', () => {
  const sent = (key: string, name: string): Upload => ({ ...base, key, name, phase: 'sending', sent: 1 });
  const known = ({ key, name, size }: Upload): Upload => ({
    ...{ key, name, size },
    ...{ phase: 'known', fileId: 'f1', first: 'a.sta' },
  });
  const first = withChange([arrivedAs('f1'), sent('copy', 'copy.sta')], 'copy', known);
  expect(first.map(({ key, phase }) => [key, phase])).toEqual([
    [arrivedAs('f1').key, 'arrived'],
    ['copy', 'known'],
  ]);
  const second = withChange([...first, sent('again', 'copy.sta')], 'again', known);
  expect(second.map(({ key }) => key)).toEqual([arrivedAs('f1').key, 'again']);
});
