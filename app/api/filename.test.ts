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
  [`attachment; filename*=UTF-8''x${'%F0%9F%98%80'.repeat(200)}`, `x${'😀'.repeat(127)}`],
  ["attachment; filename*=UTF-8''%E2%80%AEfdp.sta", 'fdp.sta'],
  ["attachment; filename*=UTF-8''%00..%2f%2e%2e", 'statement'],
])('the name in %s', (header, name) => {
  expect(filenameOf(header)).toBe(name);
});
