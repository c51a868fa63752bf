import type { Context } from './context.ts';
import { criterion } from './criterion.ts';
import type { Draft } from './hypothesis.ts';
import { numberKeys } from './numbers.ts';
import type { PreparedRow } from './prepare-row.ts';
import type { Cite } from './row-numbers.ts';
import type { Criterion, Evidence, OpenItem } from './types.ts';

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
