import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { KEY_BYTES, newKey, open, seal } from './seal.ts';

const bytes = fc.uint8Array({ maxLength: 200 });

describe('sealing', () => {
  test('what is sealed opens with its key, and looks different each time', () => {
    fc.assert(
      fc.property(bytes, (plain) => {
        const key = newKey();
        const [one, two] = [seal(key, plain), seal(key, plain)];
        expect(Buffer.from(open(key, one))).toEqual(Buffer.from(plain));
        expect(Buffer.from(open(key, two))).toEqual(Buffer.from(plain));
        expect(Buffer.from(one).equals(two)).toBe(false);
        expect(one.length).toBe(12 + plain.length + 16);
      }),
    );
  });

  test('one changed bit anywhere, another key, or a part of it opens nothing', () => {
    fc.assert(
      fc.property(bytes, fc.nat(), (plain, place) => {
        const key = newKey();
        const sealed = seal(key, plain);
        const changed = Uint8Array.from(sealed);
        const bit = place % (sealed.length * 8);
        changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect(() => open(key, changed)).toThrow();
        expect(() => open(newKey(), sealed)).toThrow();
        expect(() => open(key, sealed.subarray(0, place % sealed.length))).toThrow();
      }),
    );
  });

  test('keys are of 256 bits and never the same', () => {
    expect(newKey()).toHaveLength(KEY_BYTES);
    expect(Buffer.from(newKey()).equals(newKey())).toBe(false);
  });
});
