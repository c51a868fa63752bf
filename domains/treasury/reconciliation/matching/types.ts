/**
 * What goes into the match engine and what comes out. Amounts are decimal strings and never signed, dates are calendar
 * dates ("2026-03-31"), ids are the caller's. The same shapes travel as JSON lines through `nexus match`.
 */
export type ItemDirection = 'payable' | 'receivable';

export type Discount = { readonly percent: string; readonly until: string };

export type ItemCounterparty = {
  /** The customer or supplier number, or any id that tells partners apart. */
  readonly id: string | null;
  readonly name: string | null;
  readonly aliases: readonly string[];
  readonly accounts: readonly string[];
};

/** One open item: instalments of a document are several items that share its number. */
export type OpenItem = {
  readonly id: string;
  readonly entity: string | null;
  readonly direction: ItemDirection;
  readonly documentType: 'invoice' | 'creditNote' | 'downPayment' | 'other';
  readonly documentNumber: string | null;
  /** Every other number that the document is known by: ERP number, payment reference, delivery, contract. */
  readonly otherNumbers: readonly string[];
  readonly purchaseOrder: string | null;
  readonly currency: string;
  readonly amount: string;
  readonly openAmount: string;
  readonly documentDate: string | null;
  readonly dueDate: string | null;
  readonly onHold: boolean;
  readonly discounts: readonly Discount[];
  readonly counterparty: ItemCounterparty | null;
};

export type RowCounterparty = {
  readonly name: string | null;
  readonly account: string | null;
};

export type RowRemittance = {
  readonly unstructured: string | null;
  readonly structured: readonly { readonly number: string | null }[];
};

/** A member of a batch: only its texts are read here. */
export type RowDetail = {
  readonly description: string | null;
  readonly reference: string | null;
  readonly endToEndId: string | null;
  readonly remittance: RowRemittance | null;
};

/** One booked bank row, as the parsed statement has it. */
export type Row = {
  readonly id: string;
  /** The own account: IBAN or other id. */
  readonly account: string | null;
  readonly bookingDate: string;
  readonly valueDate: string | null;
  readonly direction: 'credit' | 'debit';
  readonly currency: string;
  readonly amount: string;
  readonly isReversal: boolean;
  readonly status: 'booked' | 'pending' | 'information';
  readonly description: string | null;
  readonly reference: string | null;
  readonly bankReference: string | null;
  readonly endToEndId: string | null;
  readonly transactionCode: string | null;
  readonly counterparty: RowCounterparty | null;
  readonly ultimateParty: string | null;
  readonly remittance: RowRemittance | null;
  readonly returnReason: { readonly code: string | null; readonly text: string | null } | null;
  readonly details: readonly RowDetail[];
};

export type OwnAccount = {
  readonly account: string;
  readonly entity: string | null;
  readonly currency: string | null;
};

/** What a person confirmed before: its row needs no decision, and its account is known from now on. */
export type Confirmed = {
  readonly row: string;
  readonly allocations: readonly { readonly invoice: string; readonly amount: string }[];
};

export type MatchInput = {
  readonly items: readonly OpenItem[];
  readonly rows: readonly Row[];
  readonly ownAccounts: readonly OwnAccount[];
  readonly confirmed: readonly Confirmed[];
  /** Rows booked after this day are never decided automatically; null: the latest booking date. */
  readonly today: string | null;
};

export type DifferenceReason = 'discount' | 'discountLate' | 'bankCharge' | 'rounding' | 'conversion';

/** In the item's currency; + is settled without cash, − is cash that settles nothing. */
export type Difference = { readonly reason: DifferenceReason; readonly amount: string };

export type Allocation = {
  readonly row: string;
  readonly invoice: string;
  /** By how much the open item falls, in its currency: `rowAmount × rate + Σ differences`. */
  readonly amount: string;
  /** The part of the row used, in the row's currency; counts negatively for an item that runs against the row. */
  readonly rowAmount: string;
  /** Row currency → item currency; null when they are the same. */
  readonly rate: string | null;
  readonly differences: readonly Difference[];
};

/** One piece of evidence. The weight is a log-odds: positive speaks for, negative against. */
export type Criterion = { readonly evidence: Evidence; readonly value: string; readonly weight: string };

export type Evidence =
  | 'reference.exact'
  | 'reference.core'
  | 'reference.part'
  | 'reference.order'
  | 'reference.uncited'
  | 'reference.other'
  | 'reference.settled'
  | 'amount.equal'
  | 'amount.sum'
  | 'amount.partial'
  | 'amount.excess'
  | 'amount.rounding'
  | 'amount.mirrored'
  | 'charge.abroad'
  | 'charge.named'
  | 'instalment.next'
  | 'instalment.named'
  | 'instalment.other'
  | 'discount.inTerms'
  | 'discount.grace'
  | 'discount.late'
  | 'account.known'
  | 'account.shared'
  | 'account.other'
  | 'account.own'
  | 'partner.number'
  | 'name.similar'
  | 'name.inText'
  | 'name.different'
  | 'name.other'
  | 'entity.other'
  | 'currency.other'
  | 'item.onHold'
  | 'item.laterThanRow'
  | 'row.rival'
  | 'transfer.text'
  | 'reversal.flag'
  | 'reversal.reference'
  | 'reversal.party'
  | 'category.code'
  | 'category.text';

export type Category = 'fee' | 'interest' | 'salary' | 'tax';

export type Alternative = { readonly confidence: string; readonly allocations: readonly Allocation[] };

export type Decision = {
  readonly rows: readonly string[];
  readonly kind: 'matched' | 'partial' | 'transfer' | 'reversal' | 'category' | 'unmatched';
  readonly category: Category | null;
  readonly decision: 'automatic' | 'suggested' | 'none';
  /** 0.00 to 100.00: the probability that all of it is right. */
  readonly confidence: string;
  readonly allocations: readonly Allocation[];
  /** The part of the rows' amount that stays unexplained, never signed. */
  readonly rest: string;
  readonly criteria: readonly Criterion[];
  /** Best first, at most three. */
  readonly alternatives: readonly Alternative[];
};
