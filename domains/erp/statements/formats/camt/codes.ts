import { at, textAt } from '../xml/node.ts';
import type { CamtNode } from './elements.ts';

export type TransactionCodes = { transactionCode: string | null; businessCode: string | null };

/** The German Geschäftsvorfallcode in a proprietary code: "NTRF+166+9310" (DFÜ-Abkommen, Anlage 3, 7.2). */
const GERMAN = /^[A-Z][A-Z0-9]{3}\+\d{3}(?:\+|$)/;

/** `BkTxCd`: "PMNT/RCDT/ESCT" by domain, family and sub-family, else the bank's own code. */
export function readTransactionCodes(code: CamtNode | null): TransactionCodes {
  const own = textAt(code, 'Prtry', 'Cd');
  return {
    transactionCode: domainCodeOf(at(code, 'Domn')) ?? own,
    businessCode: own !== null && GERMAN.test(own) ? own.slice(5, 8) : null,
  };
}

function domainCodeOf(domain: CamtNode | null): string | null {
  if (domain === null) return null;
  const family = at(domain, 'Fmly');
  const [code, familyCode, subFamily] = [
    textAt(domain, 'Cd'),
    textAt(family, 'Cd'),
    textAt(family, 'SubFmlyCd'),
  ];
  if (code !== null && familyCode !== null && subFamily !== null) return `${code}/${familyCode}/${subFamily}`;
  return [code, familyCode, subFamily].filter((part) => part !== null).join('/') || null;
}

/** A code, or the bank's own word for it: `Cd` or `Prtry`, the latter as text or with an `Id` in it. */
export function codeOf(node: CamtNode | null): string | null {
  return textAt(node, 'Cd') ?? textAt(node, 'Prtry') ?? textAt(node, 'Prtry', 'Id');
}
