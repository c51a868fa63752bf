import { isCapital, isDigit } from './characters.ts';
import { trimmed } from './narrative.ts';

/** The reference in this part of a :61:, or null where it only says that there is none or that it stands in :86:. */
export function referenceIn(text: string, from: number, to: number): string | null {
  const reference = trimmed(text, from, to);
  switch (reference) {
    case '':
    case 'NONREF':
    case 'NOREF':
    case 'NOTPROVIDED':
    case 'KREF+':
    case 'EREF+':
    case 'KREF':
    case 'EREF':
    case 'PREF':
    case 'MARF':
      return null;
    default:
      return reference;
  }
}

/** Whether 1!a3!c stands here: N, F or S and three more (NTRF, FMSC, S103); blanks stand for what a bank leaves out. */
export function isTransactionCode(text: string, at: number): boolean {
  const first = text.charCodeAt(at);
  if (!isCapital(first) || text.length - at < 4) return false;
  const known = first === 78 || first === 70 || first === 83;
  for (let i = at + 1; i < at + 4; i++) {
    const c = text.charCodeAt(i);
    if (!(isCapital(c) || isDigit(c) || (known && c === 32))) return false;
  }
  return true;
}
