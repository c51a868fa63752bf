import type { ParsedRow } from '../../parsed-statement.ts';
import { asIban } from '../account-number.ts';
import { readForeignAmounts } from './foreign-amounts.ts';
import { readInformation } from './information.ts';
import { joinTexts } from './narrative.ts';
import type { StatementLine } from './statement-line.ts';

/** Most rows have no charges, details or references: one empty list serves them all. */
const NONE: never[] = Object.freeze([]) as unknown as never[];

/** A row out of its :61:, its :86: (all of them, parted by LF) and the :NS: between. `line` is that of its :61:. */
export function makeRow(
  entry: StatementLine,
  information: string,
  nonSwift: string,
  rowNumber: number,
  currency: string,
  line: number,
): ParsedRow {
  const row: ParsedRow = {
    rowNumber,
    bookingDate: entry.bookingDate,
    valueDate: entry.valueDate,
    amount: entry.amount,
    direction: entry.direction,
    currency,
    isReversal: entry.isReversal,
    status: entry.isExpected ? 'pending' : 'booked',
    balanceAfter: null,
    reference: entry.reference,
    bankReference: entry.bankReference,
    endToEndId: null,
    mandateId: null,
    uetr: null,
    chequeNumber: null,
    transactionCode: entry.transactionCode,
    businessCode: null,
    counterparty: { name: null, account: null, bic: null },
    ultimateParty: null,
    description: '',
    remittance: { unstructured: null, structured: NONE },
    instructedAmount: null,
    exchangeRate: null,
    charges: NONE,
    returnReason: null,
    originalAmount: null,
    availability: NONE,
    batch: null,
    parentRow: null,
    details: NONE,
    line,
  };
  if (information !== '') readInformation(row, information);
  if (entry.supplementary !== '') readSupplementary(row, entry.supplementary);
  if (nonSwift !== '') row.description = joinTexts(row.description, readNonSwift(nonSwift));
  const code = entry.transactionCode;
  if (code?.endsWith('CHK') && entry.reference !== null && /^\d+$/.test(entry.reference)) {
    row.chequeNumber = entry.reference;
  }
  return row;
}

/** The second line of :61: foreign amounts, the other side's account (Rabobank), or words. */
function readSupplementary(row: ParsedRow, text: string): void {
  if (text.startsWith('/')) {
    readForeignAmounts(row, text);
    if (/^\/(OCMT|CHGS|EXCH|TRCD)\//.test(text)) return;
  }
  const iban = asIban(text);
  if (iban !== null) row.counterparty.account ??= iban;
  else if (!row.description.includes(text)) row.description = joinTexts(text, row.description);
}

/** Lines of :NS: begin with a two-digit number of their own. */
function readNonSwift(content: string): string {
  return content
    .split('\n')
    .map((line) => line.replace(/^\d{2}/, '').trim())
    .filter((line) => line !== '')
    .join(' ');
}
