import type { Expected } from '#domains/treasury/accounts/account-days.ts';
import type { AccountState } from '#domains/treasury/accounts/account-states.ts';
import { formatDate, formatShortDate } from '#lib/dates.ts';
import type { HolidayCalendar } from '#lib/holidays.ts';
import { formatAccount } from '../ui/format-account.ts';
import type { Tone } from '../ui/status.tsx';

export const ACCOUNT_TYPES = [
  { value: 'current', label: 'Current account' },
  { value: 'deposit', label: 'Deposit' },
  { value: 'loan', label: 'Loan' },
  { value: 'card', label: 'Card' },
  { value: 'paymentProvider', label: 'Payment provider' },
  { value: 'escrow', label: 'Escrow' },
] as const;

export const SCHEDULES = [
  { value: 'businessDays', label: 'Every business day' },
  { value: 'calendarDays', label: 'Every calendar day' },
  { value: 'weekly', label: 'Every week, to Sunday' },
  { value: 'monthly', label: 'Every month' },
  { value: 'onMovement', label: 'When something moves' },
  { value: 'none', label: 'None expected' },
] as const;

export const HOLIDAYS = [
  { value: 'TARGET', label: 'Euro area (TARGET)' },
  { value: 'US', label: 'United States (Federal Reserve)' },
  { value: 'GB', label: 'England and Wales' },
  { value: 'CH', label: 'Switzerland' },
  { value: 'SE', label: 'Sweden' },
  { value: 'NO', label: 'Norway' },
  { value: 'DK', label: 'Denmark' },
  { value: 'PL', label: 'Poland' },
  { value: 'CZ', label: 'Czechia' },
  { value: 'HU', label: 'Hungary' },
  { value: 'JP', label: 'Japan' },
  { value: 'weekends', label: 'Weekends only' },
] as const satisfies readonly { value: HolidayCalendar; label: string }[];

export type AccountType = (typeof ACCOUNT_TYPES)[number]['value'];
export type Schedule = (typeof SCHEDULES)[number]['value'];

/** "Payment provider" for `paymentProvider`. */
export function accountTypeLabel(type: string): string {
  return ACCOUNT_TYPES.find((one) => one.value === type)?.label ?? type;
}

/** "Every business day": for which days there are statements. */
export function scheduleLabel(schedule: string): string {
  return SCHEDULES.find((one) => one.value === schedule)?.label ?? schedule;
}

/** "by 09:00 on the next day": when a statement is due after its day or period; nothing where none is. */
export function dueWords({ statementSchedule, dueTime }: DueFields): string | null {
  if (statementSchedule === 'onMovement' || statementSchedule === 'none') return null;
  const isDaily = statementSchedule === 'businessDays' || statementSchedule === 'calendarDays';
  return `by ${dueTime} on the ${isDaily ? 'next day' : 'business day after'}`;
}

type DueFields = Pick<AccountState, 'statementSchedule' | 'dueTime'>;

/** Whether the account's statements are there. */
export function stateWords(account: AccountState): { readonly tone: Tone; readonly label: string } {
  const { closedOn, missing, lastStatement, balance } = account;
  if (closedOn !== null) return { tone: 'neutral', label: `Closed ${formatDate(closedOn)}` };
  if (missing.length > 0) return { tone: 'bad', label: `${missing.length} missing` };
  if (lastStatement !== null) return { tone: 'ok', label: 'Up to date' };
  if (dueWords(account) === null) return { tone: 'neutral', label: 'None expected' };
  return balance === null
    ? { tone: 'warn', label: 'No statement yet' }
    : { tone: 'neutral', label: 'Balance by hand' };
}

const NAMED_DAYS = 3;

/** "17 Nov, 18 Nov and 2 more": the statements that are missing. */
export function missingWords(missing: readonly Expected[]): string {
  const named = missing.slice(0, NAMED_DAYS).map(periodWords).join(', ');
  const more = missing.length - NAMED_DAYS;
  return more > 0 ? `${named} and ${more} more` : named;
}

function periodWords({ from, to }: Expected): string {
  return from === to ? formatShortDate(to) : `${formatShortDate(from)} to ${formatShortDate(to)}`;
}

/** The IBAN in groups of four, else the bank's own number as it is. */
export function accountNumber({ iban, otherId }: Pick<AccountState, 'iban' | 'otherId'>): string {
  return formatAccount(iban ?? otherId ?? '');
}

/** "EUR …3000": a name for an account that has none yet. */
export function suggestedName(account: string, currency: string): string {
  const end = account.replace(/[^A-Za-z0-9]/g, '').slice(-4);
  return end ? `${currency} …${end}` : '';
}
