import type { ParsedRow } from '../../parsed-statement.ts';

const RETURNS = new Set(['009', '010', '059', '108', '109', '111', '159', '181', '183', '184']);

/** Whether the row gives back an earlier payment, by its business code (GVC) or SWIFT type. */
export function isReturn(row: ParsedRow): boolean {
  return (row.businessCode !== null && RETURNS.has(row.businessCode)) || row.transactionCode === 'NRTI';
}

/** The German supplement to the text key of a return, where its ISO reason is beyond doubt. */
const REASONS: Readonly<Record<string, string>> = { '903': 'AC06', '912': 'MD06', '914': 'MS03' };

/** ISO 20022 external return reasons that statements carry. */
const ISO_REASON =
  /(?<![A-Z0-9])(AC0[1346]|AC13|AG0[12]|AM0[1-9]|BE0[14567]|CNOR|DNOR|DUPL|FF0[15]|FOCR|FRAD|MD0[1267]|MS0[23]|NOAS|RC01|RR0[1-4]|SL01|TECH|CUST)(?![A-Z0-9])/;

/** The ISO reason that stands in a text, or null. */
export function isoReason(text: string): string | null {
  return ISO_REASON.exec(text)?.[1] ?? null;
}

/** Why the payment came back: the ISO reason of the text, else the bank's own code; `message` is the bank's wording. */
export function returnReason(code: string, message: string | null, text: string): ParsedRow['returnReason'] {
  const given = isoReason(text) ?? (code === '' ? null : (REASONS[code] ?? code));
  return given === null && message === null ? null : { code: given, text: message };
}
