'use server';

import type { z } from 'zod';
import { requireSession } from '#domains/identity/people-scopes.ts';
import { outcomeOf } from '#domains/outcome.ts';
import { run } from '#domains/run.ts';
import { addAccountAlias, removeAccountAlias } from '#domains/treasury/accounts/account-aliases.ts';
import { changeBankAccount, enterBalance } from '#domains/treasury/accounts/change-bank-account.ts';
import { openBankAccount } from '#domains/treasury/accounts/open-bank-account.ts';
import { revalidatePath } from '#next/cache';

export async function open(input: z.input<typeof openBankAccount.input>) {
  const scope = await requireSession();
  return outcomeOf(async () => {
    const opened = await run(scope, openBankAccount, input);
    revalidatePath('/', 'layout');
    return opened;
  });
}

export async function change(input: z.input<typeof changeBankAccount.input>) {
  const scope = await requireSession();
  return outcomeOf(async () => {
    await run(scope, changeBankAccount, input);
    revalidatePath('/', 'layout');
  });
}

export async function addAlias(input: z.input<typeof addAccountAlias.input>) {
  const scope = await requireSession();
  return outcomeOf(async () => {
    await run(scope, addAccountAlias, input);
    revalidatePath('/', 'layout');
  });
}

export async function removeAlias(form: FormData): Promise<string | undefined> {
  const scope = await requireSession();
  const [bankAccountId, alias] = [String(form.get('bankAccountId')), String(form.get('alias'))];
  const outcome = await outcomeOf(() => run(scope, removeAccountAlias, { bankAccountId, alias }));
  revalidatePath('/', 'layout');
  return outcome.ok ? undefined : outcome.message;
}

export async function enter(input: z.input<typeof enterBalance.input>) {
  const scope = await requireSession();
  return outcomeOf(async () => {
    await run(scope, enterBalance, input);
    revalidatePath('/', 'layout');
  });
}
