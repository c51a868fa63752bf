import { z } from 'zod';
import { defineEvent } from '#db/event-store/event.ts';
import { HOLIDAY_CALENDARS } from '#lib/holidays.ts';

const amount = z.string().regex(/^-?\d{1,16}(\.\d{1,4})?$/);
const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

export const accountTypes = ['current', 'deposit', 'loan', 'card', 'paymentProvider', 'escrow'] as const;
export const statementSchedules = [
  'businessDays',
  'calendarDays',
  'weekly',
  'monthly',
  'onMovement',
  'none',
] as const;

const settings = {
  entityId: z.string().min(1).max(20),
  shortName: z.string().min(1).max(80),
  bank: z.string().max(120).nullable(),
  type: z.enum(accountTypes),
  restricted: z.boolean(),
  statementSchedule: z.enum(statementSchedules),
  /** "09:00": when the statement should be here, in the company's time zone. */
  dueTime: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
  overdraftLimit: amount.nullable(),
  glAccount: z.string().max(60).nullable(),
  /** Whose holidays are no business days; that of the euro area where an older event does not say. */
  holidayCalendar: z.enum(HOLIDAY_CALENDARS).optional(),
};

/** An account of the group that Nexus follows from now on. Its stream is `bank-account/<id>`. */
export const BankAccountOpened = defineEvent({
  type: 'BankAccountOpened',
  schema: z.object({
    ...settings,
    iban: z.string().max(34).nullable(),
    otherId: z.string().max(64).nullable(),
    bic: z.string().max(11).nullable(),
    currency: z.string().length(3),
    openedOn: date.nullable(),
  }),
});

export const BankAccountChanged = defineEvent({
  type: 'BankAccountChanged',
  schema: z.object({
    ...settings,
    closedOn: date.nullable(),
    /** The format whose statements hold where two sources tell of a day; null for that of the next statement. */
    leadingFormat: z.string().max(20).nullable().optional(),
  }),
});

/** A closing balance that a person entered by hand, for an account or a day without a statement. */
export const BalanceEntered = defineEvent({
  type: 'BalanceEntered',
  schema: z.object({
    date,
    amount,
    currency: z.string().length(3),
    entityId: z.string().max(20),
    note: z.string().max(500),
    /** The stored file that proves it. */
    attachment: z
      .object({ name: z.string().min(1).max(255), sha256: z.string().length(64) })
      .nullable()
      .default(null),
  }),
});

/** Files write the account in another way as well, from now on. `alias` has no spaces, and capitals, as an account's identifier. */
export const BankAccountAliasAdded = defineEvent({
  type: 'BankAccountAliasAdded',
  schema: z.object({ alias: z.string().min(1).max(64) }),
});

export const BankAccountAliasRemoved = defineEvent({
  type: 'BankAccountAliasRemoved',
  schema: z.object({ alias: z.string().min(1).max(64) }),
});

export const accountEvents = [
  BankAccountOpened,
  BankAccountChanged,
  BankAccountAliasAdded,
  BankAccountAliasRemoved,
  BalanceEntered,
];
