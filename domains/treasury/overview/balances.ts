import type { CalendarDate } from '#lib/dates.ts';
import { ABSENT, type AccountDays, balancesOn } from '../accounts/account-days.ts';
import { addUp, type Rate, toBase, valuationOn } from '../markets/valuation.ts';

/** A currency's closing balances in the base currency at each day's rate; null on a day that is not known in full. */
export type CurrencyBalances = { readonly currency: string; readonly amounts: readonly (string | null)[] };

/** The curves of the days, one per currency that has a rate; a day counts only where every account of the currency is known. */
export function balancesByCurrency(
  accounts: readonly AccountDays[],
  days: readonly CalendarDate[],
  { base, rates }: { readonly base: string; readonly rates: readonly Rate[] },
): CurrencyBalances[] {
  const valuations = days.map((day) => valuationOn(base, rates, day));
  return [...Map.groupBy(accounts, (account) => account.currency)]
    .map(([currency, group]) => {
      const known = group.map((account) => balancesOn(account, days));
      const amounts = valuations.map((valuation, index) => {
        const present = known.map((amounts) => amounts[index]).filter((amount) => amount !== ABSENT);
        if (present.length === 0) return null;
        const sum = sumOfKnown(present);
        return sum === null ? null : toBase(valuation, { currency, amount: sum });
      });
      return { currency, amounts };
    })
    .filter(({ amounts }) => amounts.some((amount) => amount !== null));
}

function sumOfKnown(amounts: readonly (string | null | undefined)[]): string | null {
  const known = amounts.filter((amount) => typeof amount === 'string');
  return known.length === amounts.length ? addUp(known) : null;
}
