import { isCapital, isDigit } from './characters.ts';

/** Field 61, sub-fields 6 to 8: 1!a3!c, the customer's reference, and behind "//" the bank's. */
export type StatementLineReferences = {
  transactionCode: string | null;
  reference: string | null;
  bankReference: string | null;
};

/** Reads what stands behind the amount. */
export function readReferences(text: string): StatementLineReferences {
  const hasCode = isTransactionCode(text);
  const references = hasCode ? text.slice(4) : text;
  const slashes = references.indexOf('//');
  return {
    transactionCode: hasCode ? text.slice(0, 4).trimEnd() : null,
    reference: meaningful(slashes < 0 ? references : references.slice(0, slashes)),
    bankReference: slashes < 0 ? null : meaningful(references.slice(slashes + 2)),
  };
}

/** The reference, or null where it only says that there is none or that it stands in :86:. */
function meaningful(text: string): string | null {
  const trimmed = text.trim();
  switch (trimmed) {
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
      return trimmed;
  }
}

/** N, F or S and three more: NTRF, FMSC, S103; blanks stand for what a bank leaves out. */
export function isTransactionCode(text: string): boolean {
  const first = text.charCodeAt(0);
  if (!isCapital(first) || text.length < 4) return false;
  const known = first === 78 || first === 70 || first === 83;
  for (let i = 1; i < 4; i++) {
    const c = text.charCodeAt(i);
    if (!(isCapital(c) || isDigit(c) || (known && c === 32))) return false;
  }
  return true;
}
