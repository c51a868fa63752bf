import { type AmountProblem, plainAmount } from '../amounts.ts';

/**
 * A SWIFT amount ("15d") as a plain decimal string: "1234,5", ",5", "5," and "1234" as they are; a point as decimal
 * sign and thousands are read where only one reading is possible.
 */
export function swiftAmount(text: string, decimals: number): string | AmountProblem {
  if (!/\d/.test(text)) return noAmount();
  const comma = /^(\d*|\d{1,3}(?:\.\d{3})+),(\d*)$/.exec(text);
  if (comma) return plainAmount((comma[1] ?? '').replaceAll('.', ''), comma[2] ?? '', decimals);
  if (/^\d+$/.test(text)) return plainAmount(text, '', decimals);
  const point = /^(\d*|\d{1,3}(?:,\d{3})+)\.(\d*)$/.exec(text);
  if (point) {
    const thousandsToo = !text.includes(',') && (point[2] ?? '').length === 3 && decimals !== 3;
    if (!thousandsToo) return plainAmount((point[1] ?? '').replaceAll(',', ''), point[2] ?? '', decimals);
    return { code: 'amount.ambiguous', message: `“${text}” can be read in two ways.` };
  }
  return { code: 'amount.invalid', message: `“${text}” is no amount.` };
}

export function noAmount(): AmountProblem {
  return { code: 'amount.invalid', message: 'There is no amount.' };
}
