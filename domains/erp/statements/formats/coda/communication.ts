import { given } from '../fixed-fields.ts';

/** What a movement or an information record communicates. */
export type Communication = {
  /** Everything a person would read. */
  text: string;
  /** Free text; null for a structured communication. */
  unstructured: string | null;
  structured: { type: string; number: string }[];
  mandateId: string | null;
  counterpartyName: string | null;
};

/** Structured communications with check digits: +++123/4567/89012+++. */
const CHECKED = new Set(['101', '102']);
const DIRECT_DEBIT = '127';
const COUNTERPARTY = '001';

const compact = (text: string): string => text.replace(/\s+/g, ' ').trim();

/**
 * Reads a communication (CODA 2.6, annex II). A structured one begins with its type and is kept whole as `number`;
 * 101 and 102 are 12 digits, 127 is a SEPA direct debit with its mandate, 001 names the counterparty.
 */
export function readCommunication(text: string, isStructured: boolean): Communication {
  const free = compact(text);
  const none = { mandateId: null, counterpartyName: null };
  if (!isStructured) return { text: free, unstructured: free || null, structured: [], ...none };
  const type = text.slice(0, 3);
  const content = text.slice(3);
  const number = compact(content);
  if (type === COUNTERPARTY) {
    const name = compact(content.slice(0, 70)) || null;
    return { text: number, unstructured: null, structured: [], mandateId: null, counterpartyName: name };
  }
  if (type === DIRECT_DEBIT) {
    const creditor = compact(content.slice(9, 44));
    const mandateId = given(content.slice(44, 79));
    const purpose = compact(content.slice(79, 141));
    const structured = creditor === '' ? [] : [{ type: 'creditorId', number: creditor }];
    const readable = [purpose, creditor, mandateId ?? ''].filter((part) => part !== '').join(' ');
    return { text: readable, unstructured: purpose || null, structured, mandateId, counterpartyName: null };
  }
  const digits = number.slice(0, 12);
  if (CHECKED.has(type) && /^\d{12}$/.test(digits)) {
    const readable = `+++${digits.slice(0, 3)}/${digits.slice(3, 7)}/${digits.slice(7)}+++`;
    const rest = number.slice(12).trim();
    return {
      text: rest === '' ? readable : `${readable} ${rest}`,
      unstructured: rest || null,
      structured: [{ type, number: digits }],
      ...none,
    };
  }
  return { text: number, unstructured: null, structured: number ? [{ type, number }] : [], ...none };
}
