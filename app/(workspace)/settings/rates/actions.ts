'use server';

import type { z } from 'zod';
import { requireSession } from '#domains/identity/people-scopes.ts';
import { outcomeOf } from '#domains/outcome.ts';
import { run } from '#domains/run.ts';
import { enterExchangeRates } from '#domains/treasury/markets/enter-exchange-rates.ts';
import { revalidatePath } from '#next/cache';

/** Rates that a person enters are never illustrative. */
export async function enter({ rates }: Pick<z.input<typeof enterExchangeRates.input>, 'rates'>) {
  const scope = await requireSession();
  return outcomeOf(async () => {
    await run(scope, enterExchangeRates, { source: 'entered', rates });
    revalidatePath('/', 'layout');
  });
}
