import { expect, test } from 'vitest';
import { isWriting, pastedFrom } from './pasted.ts';

const now = new Date(2026, 10, 2, 9, 5, 7);
const clipboard = (text: string, files: File[] = []) =>
  ({ files, getData: () => text }) as unknown as DataTransfer;

test('text is a file of its own, named by when it was pasted', async () => {
  const pasted = pastedFrom(clipboard(':20:NEXUS\r\n:25:DE89\r\n'), now);
  if (pasted?.kind !== 'text') throw new Error('Text is expected.');
  expect(pasted.file.name).toBe('pasted 2026-11-02 09.05.07.txt');
  expect(await pasted.file.text()).toBe(':20:NEXUS\r\n:25:DE89\r\n');
  expect(pasted.begins).toBe(':20:NEXUS :25:DE89');
});

test('files go before the text that comes with them; blanks are nothing', () => {
  const file = new File(['x'], 'a.sta');
  expect(pastedFrom(clipboard('a.sta', [file]), now)).toEqual({ kind: 'files', files: [file] });
  expect(pastedFrom(clipboard(' \n '), now)).toBeNull();
});

test.each([
  [{ tagName: 'INPUT' }, true],
  [{ tagName: 'DIV', isContentEditable: true }, true],
  [{ tagName: 'BODY', isContentEditable: false }, false],
  [null, false],
])('%j has its own use for a paste: %s', (target, writes) => {
  expect(isWriting(target as unknown as EventTarget | null)).toBe(writes);
});
