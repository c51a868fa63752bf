import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson } from './canonical-json.ts';

const text = fc.string({ unit: 'binary' });
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'medium', withCrossShrink: true },
    fc.constant(null),
    fc.boolean(),
    fc.maxSafeInteger(),
    text,
    fc.array(tie('value'), { maxLength: 5 }),
    fc.dictionary(text, tie('value'), { maxKeys: 6 }),
  ),
}));

describe('canonical JSON', () => {
  test('is what RFC 8785 says, and what the reference implementation writes', () => {
    fc.assert(
      fc.property(value, (given) => {
        const written = canonicalJson(given);
        expect(written).toBe(canonicalize(given));
        expect(JSON.parse(written)).toEqual(given);
        expect(canonicalJson(JSON.parse(written))).toBe(written);
      }),
      { numRuns: 500 },
    );
  });

  test('keys stand in the order of their UTF-16 code units (RFC 8785, 3.2.3)', () => {
    const unordered = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\u{1f600}': 5, '\u0080': 6, '\u00f6': 7 };
    expect(canonicalJson(unordered)).toBe(
      '{"\\r":2,"1":4,"\u0080":6,"\u00f6":7,"\u20ac":1,"\u{1f600}":5,"\ufb33":3}',
    );
  });

  test('an absent field and an undefined one are the same', () => {
    expect(canonicalJson({ b: undefined, a: 1 })).toBe('{"a":1}');
  });

  test.each([
    ['a fraction', { amount: 0.1 }, '/amount'],
    ['an integer of 2^53', [2 ** 53], '/0'],
    ['no number', { rate: Number.NaN }, '/rate'],
    ['a bigint', { n: 1n }, '/n'],
    ['half a surrogate pair', { name: '\ud800' }, '/name'],
    ['a function', { f: () => 1 }, '/f'],
  ])('%s has no place in an event, and the place is named', (_, given, place) => {
    expect(() => canonicalJson(given)).toThrow(
      expect.objectContaining({ message: expect.stringContaining(place) }),
    );
  });

  test('nesting without end is refused before it exhausts anything', () => {
    let deep: unknown = 1;
    for (let level = 0; level < 100_000; level++) deep = [deep];
    expect(() => canonicalJson(deep)).toThrow(/nested deeper/);
  });
});
