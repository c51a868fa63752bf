import { at, textAt, type XmlNode } from '../xml/node.ts';

export type TransactionCodes = { transactionCode: string | null; businessCode: string | null };

/** The German Geschäftsvorfallcode in a proprietary code: "NTRF+166+9310" (DFÜ-Abkommen, Anlage 3, 7.2). */
const GERMAN = /^[A-Z][A-Z0-9]{3}\+(\d{3})(?:\+|$)/;

/** `BkTxCd`: "PMNT/RCDT/ESCT" by domain, family and sub-family, else the bank's own code. */
export function readTransactionCodes(code: XmlNode | null): TransactionCodes {
  const domain = at(code, 'Domn');
  const own = textAt(code, 'Prtry', 'Cd');
  const parts = [
    textAt(domain, 'Cd'),
    textAt(domain, 'Fmly', 'Cd'),
    textAt(domain, 'Fmly', 'SubFmlyCd'),
  ].filter((part) => part !== null);
  return {
    transactionCode: parts.length > 0 ? parts.join('/') : own,
    businessCode: own === null ? null : (GERMAN.exec(own)?.[1] ?? null),
  };
}

/** A code, or the bank's own word for it: `Cd` or `Prtry`, the latter as text or with an `Id` in it. */
export function codeOf(node: XmlNode | null): string | null {
  return textAt(node, 'Cd') ?? textAt(node, 'Prtry') ?? textAt(node, 'Prtry', 'Id');
}
