import { expect, test } from 'vitest';
import { filenameOf } from './filename.ts';

test.each([
  [null, 'statement'],
  ['attachment; filename="jan.sta"', 'jan.sta'],
  ['attachment; filename=jan.sta', 'jan.sta'],
  ['attachment; filename="x.sta"; filename*=UTF-8\'\'Konto%C3%BCbersicht.sta', 'Kontoübersicht.sta'],
  ["attachment; filename*=UTF-8''%E0%A4%A", 'statement'],
  ['attachment; filename="../../etc/passwd"', 'passwd'],
  ['attachment; filename="C:\\\\bank\\\\a.sta"', 'a.sta'],
  ['attachment; filename="say \\"hi\\".sta"', 'say "hi".sta'],
  [`attachment; filename="${'x'.repeat(300)}"`, 'x'.repeat(255)],
])('the name in %s', (header, name) => {
  expect(filenameOf(header)).toBe(name);
});
