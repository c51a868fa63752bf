import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { checkFile } from '#db/files.ts';
import { accountBalances } from '#db/schema/statements.ts';
import type { TenantTx } from '#db/tenancy.ts';
import { dateIn } from '#lib/clock.ts';
import { type CalendarDate, isCalendarDate } from '#lib/dates.ts';
import type { Id } from '#lib/ids.ts';
import { defineCommand } from '../../command.ts';
import { END_OF_DAY_FORMATS } from '../../erp/statements/end-of-day-formats.ts';
import { findWorkspace } from '../../identity/workspace/queries.ts';
import { BalanceEntered, BankAccountChanged } from './events.ts';
import { accountSettings, invalid, requireEntity } from './open-bank-account.ts';
import { accountDetail } from './queries.ts';

/** Changes how an account is called, filed and expected; a stale `version` is a conflict. */
export const changeBankAccount = defineCommand({
  type: 'changeBankAccount',
  input: accountSettings.extend({
    bankAccountId: z.uuid(),
    version: z.int().positive(),
    closedOn: z.string().refine(isCalendarDate, 'Write a date such as 2026-03-02.').nullable().default(null),
    /** Left out, it stays as it is. */
    leadingFormat: z.enum(END_OF_DAY_FORMATS).nullable().optional(),
  }),
  describe: (input) => `Change the account ${input.shortName}`,
  async handle({ tx, input }) {
    const { bankAccountId, version, ...data } = input;
    await accountDetail(tx, bankAccountId);
    await requireEntity(tx, data.entityId);
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
    /** A stored file that proves the balance. */
    attachment: z
      .object({ name: z.string().trim().min(1).max(255), sha256: z.string().regex(/^[0-9a-f]{64}$/) })
      .nullable()
      .default(null),
  }),
  describe: (input) => `Enter ${input.amount} as the closing balance of ${input.date}`,
  async handle({ tx, input, now }) {
    const { bankAccountId, ...data } = input;
    const { version, currency, entityId } = await accountDetail(tx, bankAccountId);
    const { timeZone } = await findWorkspace(tx);
    if (data.date > dateIn(timeZone, now)) throw invalid('/date', 'This day has not come yet.');
    if (data.attachment && (await checkFile(tx.scope.tenantId, data.attachment.sha256)) !== 'whole') {
      throw invalid('/attachment', 'The file that proves the balance is not here; choose it again.');
    }
    const said = await statedBalance(tx, bankAccountId, data.date);
    if (said !== null) {
      throw invalid('/date', 'The bank’s statement of this day says the balance, and it holds.');
    }
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

/** The closing balance of the day by the bank's own statement; null when no statement says it. */
async function statedBalance(tx: TenantTx, bankAccountId: Id, date: CalendarDate): Promise<string | null> {
  const [balance] = await tx
    .select({ amount: accountBalances.amount })
    .from(accountBalances)
    .where(
      and(
        eq(accountBalances.tenantId, tx.scope.tenantId),
        eq(accountBalances.bankAccountId, bankAccountId),
        eq(accountBalances.date, date),
        eq(accountBalances.origin, 'statement'),
      ),
    );
  return balance?.amount ?? null;
}
