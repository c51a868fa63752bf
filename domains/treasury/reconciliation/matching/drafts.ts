import { citedDrafts } from './cited-drafts.ts';
import { type Context, isSameEntity } from './context.ts';
import { type Draft, signatureOf } from './hypothesis.ts';
import { amountGroup, type IndexedItem } from './item-index.ts';
import { partnerDrafts } from './partner-drafts.ts';
import type { PreparedRow } from './prepare-row.ts';
import { convertedPart, partOf, settlementsOf } from './settlements.ts';

const MAX_PARTNERS = 8;
const MAX_SAME_AMOUNT = 5;
const MAX_CONVERSIONS = 3;

/** Below this similarity a name alone proposes nobody. */
const MIN_SIMILARITY = 0.55;

/** From this similarity on the name says who it is. */
const SURE_SIMILARITY = 0.85;

/**
 * Possible answers for a row, unjudged: what its text cites, what its partner owes, and, with neither, items of just this
 * amount. All candidates come out of the index; none is found by walking through the items.
 */
export function draftsFor(row: PreparedRow, context: Context): Draft[] {
  const drafts = new Map<string, Draft>();
  const put = (found: readonly Draft[]) => {
    for (const draft of found) {
      const signature = signatureOf(draft);
      if (!drafts.has(signature)) drafts.set(signature, draft);
    }
  };
  const cited = citedItems(row, context);
  let isExplained = false;
  for (const items of Map.groupBy(cited.sameCurrency, ({ partner }) => partner).values()) {
    const found = citedDrafts(row, items, context);
    isExplained ||= found.some(({ fit }) => fit.kind === 'equal' || fit.kind === 'sum');
    put(found);
  }
  for (const { partner, isSure } of likelyPartners(row)) {
    put(partnerDrafts(row, partner, context, isSure && !isExplained));
  }
  if (drafts.size === 0)
    put(cited.otherCurrency.slice(0, MAX_CONVERSIONS).flatMap((item) => converted(row, item, context)));
  put(sameAmountDrafts(row, context));
  return [...drafts.values()];
}

function citedItems(row: PreparedRow, { index, ledger }: Context) {
  const sameCurrency: IndexedItem[] = [];
  const otherCurrency: IndexedItem[] = [];
  for (const position of [...row.cites.keys()].sort((a, b) => a - b)) {
    const item = index.items[position];
    if (!item || (ledger.open[position] ?? 0n) === 0n) continue;
    if (item.item.currency === row.row.currency) sameCurrency.push(item);
    else if (item.flow === row.flow && row.cites.get(position)?.strength === 'strong')
      otherCurrency.push(item);
  }
  return { sameCurrency, otherCurrency };
}

/** The partners that the row may be from or to; sure are those whose account, number or name says so. */
function likelyPartners(row: PreparedRow): { partner: number; isSure: boolean }[] {
  const likely = [...row.partners].filter(
    ([, hit]) => hit.account || hit.inText || hit.number || hit.similarity >= MIN_SIMILARITY,
  );
  likely.sort(
    ([a, x], [b, y]) => Number(y.account) - Number(x.account) || y.similarity - x.similarity || a - b,
  );
  const hasAccount = likely[0]?.[1].account ?? false;
  return likely.slice(0, MAX_PARTNERS).map(([partner, hit]) => ({
    partner,
    isSure: hit.account || (!hasAccount && (hit.inText || hit.number || hit.similarity >= SURE_SIMILARITY)),
  }));
}

function converted(row: PreparedRow, item: IndexedItem, { ledger }: Context): Draft[] {
  const part = convertedPart(item, ledger.open[item.position] ?? 0n, row.amount);
  if (Number(part.rate) === 0) return [];
  return [{ parts: [part], fit: { kind: 'converted' }, rest: 0n }];
}

/** Items of exactly this amount, when they are few: weak, but a person wants to see them. */
function sameAmountDrafts(row: PreparedRow, context: Context): Draft[] {
  const { index, ledger, policy } = context;
  const found = index.amounts.get(amountGroup(row.row.currency, row.flow))?.get(row.amount) ?? [];
  if (found.length > MAX_SAME_AMOUNT) return [];
  return found.flatMap((position) => {
    const item = index.items[position];
    const open = ledger.open[position] ?? 0n;
    if (!item || open === 0n || !isSameEntity(row, item, context)) return [];
    const way = settlementsOf(item, open, row, policy).find(
      ({ cash, discount }) => cash === row.amount && !discount?.isLate,
    );
    return way ? [{ parts: [partOf(way)], fit: { kind: 'equal' }, rest: 0n } as const] : [];
  });
}
