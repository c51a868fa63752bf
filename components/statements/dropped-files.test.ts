import { expect, test } from 'vitest';
import { droppedFiles } from './dropped-files.ts';

type Tree = { readonly [name: string]: Tree | null };

/** Entries as browsers give them: folders in portions of a hundred. */
function entryOf(name: string, content: Tree | null): FileSystemEntry {
  if (content === null) {
    const file = (done: (file: File) => void) => done(new File(['x'], name));
    return { name, isDirectory: false, file } as unknown as FileSystemEntry;
  }
  const children = Object.entries(content).map(([child, tree]) => entryOf(child, tree));
  let at = 0;
  const readEntries = (done: (entries: FileSystemEntry[]) => void) => {
    at += 100;
    done(children.slice(at - 100, at));
  };
  return { name, isDirectory: true, createReader: () => ({ readEntries }) } as unknown as FileSystemEntry;
}

function transferOf(tree: Tree): DataTransfer {
  const items = Object.entries(tree).map(([name, content]) => ({
    kind: 'file',
    webkitGetAsEntry: () => entryOf(name, content),
    getAsFile: () => (content === null ? new File(['x'], name) : null),
  }));
  return { items: [...items, { kind: 'string' }] } as unknown as DataTransfer;
}

const names = async (tree: Tree, limit = 1_000) =>
  (await droppedFiles(transferOf(tree), limit)).map(({ name }) => name);

test('files and folders in folders give all their files, without what systems leave there', async () => {
  const tree = {
    'b.sta': null,
    november: { '2.xml': null, '.DS_Store': null, '1.xml': null, deep: { 'a.csv': null, 'Thumbs.db': null } },
  };
  expect(await names(tree)).toEqual(['b.sta', '1.xml', '2.xml', 'a.csv']);
});

test('a folder of more than one portion is read whole, and no further than asked', async () => {
  const many = Object.fromEntries(Array.from({ length: 250 }, (_, n) => [`${1_000 + n}.sta`, null]));
  expect(await names({ many })).toHaveLength(250);
  expect(await names({ many, more: many }, 201)).toHaveLength(201);
});

test('a browser without entries still gives its files', async () => {
  const items = [{ kind: 'file', getAsFile: () => new File(['x'], 'a.sta') }];
  const files = await droppedFiles({ items } as unknown as DataTransfer, 10);
  expect(files.map(({ name }) => name)).toEqual(['a.sta']);
});
