/**
 * A document number as it is searched: capital letters and digits only, without leading zeros in any group of digits, so that
 * "RG 2026/00417" and "rg2026-417" are the same number.
 */
export function normaliseNumber(number: string): string {
  const groups =
    number
      .normalize('NFKC')
      .toUpperCase()
      .match(/\p{L}+|\p{N}+/gu) ?? [];
  return groups.map((group) => group.replace(/^0+(?=\p{N})/u, '')).join('');
}
