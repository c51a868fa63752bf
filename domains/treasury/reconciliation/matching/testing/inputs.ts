import type { Decision, MatchInput, OpenItem, OwnAccount, Row } from '../types.ts';

/** An open customer invoice over 1190.00 EUR of Müller & Söhne, with what the test needs changed. */
export function item(changes: Partial<OpenItem> & { id: string }): OpenItem {
  const amount = changes.amount ?? changes.openAmount ?? '1190.0000';
  return {
    entity: 'DE01',
    direction: 'receivable',
    documentType: 'invoice',
    documentNumber: null,
    otherNumbers: [],
    purchaseOrder: null,
    currency: 'EUR',
    amount,
    openAmount: amount,
    documentDate: '2026-03-02',
    dueDate: '2026-04-01',
    onHold: false,
    discounts: [],
    counterparty: muller,
    ...changes,
  };
}

/** A booked credit of 1190.00 EUR on 31 March without any text. */
export function row(changes: Partial<Row> & { id: string }): Row {
  return {
    account: 'DE89370400440532013000',
    bookingDate: '2026-03-31',
    valueDate: '2026-03-31',
    direction: 'credit',
    currency: 'EUR',
    amount: '1190.00',
    isReversal: false,
    status: 'booked',
    description: null,
    reference: null,
    bankReference: null,
    endToEndId: null,
    transactionCode: null,
    counterparty: null,
    ultimateParty: null,
    remittance: null,
    returnReason: null,
    details: [],
    ...changes,
  };
}

export const muller = {
  id: 'C9',
  name: 'Müller & Söhne GmbH',
  aliases: [],
  accounts: ['DE02 1203 0000 0000 2020 51'],
};

export const aurora = {
  id: 'C10',
  name: 'Aurora Optik AB',
  aliases: [],
  accounts: ['SE4550000000058398257466'],
};

export const mullerPays = { name: 'MUELLER U SOEHNE', account: 'DE02120300000000202051' };

export const ownAccounts: OwnAccount[] = [
  { account: 'DE89370400440532013000', entity: 'DE01', currency: 'EUR' },
  { account: 'DE75512108001245126199', entity: 'DE01', currency: 'EUR' },
];

export function input(
  items: readonly OpenItem[],
  rows: readonly Row[],
  more: Partial<MatchInput> = {},
): MatchInput {
  return { items, rows, ownAccounts, confirmed: [], today: null, ...more };
}

/** A decision in one line: "automatic matched r1: i1 1190.0000". */
export function line({ decision, kind, category, rows, allocations }: Decision): string {
  const parts = allocations.map(({ invoice, amount, differences }) =>
    [invoice, amount, ...differences.map(({ reason, amount: by }) => `${reason} ${by}`)].join(' '),
  );
  const what = category ? `${kind} ${category}` : kind;
  return [`${decision} ${what} ${rows.join('+')}`, ...(parts.length > 0 ? [parts.join(', ')] : [])].join(
    ': ',
  );
}
