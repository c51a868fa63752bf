import { amountGroup, type ItemIndex, settlingAmounts } from './item-index.ts';
import type { Units } from './units.ts';

/** What is still open of each item while rows are decided one after another. */
export type Ledger = {
  readonly open: Units[];
  /** Items whose open amount changed in this run, by group and their new settling amounts. */
  readonly changed: Map<string, Map<Units, number[]>>;
};

export type Claim = { readonly item: number; readonly amount: Units };

/** All items with what is open of them. */
export function openLedger(index: ItemIndex): Ledger {
  return { open: index.items.map(({ open }) => open), changed: new Map() };
}

/** Whether every claim still fits into what is open. */
export function fits(ledger: Ledger, claims: readonly Claim[]): boolean {
  return claims.every(({ item, amount }) => amount > 0n && amount <= (ledger.open[item] ?? 0n));
}

/** Takes the claims off. Throws when one is more than open: an open amount never goes below zero. */
export function settle(ledger: Ledger, index: ItemIndex, claims: readonly Claim[]): void {
  if (!fits(ledger, claims)) throw new Error('A claim is larger than what is open.');
  for (const { item, amount } of claims) {
    const indexed = index.items[item];
    const open = (ledger.open[item] ?? 0n) - amount;
    ledger.open[item] = open;
    if (!indexed || open === 0n || indexed.partner < 0) continue;
    const group = amountGroup(indexed.item.currency, indexed.flow, indexed.partner);
    const byUnits = ledger.changed.get(group) ?? new Map<Units, number[]>();
    ledger.changed.set(group, byUnits);
    for (const units of settlingAmounts(indexed.item, open)) {
      byUnits.set(units, [...(byUnits.get(units) ?? []), item]);
    }
  }
}

/** The items of a group that this cash would settle whole, as far as the amount alone says. */
export function itemsWithAmount(
  ledger: Ledger,
  index: ItemIndex,
  group: string,
  units: Units,
): readonly number[] {
  const fresh = index.partnerAmounts.get(group)?.get(units) ?? [];
  const changed = ledger.changed.get(group)?.get(units);
  return changed ? [...new Set([...fresh, ...changed])].sort((a, b) => a - b) : fresh;
}
