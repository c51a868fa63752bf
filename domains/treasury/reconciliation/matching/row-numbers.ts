import type { ItemIndex, Posting } from './item-index.ts';
import { announcementOf, type NumberHit, type ScannedText, type Strength } from './numbers.ts';
import type { PartnerHit } from './row-partners.ts';

/** A number that occurs on more open items than this tells nothing. */
const MAX_POSTINGS = 400;

/** How a row cites an item, and how surely; `part`: only by the number's last digits. */
export type Cite = {
  readonly strength: Strength;
  readonly role: Posting['role'] | 'part';
  /** The key under which the number was found. */
  readonly key: string;
};

export type RowHit = NumberHit & {
  /** Position in the row's texts. */
  readonly text: number;
  /** Only the last digits of the number stand here, in a row of its partner. */
  readonly isTail: boolean;
  readonly items: readonly number[];
};

const RANK: Readonly<Record<Strength, number>> = { weak: 0, medium: 1, strong: 2 };

/** The items that the hits name, each with its best citation. */
export function findCites(index: ItemIndex, hits: readonly RowHit[]): Map<number, Cite> {
  const cites = new Map<number, Cite>();
  const put = (item: number, cite: Cite) => {
    const known = cites.get(item);
    if (!known || RANK[cite.strength] > RANK[known.strength]) cites.set(item, cite);
  };
  hits.forEach((hit) => {
    if (hit.isTail) {
      for (const item of hit.items) put(item, { strength: hit.strength, role: 'part', key: hit.key });
      return;
    }
    const postings = index.numbers.get(hit.key) ?? [];
    if (postings.length > MAX_POSTINGS) return;
    const shared = sharedByDocuments(index, postings);
    for (const { item, role } of postings) {
      const partner = index.items[item]?.partner ?? -1;
      const isOrder = role === 'order' || shared.has(partner);
      const strength = strengthOf(hit, isOrder);
      put(item, { strength, role: isOrder ? 'order' : role, key: hit.key });
    }
  });
  return cites;
}

/** A number that several documents share is never strong; what the text calls an order is no invoice's number. */
function strengthOf(hit: RowHit, isOrder: boolean): Strength {
  if (isOrder) return hit.strength === 'strong' ? 'medium' : hit.strength;
  return hit.announced === 'order' ? 'weak' : hit.strength;
}

/** The last digits of a likely partner's numbers ("INV 00417" for INV-2026-00417), where nothing longer was found. */
export function findTails(
  index: ItemIndex,
  whole: readonly RowHit[],
  partners: ReadonlyMap<number, PartnerHit>,
  texts: readonly ScannedText[],
): RowHit[] {
  const likely = [...partners].filter(([, hit]) => hit.account || hit.inText || hit.similarity >= 0.7);
  const found: RowHit[] = [];
  texts.forEach(({ segments }, text) => {
    segments.forEach((segment, place) => {
      if (!segment.isNumber || segment.mask >= 0 || segment.value.length < 3) return;
      if (whole.some((hit) => hit.text === text && hit.start < segment.end && segment.start < hit.end))
        return;
      const items = likely.flatMap(([partner]) => index.tails.get(partner)?.get(segment.value) ?? []);
      if (items.length === 0) return;
      const announced = announcementOf(segments, place);
      const { value: key, start, end } = segment;
      found.push({
        key,
        start,
        end,
        announced,
        strength: announced === 'invoice' ? 'medium' : 'weak',
        text,
        isTail: true,
        items,
      });
    });
  });
  return found;
}

/** Partners of whom several documents (not instalments of one) carry the number. */
function sharedByDocuments(index: ItemIndex, postings: readonly Posting[]): Set<number> {
  const documents = new Map<number, string>();
  const shared = new Set<number>();
  for (const { item, role } of postings) {
    const indexed = index.items[item];
    if (!indexed || role === 'core') continue;
    const document = indexed.item.documentNumber ?? indexed.item.id;
    const known = documents.get(indexed.partner);
    if (known !== undefined && known !== document) shared.add(indexed.partner);
    documents.set(indexed.partner, document);
  }
  return shared;
}
