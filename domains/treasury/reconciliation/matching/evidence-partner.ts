import { type Context, isSameEntity } from './context.ts';
import { criterion } from './criterion.ts';
import { isSure } from './evidence-numbers.ts';
import type { Draft } from './hypothesis.ts';
import type { PreparedRow } from './prepare-row.ts';
import type { Criterion } from './types.ts';

/** What ties the row to the items' partner, or to another one. */
export function partnerEvidence(row: PreparedRow, draft: Draft, { index }: Context): Criterion[] {
  const partner = draft.parts[0]?.item.partner ?? -1;
  const criteria: Criterion[] = [];
  const hit = row.partners.get(partner);
  const owners = row.otherAccount === null ? [] : (index.partnersByAccount.get(row.otherAccount) ?? []);
  if (hit?.account) {
    const [evidence, weight] =
      owners.length === 1 ? (['account.known', 6.5] as const) : (['account.shared', 3] as const);
    criteria.push(criterion(evidence, row.otherAccount ?? '', weight));
  } else if (owners.length > 0) criteria.push(criterion('account.other', row.otherAccount ?? '', -5));
  if (hit?.number) {
    criteria.push(
      criterion(
        'partner.number',
        index.items[draft.parts[0]?.item.position ?? -1]?.item.counterparty?.id ?? '',
        3,
      ),
    );
  }
  const similarity = hit?.similarity ?? 0;
  const rival = Math.max(
    0,
    ...[...row.partners].filter(([key]) => key !== partner).map(([, x]) => x.similarity),
  );
  if (hit?.inText) criteria.push(criterion('name.inText', '', 2));
  if (similarity >= 0.55)
    criteria.push(criterion('name.similar', similarity.toFixed(2), nameWeight(similarity)));
  else if (row.isNamed && partner >= 0 && !hit?.account) {
    if (rival >= 0.85) criteria.push(criterion('name.other', rival.toFixed(2), -4));
    else if (similarity < 0.34) criteria.push(criterion('name.different', similarity.toFixed(2), -1.5));
  }
  return criteria;
}

/** What else is odd about an answer. */
export function circumstances(row: PreparedRow, draft: Draft, context: Context): Criterion[] {
  const criteria: Criterion[] = [];
  const items = draft.parts.map(({ item }) => item);
  const foreign = items.find((item) => !isSameEntity(row, item, context));
  if (foreign) criteria.push(criterion('entity.other', foreign.item.entity ?? '', -2));
  if (items.some(({ item }) => item.onHold)) criteria.push(criterion('item.onHold', '', -1));
  const later = items.find(
    ({ item }) => item.documentDate !== null && item.documentDate > row.row.bookingDate,
  );
  if (later) {
    const isCited = isSure(row.cites.get(later.position));
    criteria.push(criterion('item.laterThanRow', later.item.documentDate ?? '', isCited ? -1 : -4));
  }
  return criteria;
}

function nameWeight(similarity: number): number {
  return similarity >= 0.95 ? 3.5 : similarity >= 0.85 ? 3 : similarity >= 0.7 ? 2 : 1;
}
