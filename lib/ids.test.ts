import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { derivedId, isId, newId } from './ids.ts';
import { newKey, open, seal } from './seal.ts';

describe('ids', () => {
  test('a new one is a UUIDv7 and sorts by time', async () => {
    const first = newId();
    await new Promise((resolve) => setTimeout(resolve, 3));
    const second = newId();
    expect(isId(first)).toBe(true);
    expect(first[14]).toBe('7');
    expect(first < second).toBe(true);
  });

  test('a derived one is a UUIDv8, the same for the same parts, another for others', () => {
    expect(derivedId('a', 1)).toBe(derivedId('a', 1));
    expect(derivedId('a', 1)).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
    expect(derivedId('ab', 'c')).not.toBe(derivedId('a', 'bc'));
  });
});

describe('sealing', () => {
  test('what was sealed opens with the same key alone, and not after a bit was changed', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.nat(), (plain, place) => {
        const key = newKey();
        const sealed = seal(key, plain);
        expect(Buffer.from(open(key, sealed))).toEqual(Buffer.from(plain));
        expect(() => open(newKey(), sealed)).toThrow();
        const changed = Uint8Array.from(sealed);
        const at = place % changed.length;
        changed[at] = (changed[at] ?? 0) ^ 1;
        expect(() => open(key, changed)).toThrow();
      }),
    );
    expect(() => open(newKey(), new Uint8Array(5))).toThrow(/too short/);
  });
});
