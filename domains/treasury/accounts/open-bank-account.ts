import { and, eq, inArray } from 'drizzle-orm';
import { z } from 'zod';
import { entities } from '#db/schema/platform.ts';
import { statementFiles } from '#db/schema/statements.ts';
import { isCurrency } from '#lib/currency.ts';
import { isCalendarDate } from '#lib/dates.ts';
import { NexusError } from '#lib/errors.ts';
import { derivedId, type Id } from '#lib/ids.ts';
import { defineCommand } from '../../command.ts';
import { asIban, looksLikeIban } from '../../erp/statements/formats/account-number.ts';
import { accountTypes, BankAccountOpened, statementSchedules } from './events.ts';

const amount = z.string().regex(/^\d{1,16}(\.\d{1,4})?$/, 'Write an amount such as 50000.00.');
const date = z.string().refine(isCalendarDate, 'Write a date such as 2026-03-02.');

export const accountSettings = z.object({
  entityId: z.string().min(1, 'Choose the company that owns the account.').max(20),
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
});

/** How an account is written in files, without spaces and in capitals: the IBAN, else the bank's own number. */
export function identifierOf(account: string): string {
  return account.replace(/[\s.-]/g, '').toUpperCase();
}

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
    const [entity] = await tx
      .select({ code: entities.code })
      .from(entities)
      .where(and(eq(entities.tenantId, tenantId), eq(entities.code, input.entityId)));
    if (!entity) throw invalid('/entityId', 'This company is not one of the group.');
    const identifier = identifierOf(input.account);
    const id = bankAccountId(tenantId, identifier, input.currency);
    const iban = asIban(input.account);
    const { account, ...rest } = input;
    const data = { ...rest, iban, otherId: iban ? null : account };
    const waiting = await tx
      .select({ id: statementFiles.id })
      .from(statementFiles)
      .where(and(eq(statementFiles.tenantId, tenantId), inArray(statementFiles.status, ['waiting'])));
    return {
      result: { bankAccountId: id },
      streams: [
        {
          stream: { type: 'bank-account', id },
          expectedVersion: 0,
          events: [{ type: BankAccountOpened.type, data }],
        },
      ],
      jobs: waiting.map((file) => ({
        queue: 'parse-statement-file' as const,
        tenantId,
        statementFileId: file.id,
      })),
    };
  },
});

export function invalid(pointer: string, message: string): NexusError {
  return new NexusError('invalid', message, { problems: [{ pointer, code: 'invalid', message }] });
}
