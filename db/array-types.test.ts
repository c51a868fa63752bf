import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ARRAY_TYPES, parseArray } from './array-types.ts';
import { arrayLiteral } from './insert.ts';

const items = fc.array(
  fc.option(
    fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('NULL', 'null', '', '"', '\\', '{', ',')),
    { nil: null },
  ),
);

test('what is written as an array is read as it was, by either writer', () => {
  fc.assert(
    fc.property(items, (given) => {
      expect(parseArray(arrayLiteral(given), String)).toEqual(given);
      expect(parseArray(String(ARRAY_TYPES.array1009?.serialize(given)), String)).toEqual(given);
    }),
  );
});

test('elements have their type', () => {
  expect(ARRAY_TYPES.array1007?.parse('{1,NULL,-3}')).toEqual([1, null, -3]);
  expect(ARRAY_TYPES.array1000?.parse('{t,f}')).toEqual([true, false]);
  expect(ARRAY_TYPES.array1009?.parse('{}')).toEqual([]);
});
