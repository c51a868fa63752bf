import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { bankAccounts } from '#db/schema/statements.ts';
import type { TenantTx } from '#db/tenancy.ts';
import { isCalendarDate } from '#lib/dates.ts';
import { NexusError } from '#lib/errors.ts';
import type { Id } from '#lib/ids.ts';
import { defineCommand } from '../../command.ts';
import { BalanceEntered, BankAccountChanged } from './events.ts';
import { accountSettings } from './open-bank-account.ts';

/** Changes how an account is called, filed and expected; a stale `version` is a conflict. */
export const changeBankAccount = defineCommand({
  type: 'changeBankAccount',
  input: accountSettings.extend({
    bankAccountId: z.uuid(),
    version: z.int().positive(),
    closedOn: z.string().refine(isCalendarDate, 'Write a date such as 2026-03-02.').nullable().default(null),
  }),
  describe: (input) => `Change the account ${input.shortName}`,
  async handle({ tx, input }) {
    const { bankAccountId, version, ...data } = input;
    await findAccount(tx, bankAccountId);
    return {
      result: undefined,
      streams: [
        {
          stream: { type: 'bank-account', id: bankAccountId },
          expectedVersion: version,
          events: [{ type: BankAccountChanged.type, data }],
        },
      ],
    };
  },
});

/** Puts down a closing balance by hand, where no statement says it. */
export const enterBalance = defineCommand({
  type: 'enterBalance',
  input: z.object({
    bankAccountId: z.uuid(),
    date: z.string().refine(isCalendarDate, 'Write a date such as 2026-03-02.'),
    amount: z.string().regex(/^-?\d{1,16}(\.\d{1,4})?$/, 'Write an amount such as 1200.50.'),
    note: z.string().trim().max(500).default(''),
  }),
  describe: (input) => `Enter ${input.amount} as the closing balance of ${input.date}`,
  async handle({ tx, input }) {
    const { bankAccountId, ...data } = input;
    const { version, currency, entityId } = await findAccount(tx, bankAccountId);
    return {
      result: undefined,
      streams: [
        {
          stream: { type: 'bank-account', id: bankAccountId },
          expectedVersion: version,
          events: [{ type: BalanceEntered.type, data: { ...data, currency, entityId } }],
        },
      ],
    };
  },
});

async function findAccount(tx: TenantTx, id: Id) {
  const [account] = await tx
    .select()
    .from(bankAccounts)
    .where(and(eq(bankAccounts.tenantId, tx.scope.tenantId), eq(bankAccounts.id, id)));
  if (!account) throw new NexusError('notFound', 'There is no such account.');
  return account;
}
