import type { ItemIndex } from './item-index.ts';
import { foldText, nameSimilarity, nameTokens } from './names.ts';
import type { NumberHit } from './numbers.ts';
import { textsOf } from './row-texts.ts';
import type { Row } from './types.ts';

const MAX_PARTNERS_PER_TOKEN = 200;
const MAX_PARTNERS_PER_ACCOUNT = 3;
/** Names less alike than this are different names. */
const MIN_SIMILARITY = 0.34;

/** What ties a row to a partner. */
export type PartnerHit = { account: boolean; similarity: number; inText: boolean; number: boolean };

/** Partners by folded name, so that a name that comes again is compared once. */
export type NameCache = Map<string, readonly (readonly [partner: number, similarity: number])[]>;

/** The names that the row gives for the other party. */
export function namesOf(row: Row): string[] {
  return [row.counterparty?.name, row.ultimateParty].filter(
    (name) => name != null && name.trim() !== '',
  ) as string[];
}

/** The partners that the row may be from or to, with what says so. */
export function findPartners(
  row: Row,
  index: ItemIndex,
  hits: readonly NumberHit[],
  otherAccount: string | null,
  names: NameCache,
): Map<number, PartnerHit> {
  const partners = new Map<number, PartnerHit>();
  const hitOf = (partner: number) => {
    const hit = partners.get(partner) ?? { account: false, similarity: 0, inText: false, number: false };
    partners.set(partner, hit);
    return hit;
  };
  const byAccount = (otherAccount && index.partnersByAccount.get(otherAccount)) || [];
  if (byAccount.length <= MAX_PARTNERS_PER_ACCOUNT) {
    for (const partner of byAccount) hitOf(partner).account = true;
  }
  for (const name of namesOf(row)) {
    for (const [partner, similarity] of similarPartners(index, name, names)) {
      const hit = hitOf(partner);
      hit.similarity = Math.max(hit.similarity, similarity);
    }
  }
  if (namesOf(row).length === 0) {
    for (const { text } of textsOf(row)) {
      for (const partner of partnersInText(index, text)) hitOf(partner).inText = true;
    }
  }
  for (const hit of hits) {
    const partner = index.partnerNumbers.get(hit.key);
    if (partner !== undefined && partner >= 0) hitOf(partner).number = true;
  }
  return partners;
}

/** Partners whose name resembles this one by more than a third. */
function similarPartners(index: ItemIndex, name: string, cache: NameCache) {
  const tokens = nameTokens(name);
  const key = tokens.join(' ');
  const known = cache.get(key);
  if (known) return known;
  const candidates = new Set<number>();
  for (const token of tokens) {
    const found = index.partnersByToken.get(token) ?? [];
    if (found.length <= MAX_PARTNERS_PER_TOKEN) for (const partner of found) candidates.add(partner);
  }
  const similar: (readonly [number, number])[] = [];
  for (const partner of candidates) {
    const similarity = Math.max(
      ...(index.partners[partner]?.names ?? []).map((other) => nameSimilarity(tokens, other)),
    );
    if (similarity > MIN_SIMILARITY) similar.push([partner, similarity]);
  }
  similar.sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  const best = similar.slice(0, 20);
  cache.set(key, best);
  return best;
}

/** Partners all of whose name stands in a text without a party field. */
function partnersInText(index: ItemIndex, text: string): number[] {
  const words = new Set(foldText(text).match(/[\p{L}\p{N}]+/gu) ?? []);
  const found = new Set<number>();
  for (const word of words) {
    const candidates = index.partnersByToken.get(word) ?? [];
    if (candidates.length > MAX_PARTNERS_PER_TOKEN) continue;
    for (const partner of candidates) {
      const named = index.partners[partner]?.names.some(
        (tokens) => tokens.join('').length >= 5 && tokens.every((token) => words.has(token)),
      );
      if (named) found.add(partner);
    }
  }
  return [...found];
}
