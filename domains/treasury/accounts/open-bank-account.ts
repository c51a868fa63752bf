import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { bankAccounts } from '#db/schema/statements.ts';
import type { Scope, TenantTx } from '#db/tenancy.ts';
import { isCurrency } from '#lib/currency.ts';
import { isCalendarDate } from '#lib/dates.ts';
import { NexusError } from '#lib/errors.ts';
import { HOLIDAY_CALENDARS } from '#lib/holidays.ts';
import { derivedId, type Id } from '#lib/ids.ts';
import { defineCommand } from '../../command.ts';
import { asIban, looksLikeIban } from '../../erp/statements/formats/account-number.ts';
import { readAgainFor } from '../../erp/statements/waiting-files.ts';
import { seesEntity, visibleEntities } from '../../identity/workspace/entity-view.ts';
import { accountTypes, BankAccountOpened, statementSchedules } from './events.ts';

const amount = z.string().regex(/^\d{1,16}(\.\d{1,4})?$/, 'Write an amount such as 50000.00.');
const date = z.string().refine(isCalendarDate, 'Write a date such as 2026-03-02.');

export const accountSettings = z.object({
  entityId: z.string().min(1, 'Choose the entity that owns the account.').max(20),
  shortName: z.string().trim().min(1, 'Give the account a short name.').max(80),
  bank: z.string().trim().max(120).nullable().default(null),
  type: z.enum(accountTypes).default('current'),
  restricted: z.boolean().default(false),
  statementSchedule: z.enum(statementSchedules).default('businessDays'),
  dueTime: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Write a time such as 09:00.')
    .default('09:00'),
  overdraftLimit: amount.nullable().default(null),
  glAccount: z.string().trim().max(60).nullable().default(null),
  holidayCalendar: z.enum(HOLIDAY_CALENDARS).default('TARGET'),
});

/** How an account is written in files, without spaces and in capitals: the IBAN, else the bank's own number. */
export function identifierOf(account: string): string {
  return account.replace(/[\s.-]/g, '').toUpperCase();
}

/** The id of an account, made of its number and currency: each is opened once. */
export function bankAccountId(tenantId: Id, identifier: string, currency: string): Id {
  return derivedId(tenantId, 'bank-account', identifier, currency);
}

/** Begins to follow an account. Files that wait for it are read again. */
export const openBankAccount = defineCommand({
  type: 'openBankAccount',
  input: accountSettings.extend({
    account: z
      .string()
      .trim()
      .min(4, 'Write the IBAN or the account number.')
      .max(64)
      .refine(
        (text) => !looksLikeIban(text) || asIban(text) !== null,
        'The check digits of this IBAN do not hold.',
      ),
    bic: z.string().trim().max(11).nullable().default(null),
    currency: z.string().refine(isCurrency, 'Choose an ISO 4217 currency.'),
    openedOn: date.nullable().default(null),
  }),
  describe: (input) => `Follow the account ${input.account} (${input.currency}) as ${input.shortName}`,
  async handle({ scope, tx, input }) {
    const { tenantId } = scope;
    await requireEntity(tx, input.entityId);
    const identifier = identifierOf(input.account);
    const { account, ...rest } = input;
    const { currency, entityId } = rest;
    const id = bankAccountId(tenantId, identifier, currency);
    await requireUnknown(tx, id);
    const iban = asIban(account);
    const data = { ...rest, iban, otherId: iban ? null : account };
    const waiting = await readAgainFor(tx, { id, identifier, currency, entityId });
    return {
      result: { bankAccountId: id },
      streams: [
        {
          stream: { type: 'bank-account', id },
          expectedVersion: 0,
          events: [{ type: BankAccountOpened.type, data }],
        },
        ...waiting.streams,
      ],
      jobs: waiting.fileIds.map((statementFileId) => ({
        queue: 'parse-statement-file' as const,
        tenantId,
        statementFileId,
      })),
    };
  },
});

/** Throws a NexusError `invalid` unless the code is of an entity that the scope may see. */
export async function requireEntity(tx: TenantTx, code: string): Promise<void> {
  const visible = await visibleEntities(tx);
  if (!visible.some((entity) => entity.code === code)) {
    throw invalid('/entityId', 'There is no such entity.');
  }
}

async function requireUnknown(tx: TenantTx, id: Id): Promise<void> {
  const [known] = await tx
    .select({ shortName: bankAccounts.shortName, entityId: bankAccounts.entityId })
    .from(bankAccounts)
    .where(and(eq(bankAccounts.tenantId, tx.scope.tenantId), eq(bankAccounts.id, id)));
  if (known) throw invalid('/account', `Nexus follows this account already, as ${nameOf(tx.scope, known)}.`);
}

/** An account's name in a refusal, where the scope may know it. */
export function nameOf(scope: Scope, account: { shortName: string; entityId: string }): string {
  return seesEntity(scope, account.entityId) ? account.shortName : 'one of an entity that you do not see';
}

export function invalid(pointer: string, message: string): NexusError {
  return new NexusError('invalid', message, { problems: [{ pointer, code: 'invalid', message }] });
}
