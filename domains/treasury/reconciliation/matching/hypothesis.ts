import type { IndexedItem } from './item-index.ts';
import type { Claim } from './ledger.ts';
import type { Criterion, DifferenceReason } from './types.ts';
import type { Units } from './units.ts';

/** How one item takes part in an answer. `amount = rowAmount (× rate) + Σ differences`. */
export type Part = {
  readonly item: IndexedItem;
  /** By how much the item falls. */
  readonly amount: Units;
  /** The row's cash used, unsigned; for an item that runs against the row it counts negatively. */
  readonly rowAmount: Units;
  readonly rate: string | null;
  readonly differences: readonly { readonly reason: DifferenceReason; readonly amount: Units }[];
  readonly discount: TakenDiscount | null;
};

/** A cash discount as it was taken: 0 or fewer days late is in terms; late are those beyond the days of grace. */
export type TakenDiscount = { readonly percent: string; readonly daysLate: number; readonly isLate: boolean };

/** How the amounts meet: it decides how much they prove. */
export type Fit =
  /** One item, whole. */
  | { readonly kind: 'equal' }
  /** Several items add up; `tries` other sums were possible for each amount that a sum could have had. */
  | { readonly kind: 'sum'; readonly tries: number; readonly distinct: number }
  /** Whole, but for what a bank on the way kept. */
  | { readonly kind: 'charged'; readonly isAbroad: boolean; readonly isNamed: boolean }
  | { readonly kind: 'partial' }
  | { readonly kind: 'excess' }
  | { readonly kind: 'converted' };

/** One possible answer for a row, before it is judged. */
export type Draft = { readonly parts: readonly Part[]; readonly fit: Fit; readonly rest: Units };

/** An answer with its evidence. */
export type Hypothesis = Draft & {
  readonly criteria: readonly Criterion[];
  /** Log-odds against "none of these": the prior and the sum of the criteria's weights. */
  readonly score: number;
  /** The evidence is of a kind that needs no person, as long as nothing else comes near. */
  readonly isStrong: boolean;
};

/** What the answer takes off the items. */
export function claimsOf(draft: Draft): Claim[] {
  return draft.parts.map(({ item, amount }) => ({ item: item.position, amount }));
}

/** One text per answer: the same items with the same amounts are the same answer. */
export function signatureOf(draft: Draft): string {
  return draft.parts
    .map(({ item, amount }) => `${item.position}:${amount}`)
    .sort()
    .join(',');
}
