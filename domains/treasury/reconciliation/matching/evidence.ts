/**
 * Evidence, one small function per kind. Each gives criteria whose weights are log-odds: how much more likely this is seen when
 * the answer is right than when it is not. The weights are judged by hand, to the nearest half; their sum, with the prior, is
 * the score of an answer.
 */
import { type Context, isSameEntity } from './context.ts';
import type { Draft } from './hypothesis.ts';
import { amountGroup } from './item-index.ts';
import { numberKeys } from './numbers.ts';
import type { PreparedRow } from './prepare-row.ts';
import type { Cite } from './row-numbers.ts';
import { isRounding } from './settlements.ts';
import type { Criterion, Evidence, OpenItem } from './types.ts';
import { absUnits, formatShort, type Units } from './units.ts';

/** "2/3": the second of three. */
const INSTALMENT = /(?<![\d/])(\d{1,2}) ?\/ ?(\d{1,2})(?![\d/])/g;

/** What an answer starts with before any evidence: that a candidate is right by chance. */
export const PRIOR = -7;

export function criterion(evidence: Evidence, value: string, weight: number): Criterion {
  return { evidence, value, weight: weight.toFixed(1) };
}

/** The numbers by which the row cites the items. The least sure of them counts whole, each further one a little. */
export function referenceEvidence(row: PreparedRow, draft: Draft): Criterion[] {
  const criteria: Criterion[] = [];
  let uncited = 0;
  const cited = draft.parts.flatMap(({ item }) => {
    const cite = row.cites.get(item.position);
    if (!cite) uncited++;
    return cite ? [{ item, cite, weight: citeWeight(cite) }] : [];
  });
  cited.sort((a, b) => a.weight - b.weight || a.item.position - b.item.position);
  cited.forEach(({ item, cite, weight }, order) => {
    criteria.push(criterion(citeEvidence(cite), citedNumber(item.item, cite), order === 0 ? weight : 1));
  });
  if (uncited > 0 && cited.length > 0)
    criteria.push(criterion('reference.uncited', String(uncited), -3 * uncited));
  return criteria;
}

/** Numbers in the text that this answer leaves unexplained: of other items, of settled ones, or of documents we do not know. */
export function contradictingNumbers(
  row: PreparedRow,
  draft: Draft,
  { index, ledger }: Context,
): Criterion[] {
  const chosen = new Set(draft.parts.map(({ item }) => item.position));
  const criteria: Criterion[] = [];
  for (const hit of row.hits) {
    if (hit.strength === 'weak' || hit.items.length === 0 || hit.items.some((item) => chosen.has(item)))
      continue;
    const settled = hit.items.every((item) => (ledger.open[item] ?? 0n) === 0n);
    const value = index.items[hit.items[0] ?? -1]?.item.documentNumber ?? hit.key;
    criteria.push(
      settled ? criterion('reference.settled', value, -9) : criterion('reference.uncited', value, -3),
    );
  }
  const isCited = draft.parts.every(({ item }) => isSure(row.cites.get(item.position)));
  const shapes = new Set(
    draft.parts.flatMap(({ item }) => [...(index.partners[item.partner]?.shapes ?? [])]),
  );
  const unknown = row.unknown.find(({ announced, shape }) => announced || shapes.has(shape));
  if (unknown) criteria.push(criterion('reference.other', unknown.text, isCited ? -1 : -4));
  return criteria.slice(0, 4);
}

