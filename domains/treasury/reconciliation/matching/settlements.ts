import type { Part, TakenDiscount } from './hypothesis.ts';
import type { IndexedItem } from './item-index.ts';
import type { Policy } from './policy.ts';
import type { PreparedRow } from './prepare-row.ts';
import { absUnits, afterDiscount, minorUnit, toUnits, type Units } from './units.ts';

/** One way to settle an item whole: the cash it takes, and what the rest of it is. */
export type Settlement = {
  readonly item: IndexedItem;
  readonly open: Units;
  readonly cash: Units;
  readonly discount: TakenDiscount | null;
};

/**
 * The ways in which cash settles all that is open of the item: without a difference, or less a cash discount. A discount whose
 * days of grace are over is offered last, as a late one.
 */
export function settlementsOf(
  item: IndexedItem,
  open: Units,
  row: PreparedRow,
  policy: Policy,
): Settlement[] {
  const ways: Settlement[] = [{ item, open, cash: open, discount: null }];
  for (const { percent, untilDay } of item.discounts) {
    const cash = afterDiscount(open, percent, item.item.currency);
    if (cash === null || cash === open || cash <= 0n) continue;
    const late = row.paidOnDay - untilDay;
    ways.push({
      item,
      open,
      cash,
      discount: { percent, daysLate: late, isLate: late > policy.discountGraceDays },
    });
  }
  return ways.sort((a, b) => Number(a.discount?.isLate ?? false) - Number(b.discount?.isLate ?? false));
}

/** The part that settles the item so; `rounding` is how much less cash came than the way asks for. */
export function partOf({ item, open, cash, discount }: Settlement, rounding: Units = 0n): Part {
  const differences: Part['differences'][number][] = [];
  if (discount) {
    differences.push({ reason: discount.isLate ? 'discountLate' : 'discount', amount: open - cash });
  }
  if (rounding !== 0n) differences.push({ reason: 'rounding', amount: rounding });
  return { item, amount: open, rowAmount: cash - rounding, rate: null, differences, discount };
}

/** The part that settles the item whole but for a bank's charge: + was kept on the way to us, − was paid on top by us. */
export function chargedPart({ item, open, cash }: Settlement, charge: Units): Part {
  const differences = [{ reason: 'bankCharge' as const, amount: charge }];
  return { item, amount: open, rowAmount: cash - charge, rate: null, differences, discount: null };
}

/** The part that pays some of the item and leaves the rest of it open. */
export function partialOf(item: IndexedItem, cash: Units): Part {
  return { item, amount: cash, rowAmount: cash, rate: null, differences: [], discount: null };
}

/**
 * The part that settles the item whole with cash in another currency, at the rate that this implies (8 decimals). What that
 * rate's last digit leaves is a conversion difference, so that the sums stay exact.
 */
export function convertedPart(item: IndexedItem, open: Units, cash: Units): Part {
  const scale = 100_000_000n;
  const rate = (2n * open * scale + cash) / (2n * cash);
  const step = scale * minorUnit(item.item.currency);
  const converted = ((2n * cash * rate + step) / (2n * step)) * minorUnit(item.item.currency);
  const differences = open === converted ? [] : [{ reason: 'conversion' as const, amount: open - converted }];
  const digits = rate.toString().padStart(9, '0');
  return {
    item,
    amount: open,
    rowAmount: cash,
    rate: `${digits.slice(0, -8)}.${digits.slice(-8)}`,
    differences,
    discount: null,
  };
}

/** Of an amount smaller than this many times the difference, the difference is no rounding. */
const ROUNDING_SHARE = 100n;

/** Whether what was paid differs from what was asked for by no more than the policy's rounding, and by one percent. */
export function isRounding(asked: Units, paid: Units, policy: Policy): boolean {
  const difference = absUnits(asked - paid);
  return difference <= toUnits(policy.roundingTolerance) && difference * ROUNDING_SHARE <= absUnits(asked);
}
