import { asBic, asIban } from '../account-number.ts';
import { decimalsOf } from '../amounts.ts';
import { type BookedRow, bookedRow } from '../booked-row.ts';
import { given } from '../fixed-fields.ts';
import { isFullPiece } from '../mt940/narrative.ts';
import { readSepaWords } from '../mt940/sepa-words.ts';
import type { ProblemReporter } from '../problems.ts';
import type { TextLine } from '../text-lines.ts';
import { readAmount, readDate } from './values.ts';

/** A line of UMSATZ.TXT. Null when its amount or dates cannot be read; the problems then say so. */
export function readRow(
  { text, number }: TextLine,
  fields: readonly string[],
  currency: string,
  problems: ProblemReporter,
): BookedRow | null {
  const at = (position: number): string => fields[position - 1] ?? '';
  const amount = readAmount(at(11), decimalsOf(currency));
  if ('code' in amount) {
    problems.error(number, amount.code, amount.message, text);
    return null;
  }
  const date = (position: number, name: string): string | null => {
    const read = readDate(at(position));
    if (read?.adjusted) {
      const message = `The ${name} “${at(position)}” does not exist; the last day of its month stands for it.`;
      problems.warn(number, 'date.adjusted', message, text);
    }
    if (read === null && at(position) !== '') {
      problems.warn(number, 'date.invalid', `“${at(position)}” is no ${name}.`, text);
    }
    return read?.date ?? null;
  };
  const valueDate = date(4, 'value date');
  const bookingDate = date(14, 'booking date') ?? valueDate;
  if (bookingDate === null) {
    problems.error(number, 'date.missing', 'The row has neither booking date nor value date.', text);
    return null;
  }
  const purpose = joinPurpose([at(6), ...fields.slice(16, 29)]);
  const words = readSepaWords(purpose);
  const remittance = words === null ? purpose : (words.purpose ?? '');
  const postingText = at(7);
  const bank = at(32);
  const account = given(at(33));
  return bookedRow({
    bookingDate,
    valueDate,
    amount: amount.amount,
    direction: amount.negative ? 'debit' : 'credit',
    currency,
    reference: words?.customerReference ?? null,
    bankReference: given(at(5)),
    endToEndId: words?.endToEndId ?? null,
    mandateId: words?.mandateId ?? null,
    chequeNumber: given(at(10)),
    transactionCode: given(at(9)),
    businessCode: given(at(34)) ?? given(at(9))?.padStart(3, '0') ?? null,
    counterparty: {
      name: `${at(30)}${isFullPiece(at(30)) ? '' : ' '}${at(31)}`.trim() || null,
      account: words?.iban ?? counterpartyAccount(bank, account),
      bic: words?.bic ?? asBic(bank),
    },
    description: [postingText, words?.text ?? purpose].filter((part) => part !== '').join(' '),
    remittance: { unstructured: remittance || null, structured: [] },
    line: number,
  });
}

function counterpartyAccount(bank: string, account: string | null): string | null {
  if (account === null) return null;
  return asIban(account) ?? (/^\d{8}$/.test(bank) ? `${bank}/${account}` : account);
}

/** Lines of 27 characters: after a full one the word goes on, after a shorter one another begins. */
function joinPurpose(lines: readonly string[]): string {
  let text = '';
  let goesOn = true;
  for (const line of lines) {
    if (line === '') continue;
    text += goesOn ? line : ` ${line}`;
    goesOn = isFullPiece(line);
  }
  return text.replace(/\s+/g, ' ').trim();
}
