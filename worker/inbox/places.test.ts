import { expect, test } from 'vitest';
import { newId } from '#lib/ids.ts';
import { placesOf } from './places.ts';

const halden = { id: newId(), slug: 'halden' };
const done = { id: newId(), slug: 'done' };

test('the only company has the inbox itself, and a sub-folder of its name', () => {
  expect(placesOf([halden], new Set(['other']))).toEqual([{ tenantId: halden.id, subfolder: null }]);
  expect(placesOf([halden], new Set(['halden']))).toEqual([
    { tenantId: halden.id, subfolder: null },
    { tenantId: halden.id, subfolder: 'halden' },
  ]);
});

test('several companies have a sub-folder each, where it is there, and nobody has the inbox itself', () => {
  expect(placesOf([halden, { id: newId(), slug: 'petersen' }], new Set(['halden']))).toEqual([
    { tenantId: halden.id, subfolder: 'halden' },
  ]);
});

test('a company that is named like a folder for what ended never takes that for its own', () => {
  expect(placesOf([halden, done], new Set(['done', 'halden']))).toEqual([
    { tenantId: halden.id, subfolder: 'halden' },
  ]);
});
