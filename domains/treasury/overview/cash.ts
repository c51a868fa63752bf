import { previousBusinessDay } from '#lib/business-days.ts';
import type { CalendarDate } from '#lib/dates.ts';
import { compareDecimals, parseDecimal } from '#lib/decimal.ts';
import { ABSENT, type AccountDays, balancesOn } from '../accounts/account-days.ts';
import { addUp, type Sum, toBase, totalIn, type Valuation } from '../markets/valuation.ts';

/** An account with its cash: the bank's closing booked balance of its last end-of-day statement, and that day. */
export type CashAccount = {
  readonly shortName: string;
  readonly currency: string;
  readonly balance: string | null;
  readonly balanceDate: CalendarDate | null;
  readonly history: AccountDays;
};

export type CashLine = {
  readonly currency: string;
  readonly amount: string;
  /** Since the previous business day, of the accounts that have a balance of both days; null when none has. */
  readonly change: string | null;
  /** In the base currency; null when the currency has no rate. */
  readonly inBase: string | null;
  readonly accounts: number;
  /** The oldest day among its accounts' balances. */
  readonly asOf: CalendarDate;
  readonly overdrawn: boolean;
};

export type Cash = {
  /** Base currency first, then by what they come to in it, those without a rate last. */
  readonly lines: readonly CashLine[];
  readonly total: Sum;
  /** Sums without a rate, which are not in the total. */
  readonly without: readonly Sum[];
  /** In the base currency at the same rates, so that it says what moved and not what rates did; null when no account has both days. */
  readonly change: string | null;
  /** The day of the newest balance, and the business day before it; null when there is no balance yet. */
  readonly asOf: CalendarDate | null;
  readonly since: CalendarDate | null;
  readonly accounts: number;
  readonly accountsAsOf: number;
};

/**
 * Cash by currency and in all. Accounts without a balance count as accounts and hold nothing. `days` are those of which the accounts'
 * histories tell.
 */
export function cashOf(
  accounts: readonly CashAccount[],
  days: readonly CalendarDate[],
  valuation: Valuation,
): Cash {
  const held = accounts.filter(isHeld);
  const asOf =
    held
      .map((account) => account.balanceDate)
      .sort()
      .at(-1) ?? null;
  const since = asOf && previousBusinessDay(asOf);
  const lines = [...Map.groupBy(held, (account) => account.currency)].map(([currency, group]) => {
    const amount = addUp(group.map((account) => account.balance));
    const changes = group.flatMap((account) => changeOf(account, days, { asOf, since }) ?? []);
    return {
      currency,
      amount,
      change: changes.length === 0 ? null : addUp(changes),
      inBase: toBase(valuation, { currency, amount }),
      accounts: group.length,
      asOf: group.map((account) => account.balanceDate).sort()[0] ?? '',
      overdrawn: group.some((account) => account.balance.startsWith('-')),
    };
  });
  const moved = lines.flatMap(({ currency, change }) =>
    change === null ? [] : [{ currency, amount: change }],
  );
  const { total, without } = totalIn(valuation, lines);
  return {
    lines: lines.sort(byWeight(valuation.base)),
    total,
    without,
    change: moved.length === 0 ? null : totalIn(valuation, moved).total.amount,
    asOf,
    since,
    accounts: accounts.length,
    accountsAsOf: held.filter((account) => account.balanceDate === asOf).length,
  };
}

type Held = CashAccount & { readonly balance: string; readonly balanceDate: CalendarDate };

const isHeld = (account: CashAccount): account is Held =>
  account.balance !== null && account.balanceDate !== null;

/** What the account's balance changed between the two days; null unless both are known. */
function changeOf(
  account: Held,
  days: readonly CalendarDate[],
  { asOf, since }: Pick<Cash, 'asOf' | 'since'>,
): string | null {
  if (account.balanceDate !== asOf) return null;
  const before = balancesOn(account.history, days)[days.indexOf(since ?? '')];
  if (before === undefined || before === null || before === ABSENT) return null;
  return addUp([account.balance, negated(before)]);
}

const negated = (amount: string) => (amount.startsWith('-') ? amount.slice(1) : `-${amount}`);

function byWeight(base: string) {
  return (a: CashLine, b: CashLine): number => {
    if ((a.currency === base) !== (b.currency === base)) return a.currency === base ? -1 : 1;
    if ((a.inBase === null) !== (b.inBase === null)) return a.inBase === null ? 1 : -1;
    if (a.inBase === null || b.inBase === null) return a.currency < b.currency ? -1 : 1;
    return compareDecimals(parseDecimal(b.inBase), parseDecimal(a.inBase));
  };
}
