import { namedColumns } from '#domains/erp/statements/preview/named-columns.ts';
import type { TableView } from '#domains/erp/statements/preview/preview-file.ts';
import type { TableChoice } from '#domains/erp/statements/table-mappings/choice.ts';

type Column = TableView['columns'][number];
type Role = Column['roles'][number];

const LABELS: Partial<Record<Role, string>> = {
  bookingDate: 'Booking date',
  valueDate: 'Value date',
  amount: 'Amount',
  debit: 'Money out (debit)',
  credit: 'Money in (credit)',
  mark: 'Debit or credit mark',
  fee: 'Fee',
  feeCurrency: 'Currency of the fee',
  net: 'Amount after fee',
  balance: 'Balance',
  currency: 'Currency',
  instructedAmount: 'Original amount',
  instructedCurrency: 'Original currency',
  exchangeRate: 'Exchange rate',
  targetAmount: 'Target amount',
  targetCurrency: 'Target currency',
  account: 'Own account',
  status: 'Status',
  description: 'Text',
  type: 'Kind of payment',
  counterpartyName: 'Other party',
  counterpartyAccount: 'Account of the other party',
  counterpartyBic: 'BIC of the other party',
  payerName: 'Payer',
  payerAccount: 'Account of the payer',
  ultimateParty: 'Ultimate party',
  reference: 'Reference',
  bankReference: 'Reference of the bank',
  endToEndId: 'End-to-end reference',
  mandateId: 'Mandate',
  chequeNumber: 'Cheque number',
  returnReason: 'Reason of a return',
};

/** Roles that several columns may share; any other has one column. */
const SHARED: ReadonlySet<Role> = new Set<Role>(['bookingDate', 'description', 'fee']);

export const roleLabel = (role: Role): string => LABELS[role] ?? role;

/** A column's roles as the value of a drop-down, and back; empty where it is not used. */
export const roleValue = (roles: readonly Role[]): string => roles.join(' ');
const rolesOf = (value: string): Role[] => value.split(' ').filter(Boolean) as Role[];

/** What a column's drop-down offers: nothing, what is recognised where that is several roles at once, and each role. */
export function roleOptions(column: Column): { value: string; label: string }[] {
  const { roles } = column;
  const several =
    roles.length > 1 ? [{ value: roleValue(roles), label: roles.map(roleLabel).join(', ') }] : [];
  const each = (Object.keys(LABELS) as Role[]).map((role) => ({ value: role, label: roleLabel(role) }));
  return [{ value: '', label: 'Not used' }, ...several, ...each];
}

/** The choice in which a column has another role. All columns are named then, since what is named is not recognised. */
export function withRole(
  choice: TableChoice,
  { columns, headerIndex, records }: Pick<TableView, 'columns' | 'headerIndex' | 'records'>,
  index: number,
  value: string,
): TableChoice {
  const taken = rolesOf(value);
  const left = (role: Role) => SHARED.has(role) || !taken.includes(role);
  const named = columns.map((column) => ({
    index: column.index,
    roles: column.index === index ? taken : column.roles.filter(left),
  }));
  return { ...choice, headerLine: records[headerIndex]?.line ?? 0, columns: namedColumns(named) };
}
