import { describe, expect, test } from 'vitest';
import { MAX_DEPTH, parseLosslessJson } from './lossless-json.ts';

const parse = (text: string) => parseLosslessJson(Buffer.from(text));

describe('a body of JSON', () => {
  test('keeps every digit of a number', () => {
    expect(parse('{"amount":12345678901234567890.123456789,"n":-0.10,"e":1e3}')).toEqual({
      amount: '12345678901234567890.123456789',
      n: '-0.10',
      e: '1e3',
    });
  });

  test.each([
    ['U+0000', '{"a":["x\\u0000"]}', '/a/0'],
    ['half a surrogate pair', '{"a":{"b/c":"\\ud800"}}', '/a/b~1c'],
    ['a key with U+0000', '{"a\\u0000":1}', ''],
    ['no JSON', '{"a":', ''],
    ['something after the end', '{} x', ''],
    ['a key twice', '{"a":1,"a":2}', ''],
    ['too deep', '['.repeat(MAX_DEPTH + 1) + ']'.repeat(MAX_DEPTH + 1), ''],
    ['a hundred thousand levels', '['.repeat(100_000), ''],
  ])('%s is refused with its place', (_, text, pointer) => {
    expect(() => parse(text)).toThrow(
      expect.objectContaining({ code: 'invalid', problems: [expect.objectContaining({ pointer })] }),
    );
  });

  test('bytes that are no UTF-8 are refused', () => {
    expect(() => parseLosslessJson(Uint8Array.of(0x22, 0xff, 0x22))).toThrow(/UTF-8/);
  });

  test('brackets within strings do not count as depth', () => {
    expect(parse(JSON.stringify({ a: '['.repeat(100), b: '\\"[[' }))).toEqual({
      a: '['.repeat(100),
      b: '\\"[[',
    });
  });

  test('a key cannot reach the prototype', () => {
    const value = parse('{"__proto__":{"polluted":true}}') as Record<string, unknown>;
    expect(value.polluted).toBeUndefined();
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});
