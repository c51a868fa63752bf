import { type Context, isSameEntity } from './context.ts';
import type { Draft } from './hypothesis.ts';
import { amountGroup, type IndexedItem } from './item-index.ts';
import { itemsWithAmount } from './ledger.ts';
import type { PreparedRow } from './prepare-row.ts';
import { isRounding, partOf, settlementsOf } from './settlements.ts';
import { commonUnit, countSubsets, findSubsets } from './subset.ts';
import { absUnits, minorUnit, toUnits, type Units } from './units.ts';

/** A partner with more open items than this is only searched by amount. */
const MAX_POOL = 14;
const MAX_PARTS = 5;
const MAX_STEPS = 3_000;
const MAX_SINGLES = 6;
/** Beyond this many items of a partner not even the open ones are counted. */
const MAX_LISTED = 400;

/**
 * What a row may settle of a partner who is known by account or name, without any number: one item of this amount, or the few
 * of them that add up to it; `thorough` looks for amounts within rounding and for sums, too.
 */
export function partnerDrafts(
  row: PreparedRow,
  partner: number,
  context: Context,
  thorough: boolean,
): Draft[] {
  const singles = singleItems(row, partner, context, thorough);
  if (singles.length > 0 || !thorough) return singles;
  return sums(row, partner, context);
}

function singleItems(row: PreparedRow, partner: number, context: Context, withRounding: boolean): Draft[] {
  const { index, ledger, policy } = context;
  const found = new Set<number>();
  let exact = 0;
  const group = amountGroup(row.row.currency, row.flow, partner);
  for (const amount of nearbyAmounts(row, withRounding ? toUnits(policy.roundingTolerance) : 0n)) {
    if (amount !== row.amount && exact > 0) break;
    for (const position of itemsWithAmount(ledger, index, group, amount)) {
      if ((ledger.open[position] ?? 0n) > 0n) found.add(position);
      if (found.size === MAX_SINGLES) break;
    }
    if (amount === row.amount) exact = found.size;
  }
  return [...found].flatMap((position) => {
    const item = index.items[position] as IndexedItem;
    if (!isSameEntity(row, item, context)) return [];
    const ways = settlementsOf(item, ledger.open[position] ?? 0n, row, policy).filter(({ cash }) =>
      isRounding(cash, row.amount, policy),
    );
    const best = ways.find(({ cash }) => cash === row.amount) ?? ways[0];
    return best
      ? [{ parts: [partOf(best, best.cash - row.amount)], fit: { kind: 'equal' }, rest: 0n } as const]
      : [];
  });
}

/** The row's amount first, then those that rounding allows, in minor units of its currency. */
function nearbyAmounts(row: PreparedRow, tolerance: Units): Units[] {
  const step = minorUnit(row.row.currency);
  const amounts = [row.amount];
  for (let distance = step; distance <= tolerance; distance += step) {
    amounts.push(row.amount + distance, row.amount - distance);
  }
  return amounts.filter((amount) => amount > 0n);
}

/**
 * Two to five open items that add up, when the search is small enough to know that there is no other answer. How much it proves
 * depends on how many sums were possible and how round the amounts are.
 */
function sums(row: PreparedRow, partner: number, context: Context): Draft[] {
  const { index, ledger, policy } = context;
  const listed = index.partners[partner]?.items ?? [];
  if (listed.length > MAX_LISTED) return [];
  const pool = listed
    .map((position) => index.items[position] as IndexedItem)
    .filter(
      (item) =>
        (ledger.open[item.position] ?? 0n) > 0n &&
        item.item.currency === row.row.currency &&
        isSameEntity(row, item, context),
    )
    .sort((a, b) => {
      const [openA, openB] = [ledger.open[a.position] ?? 0n, ledger.open[b.position] ?? 0n];
      return openA === openB ? a.position - b.position : openA > openB ? -1 : 1;
    });
  if (pool.length < 2 || pool.length > MAX_POOL) return [];
  const ways = pool.map((item) =>
    settlementsOf(item, ledger.open[item.position] ?? 0n, row, policy).filter(
      ({ discount }) => !discount?.isLate,
    ),
  );
  const values = ways.map((options) =>
    options.map(({ item, cash }) => (item.flow === row.flow ? cash : -cash)),
  );
  const search = { values, target: row.amount, maxParts: MAX_PARTS, maxSolutions: 3, maxSteps: MAX_STEPS };
  const { solutions, complete } = findSubsets(search);
  if (!complete) return [];
  const amounts = values.flat().map(absUnits);
  const total = amounts.reduce((sum, amount) => sum + amount, 0n);
  const distinct = Number(total / (commonUnit([...amounts, row.amount]) || 1n));
  const tries = countSubsets(amounts.length, MAX_PARTS);
  return solutions.map((choices) => ({
    parts: choices.flatMap((choice, position) => {
      const way = ways[position]?.[choice];
      return way ? [partOf(way)] : [];
    }),
    fit: { kind: 'sum', tries, distinct },
    rest: 0n,
  }));
}
