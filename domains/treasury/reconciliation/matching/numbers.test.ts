import { describe, expect, test } from 'vitest';
import { findNumbers, keyShape, numberKeys, scanText, wholeReference } from './numbers.ts';
import { numberShape, unknownNumbers } from './unknown-numbers.ts';

/** How surely the text names the number, or null. */
function strengthIn(text: string, number: string) {
  const { whole, core } = numberKeys(number);
  const keys = new Set([...whole, ...core]);
  const [hit] = findNumbers(scanText(text), (key) => keys.has(key), new Set([...keys].map(keyShape)));
  return hit?.strength ?? null;
}

describe('how surely a text names a document', () => {
  test.each([
    ['INV-2026-00417', 'INV-2026-00417', 'strong'],
    ['re 2026.417', 'INV-2026-00417', 'strong'],
    ['ＩＮＶ－２０２６－００４１７', 'INV-2026-00417', 'strong'],
    ['RG 202600417', 'INV-2026-00417', 'strong'],
    ['4711', '4711', 'medium'],
    ['RG 4711', '4711', 'strong'],
    ['95000123', '95000123', 'strong'],
    ['RG NR. 417', '417', 'medium'],
    ['417', '417', 'weak'],
    ['2026', '2026', 'weak'],
    ['KD-NR 88123456', '88123456', 'weak'],
    ['TEL 88123456', '88123456', 'weak'],
    ['AB-881234', '881234', 'medium'],
    ['88123456-7', '88123456', 'medium'],
    ['RG 88123456-7', '88123456', 'medium'],
  ])('%j names %j: %s', (text, number, strength) => {
    expect(strengthIn(text, number)).toBe(strength);
  });

  test.each([
    ['INV-2026-004170', 'INV-2026-00417'],
    ['1INV', 'INV'],
    ['DE02 1203 0000 0000 2020 51', '1203'],
    ['1.190,00 EUR', '1190'],
    ['VOM 02.11.2026', '2026'],
    ['2026-11-02', '11-02'],
    ['', '4711'],
  ])('%j does not name %j', (text, number) => {
    expect(strengthIn(text, number)).toBeNull();
  });
});

test('a number that nobody knows is found by its word or its shape, unless a field for machines holds it', () => {
  const shapes = new Set([numberShape('INV-2026-00417') ?? '']);
  const unknown = (text: string) => unknownNumbers(scanText(text), [], shapes).map((found) => found.text);
  expect(unknown('RG 4711 DANKE')).toEqual(['4711']);
  expect(unknown('INV-2026-00999')).toContain('INV-2026-00999');
  expect(unknown('EREF+INV-2026-00999 SVWZ+DANKE')).toEqual([]);
  expect(unknown('KD 10448 VOM 02.11.2026 UEBER 1.190,00 EUR')).toEqual([]);
});

test('references that say nothing are none', () => {
  expect(['NONREF', 'NOTPROVIDED', '000', null, ''].map(wholeReference)).toEqual([
    null,
    null,
    null,
    null,
    null,
  ]);
  expect(wholeReference('eref 00-417/A')).toBe('EREF00417A');
});