/** How the amounts meet. */
export function amountEvidence(row: PreparedRow, draft: Draft, { index }: Context): Criterion[] {
  const criteria: Criterion[] = [];
  const currency = row.row.currency;
  const value = formatShort(row.amount);
  const rounding = draft.parts.flatMap(({ differences }) =>
    differences.filter(({ reason }) => reason === 'rounding'),
  )[0];
  const discounts = draft.parts.flatMap(({ discount }) => discount ?? []);
  switch (draft.fit.kind) {
    case 'equal': {
      const same = index.amounts.get(amountGroup(currency, row.flow))?.get(row.amount)?.length ?? 0;
      if (rounding) criteria.push(criterion('amount.rounding', formatShort(rounding.amount), 2.5));
      else if (discounts.length === 0) {
        criteria.push(
          criterion('amount.equal', value, same <= 1 ? 4.5 : same <= 3 ? 3.5 : same <= 10 ? 2.5 : 1.5),
        );
      }
      break;
    }
    case 'sum': {
      const weight = Math.log(draft.fit.distinct / draft.fit.tries);
      criteria.push(criterion('amount.sum', value, Math.max(-3, Math.min(7, weight)) - (rounding ? 1 : 0)));
      if (rounding) criteria.push(criterion('amount.rounding', formatShort(rounding.amount), 0));
      break;
    }
    case 'charged': {
      const charge = draft.parts.flatMap(({ differences }) => differences)[0];
      const kept = formatShort(charge ? absUnits(charge.amount) : 0n);
      if (draft.fit.isAbroad) criteria.push(criterion('charge.abroad', kept, 3));
      if (draft.fit.isNamed) criteria.push(criterion('charge.named', kept, 2));
      break;
    }
    case 'partial':
      criteria.push(criterion('amount.partial', value, draft.parts.length === 1 ? -0.5 : -3));
      break;
    case 'excess':
      criteria.push(criterion('amount.excess', formatShort(draft.rest), -2.5));
      break;
    case 'converted':
      criteria.push(criterion('currency.other', draft.parts[0]?.item.item.currency ?? '', -3));
      break;
    default:
      draft.fit satisfies never;
  }
  for (const { percent, daysLate, isLate } of discounts.slice(0, 3)) {
    const isSingle = draft.fit.kind === 'equal';
    if (isLate) criteria.push(criterion('discount.late', String(daysLate), isSingle ? 0.5 : -2));
    else if (daysLate > 0) criteria.push(criterion('discount.grace', String(daysLate), isSingle ? 3 : -0.5));
    else criteria.push(criterion('discount.inTerms', percent, isSingle ? 4 : 0));
  }
  return criteria;
}

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

/** Which of several equal instalments: the one that the text counts ("2/3"), else the one that is due first. */
export function instalmentEvidence(
  row: PreparedRow,
  draft: Draft,
  { index, ledger, policy }: Context,
): Criterion[] {
  if (draft.fit.kind !== 'equal' && draft.fit.kind !== 'sum' && draft.fit.kind !== 'charged') return [];
  const chosen = new Set(draft.parts.map(({ item }) => item.position));
  const documents = new Set(
    draft.parts.flatMap(({ item }) => index.instalments.get(item.position)?.[0] ?? []),
  );
  return draft.parts.flatMap(({ item: { position } }) => {
    const all = index.instalments.get(position) ?? [];
    const open = ledger.open[position] ?? 0n;
    // The last instalment often is a cent more: where a charge is in between, that makes no difference.
    const isAlike = (other: Units) =>
      other === open || (draft.fit.kind === 'charged' && isRounding(other, open, policy));
    const equal = all.filter(
      (other) => other === position || (isAlike(ledger.open[other] ?? 0n) && !chosen.has(other)),
    );
    if (equal.length < 2) return [];
    // With two documents in instalments nobody knows which of them the text counts.
    const named =
      documents.size === 1 &&
      row.texts.some((text) =>
        [...text.matchAll(INSTALMENT)].some(
          ([, number, count]) => Number(number) === all.indexOf(position) + 1 && Number(count) === all.length,
        ),
      );
    const value = `${all.indexOf(position) + 1}/${all.length}`;
    return [
      ...(named ? [criterion('instalment.named', value, 4)] : []),
      ...(equal[0] === position ? [criterion('instalment.next', value, 3)] : []),
    ];
  });
}

/** Whether the item is cited by more than a chance hit. */
export function isSure(cite: Cite | undefined): boolean {
  return cite !== undefined && cite.strength !== 'weak';
}

/** The item's number that the row cites: its own, or another one that it is known by. */
function citedNumber(item: OpenItem, { key, role }: Cite): string {
  const numbers = [item.documentNumber, ...item.otherNumbers, item.purchaseOrder].filter(
    (number) => number !== null,
  );
  const cited = numbers.find((number) => {
    const { whole, core } = numberKeys(number);
    return whole.includes(key) || core.includes(key);
  });
  return (role === 'part' ? item.documentNumber : cited) ?? numbers[0] ?? '';
}

function citeEvidence({ strength, role }: Cite): Evidence {
  if (role === 'order') return 'reference.order';
  if (role === 'part' || strength === 'weak') return 'reference.part';
  return role === 'whole' ? 'reference.exact' : 'reference.core';
}

function citeWeight({ strength, role }: Cite): number {
  if (strength === 'weak') return 2;
  if (role === 'order') return 4.5;
  if (strength === 'medium') return 5;
  return role === 'whole' ? 9.1 : 7.5;
}

function nameWeight(similarity: number): number {
  return similarity >= 0.95 ? 3.5 : similarity >= 0.85 ? 3 : similarity >= 0.7 ? 2 : 1;
}
