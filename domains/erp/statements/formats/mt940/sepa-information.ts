import type { ParsedRow } from '../../parsed-statement.ts';
import { asBic, asIban } from '../account-number.ts';
import { joinTexts } from './narrative.ts';
import type { SepaWords } from './sepa-words.ts';

/** Puts what the SEPA words of a :86: say into its row; `bookingText` stands before them. */
export function applySepaWords(row: ParsedRow, words: SepaWords, bookingText: string): void {
  row.endToEndId ??= words.endToEndId;
  row.reference ??= words.customerReference;
  row.mandateId ??= words.mandateId;
  if (words.iban !== null) row.counterparty.account ??= asIban(words.iban) ?? words.iban;
  if (words.bic !== null) row.counterparty.bic ??= asBic(words.bic);
  row.remittance.unstructured = words.purpose;
  const ultimate = ultimateName(row, words);
  if (ultimate !== null) row.ultimateParty = { name: ultimate, account: null, bic: null };
  if (words.originalAmount !== null)
    row.originalAmount = { amount: words.originalAmount, currency: row.currency };
  if (words.compensation !== null) {
    row.charges = [
      ...row.charges,
      { amount: words.compensation, currency: row.currency, bearer: null, included: true },
    ];
  }
  row.description = joinTexts(row.description, joinTexts(bookingText, words.text));
}

/** ABWA is on the side of who ordered the payment, ABWE on the other: of the two, the one that is not us. */
function ultimateName(row: ParsedRow, words: SepaWords): string | null {
  const { ultimateOrderer, ultimateReceiver } = words;
  if (ultimateOrderer === null || ultimateReceiver === null) return ultimateOrderer ?? ultimateReceiver;
  const theyOrdered = row.direction === 'credit' || DIRECT_DEBITS.has(row.businessCode ?? '');
  return theyOrdered ? ultimateOrderer : ultimateReceiver;
}

const DIRECT_DEBITS = new Set(['004', '005', '006', '104', '105', '106', '107']);
