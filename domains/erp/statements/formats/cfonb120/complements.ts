import { isCurrency } from '#lib/currency.ts';
import type { ParsedRow } from '../../parsed-statement.ts';
import { decimalsOf } from '../amounts.ts';
import { given, impliedAmount, joinCut } from '../fixed-fields.ts';

/** What complementary records (05) say of a row, by their qualifier; `text` has their 70 characters. */
export type Complement = { qualifier: string; text: string };

type Complements = Pick<
  ParsedRow,
  | 'endToEndId'
  | 'mandateId'
  | 'bankReference'
  | 'counterparty'
  | 'ultimateParty'
  | 'instructedAmount'
  | 'charges'
  | 'remittance'
  | 'returnReason'
> & { description: string; unread: string[] };

/** Amounts and parties have fields of their own; all other texts are part of the description. */
const SILENT = new Set(['MMO', 'FEE', 'CBE', 'CPY', 'IBE', 'IPY', 'BDB', 'BDP']);

/**
 * Reads the qualifiers of "Évolutions du relevé de compte 120 caractères" (CFONB, 2007): the payer (NPY) is the other
 * side of a credit, the beneficiary (NBE) of a debit; NPO and NBU are those they act for. What has no field is text.
 */
export function readComplements(
  complements: readonly Complement[],
  direction: ParsedRow['direction'],
): Complements {
  const text = (...qualifiers: string[]): string =>
    joinCut(complements.filter((c) => qualifiers.includes(c.qualifier)).map((c) => c.text.padEnd(70)));
  const one = (qualifier: string): string | null => text(qualifier) || null;
  const credit = direction === 'credit';
  const client = complements.find(({ qualifier }) => qualifier === 'RCN')?.text ?? '';
  const mandate = complements.find(({ qualifier }) => qualifier === 'RUM')?.text ?? '';
  const unstructured = text('LCC', 'LC2') || null;
  const structured = one('LCS');
  const ultimate = one(credit ? 'NPO' : 'NBU');
  const returned = one('RET');
  const original = originalAmount(complements);
  const charges = chargesOf(complements);
  return {
    endToEndId: given(client.slice(0, 35)),
    mandateId: given(mandate.slice(0, 35)),
    bankReference: one('REF'),
    counterparty: {
      name: one(credit ? 'NPY' : 'NBE') ?? one(credit ? 'NBE' : 'NPY'),
      account: accountOf(one(credit ? 'CPY' : 'CBE')),
      bic: null,
    },
    ultimateParty: ultimate === null ? null : { name: ultimate, account: null, bic: null },
    ...original,
    charges: charges.read,
    remittance: {
      unstructured,
      structured: structured === null ? [] : [{ type: 'structured', number: structured }],
    },
    returnReason: returned === null ? null : { code: null, text: returned },
    description: complements
      .filter(({ qualifier }) => !SILENT.has(qualifier))
      .map((complement) => joinCut([complement.text]))
      .filter((line) => line !== '')
      .join(' '),
    unread: [...original.unread, ...charges.unread],
  };
}

function accountOf(text: string | null): string | null {
  return text === null ? null : (text.split(' ')[0] ?? null);
}

/** "USD200000000012345": currency, number of decimals, amount in the smallest of these. */
function money(text: string): { amount: string; currency: string } | null {
  const currency = text.slice(0, 3);
  const decimals = text.slice(3, 4);
  if (!isCurrency(currency) || !/\d/.test(decimals)) return null;
  const amount = impliedAmount(text.slice(4, 18).trim(), Number(decimals), decimalsOf(currency));
  return typeof amount === 'string' ? { amount, currency } : null;
}

/** MMO: the amount before conversion. Its rate is left: the standard does not say which way it is quoted. */
function originalAmount(
  complements: readonly Complement[],
): Pick<Complements, 'instructedAmount' | 'unread'> {
  const text = complements.find(({ qualifier }) => qualifier === 'MMO')?.text;
  const original = text === undefined ? null : money(text);
  return { instructedAmount: original, unread: text !== undefined && original === null ? ['MMO'] : [] };
}

function chargesOf(complements: readonly Complement[]): { read: ParsedRow['charges']; unread: string[] } {
  const read: ParsedRow['charges'] = [];
  const unread: string[] = [];
  for (const { qualifier, text } of complements) {
    if (qualifier !== 'FEE') continue;
    const fee = money(text);
    if (fee === null) unread.push('FEE');
    else read.push({ ...fee, bearer: null, included: true });
  }
  return { read, unread };
}
