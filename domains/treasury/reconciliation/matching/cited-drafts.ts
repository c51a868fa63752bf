import { chargeBetween } from './bank-charges.ts';
import type { Context } from './context.ts';
import type { Draft, Part } from './hypothesis.ts';
import type { IndexedItem } from './item-index.ts';
import type { PreparedRow } from './prepare-row.ts';
import { chargedPart, isRounding, partialOf, partOf, type Settlement, settlementsOf } from './settlements.ts';
import { countSubsets, findSubsets } from './subset.ts';
import type { Units } from './units.ts';

/** Among more cited items than this only all of them together, or each alone, is tried. */
const MAX_SUBSET_POOL = 12;
const MAX_STEPS = 5_000;
const MAX_SOLUTIONS = 4;

/**
 * How a row may settle the items of one partner that it cites: all of them, a subset that adds up, one of them; and only when
 * nothing adds up, as much of them as the cash reaches.
 */
export function citedDrafts(row: PreparedRow, items: readonly IndexedItem[], context: Context): Draft[] {
  const { ledger, policy } = context;
  const ways = items.map((item) => settlementsOf(item, ledger.open[item.position] ?? 0n, row, policy));
  const whole = [...allTogether(row, ways, context), ...singly(row, ways, context), ...subsets(row, ways)];
  if (whole.length > 0) return whole;
  return [...charged(row, ways, context), ...lateDiscount(row, ways), ...asFarAsItGoes(row, items, context)];
}

/** +1 when settling the item moves cash as the row does, −1 when it runs against it. */
function signOf(row: PreparedRow, item: IndexedItem): bigint {
  return item.flow === row.flow ? 1n : -1n;
}

/** All cited items: without any discount, or with each discount that is still open to the payer. */
function allTogether(row: PreparedRow, ways: readonly Settlement[][], { policy }: Context): Draft[] {
  const choices = [
    ways.map(([plain]) => plain as Settlement),
    ways.map(
      (options) => (options[1] && !options[1].discount?.isLate ? options[1] : options[0]) as Settlement,
    ),
  ];
  for (const choice of choices) {
    const total = choice.reduce((sum, { item, cash }) => sum + signOf(row, item) * cash, 0n);
    const rounding = total - row.amount;
    if (!isRounding(total, row.amount, policy)) continue;
    const carrier = choice.findIndex(({ item, cash }) => item.flow === row.flow && cash > rounding);
    if (carrier < 0) continue;
    const parts = choice.map((way, position) => partOf(way, position === carrier ? rounding : 0n));
    const fit = parts.length === 1 ? ({ kind: 'equal' } as const) : sumOf(1, choice);
    return [{ parts, fit, rest: 0n }];
  }
  return [];
}

/** Each cited item alone. */
function singly(row: PreparedRow, ways: readonly Settlement[][], { policy }: Context): Draft[] {
  if (ways.length === 1) return [];
  const near = ways.flatMap((options) => {
    const along = options.filter(({ item, discount }) => item.flow === row.flow && !discount?.isLate);
    const exact = along.find(({ cash }) => cash === row.amount);
    return exact ?? along.find(({ cash }) => isRounding(cash, row.amount, policy)) ?? [];
  });
  const exact = near.filter(({ cash }) => cash === row.amount);
  return (exact.length > 0 ? exact : near).map((way) => ({
    parts: [partOf(way, way.cash - row.amount)],
    fit: { kind: 'equal' },
    rest: 0n,
  }));
}

/** Several of the cited items that add up exactly. */
function subsets(row: PreparedRow, ways: readonly Settlement[][]): Draft[] {
  if (ways.length < 2 || ways.length > MAX_SUBSET_POOL) return [];
  const open = ways.map((options) => options.filter(({ discount }) => !discount?.isLate));
  const { solutions } = findSubsets({
    values: open.map((options) => options.map(({ item, cash }) => signOf(row, item) * cash)),
    target: row.amount,
    maxParts: ways.length,
    maxSolutions: MAX_SOLUTIONS,
    maxSteps: MAX_STEPS,
  });
  return solutions.flatMap((choices) => {
    const chosen = choices.flatMap((choice, position) => open[position]?.[choice] ?? []);
    if (chosen.length < 2) return [];
    const tries = chosen.length === ways.length ? 1 : countSubsets(ways.length, ways.length);
    return [{ parts: chosen.map((way) => partOf(way)), fit: sumOf(tries, chosen), rest: 0n }];
  });
}

/** All cited items together, or each alone, where a bank on the way kept its charge. */
function charged(row: PreparedRow, ways: readonly Settlement[][], { policy }: Context): Draft[] {
  const plain = ways.flatMap(([way]) => way ?? []);
  const choices = plain.length === 1 ? [plain] : [plain, ...plain.map((way) => [way])];
  return choices.flatMap((choice) => {
    const total = choice.reduce((sum, { item, cash }) => sum + signOf(row, item) * cash, 0n);
    const found = chargeBetween(row, total, policy);
    const carrier = choice.findIndex(({ item, cash }) => item.flow === row.flow && cash > total - row.amount);
    if (!found || carrier < 0) return [];
    const parts = choice.map((way, position) =>
      position === carrier ? chargedPart(way, total - row.amount) : partOf(way),
    );
    return [{ parts, fit: { kind: 'charged', ...found }, rest: 0n } as const];
  });
}

/** The discount that came too late: a person may still grant it. */
function lateDiscount(row: PreparedRow, ways: readonly Settlement[][]): Draft[] {
  return ways.flatMap((options) => {
    const late = options.find(
      ({ item, cash, discount }) => item.flow === row.flow && discount?.isLate && cash === row.amount,
    );
    return late ? [{ parts: [partOf(late)], fit: { kind: 'equal' } as const, rest: 0n }] : [];
  });
}

/** Items that run against the row in full, then the others by due date until the cash is used up. */
function asFarAsItGoes(row: PreparedRow, items: readonly IndexedItem[], { ledger }: Context): Draft[] {
  const along = items.filter((item) => item.flow === row.flow).sort(byDueDate);
  const against = items.filter((item) => item.flow !== row.flow);
  const onlyByOrder =
    items.length > 1 && items.every((item) => row.cites.get(item.position)?.role === 'order');
  if (along.length === 0 || onlyByOrder) return [];
  const openOf = (item: IndexedItem) => ledger.open[item.position] ?? 0n;
  const parts: Part[] = against.map((item) => partialOf(item, openOf(item)));
  let cash = row.amount + against.reduce((sum, item) => sum + openOf(item), 0n);
  let isShort = false;
  for (const item of along) {
    const open = openOf(item);
    if (cash < open) isShort = true;
    const used: Units = isShort ? cash : open;
    if (used > 0n) parts.push(partialOf(item, used));
    cash -= used;
  }
  const used = parts.reduce((sum, { item, rowAmount }) => sum + signOf(row, item) * rowAmount, 0n);
  if (used <= 0n) return [];
  return [{ parts, fit: { kind: isShort ? 'partial' : 'excess' }, rest: cash }];
}

function byDueDate(a: IndexedItem, b: IndexedItem): number {
  const [dueA, dueB] = [a.item.dueDate ?? '9999', b.item.dueDate ?? '9999'];
  return dueA < dueB ? -1 : dueA > dueB ? 1 : a.position - b.position;
}

function sumOf(tries: number, chosen: readonly Settlement[]): Draft['fit'] {
  return { kind: 'sum', tries, distinct: tries === 1 ? 1_000 : 1_000 * chosen.length };
}
