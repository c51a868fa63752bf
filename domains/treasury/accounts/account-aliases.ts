import { z } from 'zod';
import type { TenantTx } from '#db/tenancy.ts';
import type { Id } from '#lib/ids.ts';
import { defineCommand } from '../../command.ts';
import { isNamed } from '../../erp/statements/accounts-in-files.ts';
import { readAgainFor } from '../../erp/statements/waiting-files.ts';
import { BankAccountAliasAdded, BankAccountAliasRemoved } from './events.ts';
import { identifierOf, invalid, nameOf } from './open-bank-account.ts';
import { type AccountRow, accountDetail, listAccounts } from './queries.ts';

const MAX_ALIASES = 50;
const input = z.object({
  bankAccountId: z.uuid(),
  alias: z
    .string()
    .trim()
    .min(2, 'Write the account as the file has it.')
    .max(64)
    .transform(identifierOf)
    .refine((alias) => /[A-Z0-9]{2}/.test(alias), 'Write the account as the file has it.'),
});

/** Says another way in which files write an account. Files that wait for it are read again. */
export const addAccountAlias = defineCommand({
  type: 'addAccountAlias',
  input,
  describe: ({ alias }) => `Take ${alias} in files for an account`,
  async handle({ scope, tx, input: { bankAccountId, alias } }) {
    const account = await accountDetail(tx, bankAccountId);
    await requireFree(tx, account, alias);
    const waiting = await readAgainFor(tx, { ...account, aliases: [...account.aliases, alias] });
    const events = [{ type: BankAccountAliasAdded.type, data: { alias } }];
    return {
      result: undefined,
      streams: [{ ...streamOf(account), events }, ...waiting.streams],
      jobs: waiting.fileIds.map((statementFileId) => ({
        queue: 'parse-statement-file' as const,
        tenantId: scope.tenantId,
        statementFileId,
      })),
    };
  },
});

/** Takes back that files write an account so; what was imported stays. */
export const removeAccountAlias = defineCommand({
  type: 'removeAccountAlias',
  input,
  describe: ({ alias }) => `Take ${alias} in files for an account no more`,
  async handle({ tx, input: { bankAccountId, alias } }) {
    const account = await accountDetail(tx, bankAccountId);
    if (!account.aliases.includes(alias)) throw invalid('/alias', 'The account is not written so.');
    const events = [{ type: BankAccountAliasRemoved.type, data: { alias } }];
    return { result: undefined, streams: [{ ...streamOf(account), events }] };
  },
});

const streamOf = ({ id, version }: { id: Id; version: number }) => ({
  stream: { type: 'bank-account', id },
  expectedVersion: version,
});

/** Throws a NexusError `invalid` where files would mean this or another account of the currency by it already. */
async function requireFree(tx: TenantTx, account: AccountRow, alias: string): Promise<void> {
  if (account.aliases.length >= MAX_ALIASES) {
    throw invalid('/alias', `An account has at most ${MAX_ALIASES} other ways in which it is written.`);
  }
  const named = { account: alias, currency: account.currency };
  const known = (await listAccounts(tx, 'all')).find((other) => isNamed(other, named));
  if (!known) return;
  const which = known.id === account.id ? 'this account already' : nameOf(tx.scope, known);
  throw invalid('/alias', `Files that write it so mean ${which}.`);
}
