import { describe, expect, test } from 'vitest';
import { derivedId, isId, newId } from './ids.ts';

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
