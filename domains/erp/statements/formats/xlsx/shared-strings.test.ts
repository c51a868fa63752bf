import fc from 'fast-check';
import { expect, test } from 'vitest';
import { XLSX_LIMITS } from './limits.ts';
import { Pages } from './pages.ts';
import { SharedStrings } from './shared-strings.ts';

const SEED = Number(process.env.TEST_SEED ?? Date.now() % 1_000_000);

test('texts are given back by their index, over the ends of pages', () => {
  const texts = Array.from({ length: 200 }, (_, i) => `${i} ${'ä€𝄞x'.repeat(i * 40)}`);
  const huge = 'é'.repeat(XLSX_LIMITS.pageBytes * 2);
  const strings = new SharedStrings();
  for (const text of [...texts, '', huge, 'last']) strings.add(text);
  expect(strings.count).toBe(203);
  expect(strings.bytes).toBeGreaterThan(4 * XLSX_LIMITS.pageBytes);
  for (const [i, text] of texts.entries()) expect(strings.get(i)).toBe(text);
  expect([strings.get(200), strings.get(201) === huge, strings.get(202)]).toEqual(['', true, 'last']);
  expect([strings.get(203), strings.get(-1)]).toEqual([null, null]);
});

test(`bytes are given back as they came, and once, seed ${SEED}`, () => {
  const parts = fc.array(fc.uint8Array({ maxLength: 3_000 }), { maxLength: 20 });
  fc.assert(
    fc.property(parts, (added) => {
      const pages = new Pages();
      for (const bytes of added) pages.add(bytes);
      const whole = Buffer.concat(added);
      expect(pages.length).toBe(whole.length);
      expect(Buffer.concat([...pages.drain()]).equals(whole)).toBe(true);
      expect([...pages.drain()]).toEqual([]);
    }),
    { seed: SEED, numRuns: 100 },
  );
});

test('bytes are given back over the ends of full pages', () => {
  const bytes = Buffer.from(
    Uint32Array.from({ length: XLSX_LIMITS.pageBytes }, (_, i) => i * 2_654_435_761).buffer,
  );
  const pages = new Pages();
  for (let at = 0; at < bytes.length; at += 300_000) pages.add(bytes.subarray(at, at + 300_000));
  const [first, ...others] = pages.drain();
  expect(Buffer.concat([first as Uint8Array, ...others]).equals(bytes)).toBe(true);
});
