import type { ParsedRow } from '../parsed-statement.ts';

/** What a row keeps of its details besides its columns, as `project-row.ts` writes them. */
type RowDetails = Pick<
  ParsedRow,
  | 'ultimateParty'
  | 'remittance'
  | 'instructedAmount'
  | 'exchangeRate'
  | 'charges'
  | 'returnReason'
  | 'originalAmount'
  | 'batch'
> & { readonly members: ParsedRow['details'] };

/** A stored row as far as an advice can tell more of it. */
export type Detailed = {
  readonly amount: string;
  readonly currency: string;
  readonly reference: string | null;
  readonly endToEndId: string | null;
  readonly mandateId: string | null;
  readonly uetr: string | null;
  readonly chequeNumber: string | null;
  readonly counterpartyName: string | null;
  readonly counterpartyAccount: string | null;
  readonly counterpartyBic: string | null;
  readonly description: string;
  readonly details: RowDetails;
};

/**
 * The entry with what its advices tell: what it says itself stays, what it leaves open is filled. Of several advices each is one payment of
 * the batch that was booked. Amounts and dates are never touched.
 */
export function fillFromAdvices<Entry extends Detailed>(entry: Entry, advices: readonly Detailed[]): Entry {
  const [only, ...more] = advices;
  if (!only) return entry;
  const { details } = entry;
  const told = more.length > 0 ? advices.flatMap(paymentsOf) : only.details.members;
  const members = details.members.length > 0 ? details.members : told;
  if (more.length > 0) return { ...entry, details: { ...details, members } };
  return {
    ...entry,
    reference: entry.reference ?? only.reference,
    endToEndId: entry.endToEndId ?? only.endToEndId,
    mandateId: entry.mandateId ?? only.mandateId,
    uetr: entry.uetr ?? only.uetr,
    chequeNumber: entry.chequeNumber ?? only.chequeNumber,
    counterpartyName: entry.counterpartyName ?? only.counterpartyName,
    counterpartyAccount: entry.counterpartyAccount ?? only.counterpartyAccount,
    counterpartyBic: entry.counterpartyBic ?? only.counterpartyBic,
    description: entry.description === '' ? only.description : entry.description,
    details: {
      ...details,
      ultimateParty: details.ultimateParty ?? only.details.ultimateParty,
      remittance: isEmpty(details.remittance) ? only.details.remittance : details.remittance,
      instructedAmount: details.instructedAmount ?? only.details.instructedAmount,
      exchangeRate: details.exchangeRate ?? only.details.exchangeRate,
      charges: details.charges.length > 0 ? details.charges : only.details.charges,
      returnReason: details.returnReason ?? only.details.returnReason,
      originalAmount: details.originalAmount ?? only.details.originalAmount,
      batch: details.batch ?? only.details.batch,
      members,
    },
  };
}

/** The payments of one of several advices: those that it lists, else itself. */
function paymentsOf(advice: Detailed): ParsedRow['details'] {
  return advice.details.members.length > 0 ? advice.details.members : [asPayment(advice)];
}

function asPayment(advice: Detailed): ParsedRow['details'][number] {
  return {
    amount: advice.amount,
    currency: advice.currency,
    reference: advice.reference,
    endToEndId: advice.endToEndId,
    counterparty: {
      name: advice.counterpartyName,
      account: advice.counterpartyAccount,
      bic: advice.counterpartyBic,
    },
    description: advice.description,
    remittance: advice.details.remittance,
  };
}

function isEmpty({ unstructured, structured }: ParsedRow['remittance']): boolean {
  return unstructured === null && structured.length === 0;
}
