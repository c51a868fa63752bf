import type { CalendarDate } from '#lib/dates.ts';
import { convert, unsigned } from './amounts.ts';
import type { Period } from './calendar.ts';
import { ACCOUNTS, accountNumber } from './group.ts';
import type { AccountKey, Minor, Movement, Rate } from './model.ts';
import { movement } from './movements.ts';
import { rateOn } from './rates.ts';

/** The nightly sweep leaves EUR Main within this much of its target, and moves whole thousands. */
const SWEEP = { target: 250_000_00n, tolerance: 15_000_00n, unit: 1_000_00n };

/** Transfers between own accounts: foreign money brought home, and euros from the pool when salaries fall due. */
export function ownTransfers(period: Period, rates: readonly Rate[]): Movement[] {
  const intoEuro: [AccountKey, number, Minor][] = [
    ['jpy', 150, 16_300_000n],
    ['gbp', 128, 60_000_00n],
    ['jpy', 92, 14_500_000n],
    ['usd', 75, 80_000_00n],
    ['gbp', 24, 100_000_00n],
    ['jpy', 5, 11_200_000n],
  ];
  const conversions = intoEuro.flatMap(([from, back, amount]) => {
    const date = period.back(back);
    const { currency } = ACCOUNTS[from];
    const euros = convert(amount, currency, 'EUR', rateOn(rates, date, currency));
    return transfer(date, { from, amount }, { to: 'eurMain', amount: euros }, 'FX TRANSFER OWN ACCOUNT');
  });
  const plain = [107, 64, 9].flatMap((back) =>
    transfer(
      period.back(back),
      { from: 'eurPool', amount: 40_000_00n },
      { to: 'eurMain', amount: 40_000_00n },
      'UEBERTRAG EIGENES KONTO',
    ),
  );
  return [...conversions, ...plain];
}

/** The sweeps of each night, from the other movements of EUR Main in any order and its balance before the first day. */
export function poolSweeps(
  days: readonly CalendarDate[],
  movements: readonly Movement[],
  opening: Minor,
): Movement[] {
  const byDay = Map.groupBy(
    movements.filter(({ account }) => account === 'eurMain'),
    ({ bookingDate }) => bookingDate,
  );
  let balance = opening;
  return days.flatMap((date) => {
    for (const { amount } of byDay.get(date) ?? []) balance += amount;
    const excess = balance - SWEEP.target;
    if (unsigned(excess) < SWEEP.tolerance) return [];
    const swept = (unsigned(excess) / SWEEP.unit) * SWEEP.unit;
    balance += excess > 0n ? -swept : swept;
    const [from, to]: [AccountKey, AccountKey] =
      excess > 0n ? ['eurMain', 'eurPool'] : ['eurPool', 'eurMain'];
    return transfer(date, { from, amount: swept }, { to, amount: swept }, 'CASH POOLING UEBERTRAG', 'sweep');
  });
}

function transfer(
  date: CalendarDate,
  out: { from: AccountKey; amount: Minor },
  into: { to: AccountKey; amount: Minor },
  purpose: string,
  kind: 'transfer' | 'sweep' = 'transfer',
): Movement[] {
  const party = (key: AccountKey) => ({
    name: ACCOUNTS[key].entity === 'DE01' ? 'HALDEN GMBH' : 'HALDEN INC',
    account: accountNumber(key),
    bic: ACCOUNTS[key].bic,
  });
  return [
    movement(kind, { account: out.from, date, amount: -out.amount, purpose, party: party(into.to) }),
    movement(kind, { account: into.to, date, amount: into.amount, purpose, party: party(out.from) }),
  ];
}
