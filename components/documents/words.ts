import { type CalendarDate, daysBetween } from '#lib/dates.ts';
import type { Tone } from '../ui/status.tsx';

export const DIRECTION_LABELS: Readonly<Record<string, string>> = {
  receivable: 'Receivable',
  payable: 'Payable',
};

export const SETTLEMENT_LABELS = {
  unpaid: 'Open or partly paid',
  open: 'Open',
  partlyPaid: 'Partly paid',
  paid: 'Paid',
  cancelled: 'Cancelled',
  rejected: 'Rejected',
} as const;

export const TYPE_LABELS: Readonly<Record<string, string>> = {
  invoice: 'Invoice',
  creditNote: 'Credit note',
  downPayment: 'Down payment',
  other: 'Document',
};

export const REFERENCE_LABELS: Readonly<Record<string, string>> = {
  erp: 'Number in the ERP',
  supplier: 'Supplier’s number',
  billing: 'Our number',
  assignment: 'Assignment',
  payment: 'Payment reference',
  purchaseOrder: 'Purchase order',
  delivery: 'Delivery',
  contract: 'Contract',
};

export const SOURCE_LABELS: Readonly<Record<string, string>> = {
  sap: 'SAP',
  oracle: 'Oracle',
  netsuite: 'NetSuite',
  businesscentral: 'Business Central',
  einvoice: 'E-invoice',
  generic: 'Generic ERP',
};

/** Where a document stands, as a dot and a word. `settlement` is the stored one; "none" is that of a rejected document. */
export function settlementStatus(
  { settlement, dueDate }: { settlement: string; dueDate: CalendarDate | null },
  today: CalendarDate,
): { readonly tone: Tone; readonly label: string } {
  const isUnpaid = settlement === 'open' || settlement === 'partlyPaid';
  if (isUnpaid && dueDate !== null && dueDate < today) {
    return { tone: 'bad', label: `Overdue ${daysBetween(dueDate, today)} d` };
  }
  switch (settlement) {
    case 'paid':
      return { tone: 'ok', label: 'Paid' };
    case 'partlyPaid':
      return { tone: 'accent', label: 'Partly paid' };
    case 'none':
      return { tone: 'bad', label: 'Rejected' };
    case 'cancelled':
      return { tone: 'neutral', label: 'Cancelled' };
    default:
      return { tone: 'neutral', label: 'Open' };
  }
}

/**
 * A document's amount with the sign that it has in a list: under one direction credit notes are negative; where both are mixed,
 * money in is positive and money out negative. `amount` is unsigned.
 */
export function signedAmount(
  { direction, documentType }: { direction: string; documentType: string },
  amount: string,
  mixed: boolean,
): string {
  const negative = (documentType === 'creditNote') !== (mixed && direction === 'payable');
  return negative ? `-${amount}` : amount;
}
