import { daysBetween } from '#lib/dates.ts';
import { normaliseAccount } from './accounts.ts';
import type { Flow, ItemIndex, Posting } from './item-index.ts';
import { foldText, nameSimilarity, nameTokens } from './names.ts';
import {
  findNumbers,
  isAnnounced,
  type NumberHit,
  type ScannedText,
  type Strength,
  scanText,
} from './numbers.ts';
import type { Row } from './types.ts';
import { toUnits, type Units } from './units.ts';

/** A number that occurs on more open items than this tells nothing. */
const MAX_POSTINGS = 400;
const MAX_PARTNERS_PER_TOKEN = 200;
const MAX_PARTNERS_PER_ACCOUNT = 3;

/** How a row cites an item: by which hit, and how surely. */
export type Cite = {
  readonly strength: Strength;
  readonly role: Posting['role'] | 'part';
  readonly hit: number;
};

/** What ties the row to a partner. */
export type PartnerHit = { account: boolean; similarity: number; inText: boolean; number: boolean };

export type RowHit = NumberHit & {
  /** Position in the row's texts. */
  readonly text: number;
  /** Only the last digits of the number stand here, in a row of its partner. */
  readonly isTail: boolean;
  readonly items: readonly number[];
};

export type PreparedRow = {
  readonly position: number;
  readonly row: Row;
  readonly amount: Units;
  readonly flow: Flow;
  /** The earlier of booking and value date: what a discount is measured by. */
  readonly paidOn: string;
  readonly account: string | null;
  readonly otherAccount: string | null;
  readonly texts: readonly ScannedText[];
  readonly hits: readonly RowHit[];
  readonly cites: ReadonlyMap<number, Cite>;
  readonly partners: ReadonlyMap<number, PartnerHit>;
  /** The row names a party. */
  readonly isNamed: boolean;
};

const RANK: Readonly<Record<Strength, number>> = { weak: 0, medium: 1, strong: 2 };

/** Everything about a row that does not change while others are decided. */
export function prepareRow(row: Row, position: number, index: ItemIndex, names: NameCache): PreparedRow {
  const texts = textsOf(row).map(scanText);
  const whole: RowHit[] = texts.flatMap((text, number) =>
    findNumbers(text, (key) => index.numbers.has(key) || index.partnerNumbers.has(key), index.keyLengths).map(
      (hit) => ({
        ...hit,
        text: number,
        isTail: false,
        items: (index.numbers.get(hit.key) ?? []).map(({ item }) => item),
      }),
    ),
  );
  const otherAccount = normaliseAccount(row.counterparty?.account);
  const partners = findPartners(row, index, whole, otherAccount, texts, names);
  const hits = [...whole, ...findTails(index, whole, partners, texts)];
  const paidOn = row.valueDate && row.valueDate < row.bookingDate ? row.valueDate : row.bookingDate;
  return {
    position,
    row,
    amount: toUnits(row.amount),
    flow: row.direction === 'credit' ? 1 : -1,
    paidOn,
    account: normaliseAccount(row.account),
    otherAccount,
    texts,
    hits,
    cites: findCites(index, hits),
    partners,
    isNamed: namesOf(row).length > 0,
  };
}

/** Whether the row cites an item that is not merely a chance hit. */
export function citesItems(row: PreparedRow): boolean {
  for (const cite of row.cites.values()) if (cite.strength !== 'weak') return true;
  return false;
}

/** Two rows by booking date and id. */
export function inOrder(a: PreparedRow, b: PreparedRow): [PreparedRow, PreparedRow] {
  return a.position < b.position ? [a, b] : [b, a];
}

/** Partners by folded name, so that a name that comes again is compared once. */
export type NameCache = Map<string, readonly (readonly [partner: number, similarity: number])[]>;

function textsOf(row: Row): string[] {
  const remittances = [row.remittance, ...row.details.map(({ remittance }) => remittance)];
  const members = row.details.flatMap(({ description, reference, endToEndId }) => [
    description,
    reference,
    endToEndId,
  ]);
  const candidates = [
    row.description,
    row.reference,
    row.endToEndId,
    ...remittances.flatMap((part) => [
      part?.unstructured,
      ...(part?.structured ?? []).map(({ number }) => number),
    ]),
    ...members,
  ];
  const texts: string[] = [];
  for (const text of candidates) {
    if (text && !texts.some((other) => other.includes(text))) texts.push(text);
  }
  return texts;
}

function namesOf(row: Row): string[] {
  return [row.counterparty?.name, row.ultimateParty].filter(
    (name) => name != null && name.trim() !== '',
  ) as string[];
}

function findCites(index: ItemIndex, hits: readonly RowHit[]): Map<number, Cite> {
  const cites = new Map<number, Cite>();
  const put = (item: number, cite: Cite) => {
    const known = cites.get(item);
    if (!known || RANK[cite.strength] > RANK[known.strength]) cites.set(item, cite);
  };
  hits.forEach((hit, number) => {
    if (hit.isTail) {
      for (const item of hit.items) put(item, { strength: hit.strength, role: 'part', hit: number });
      return;
    }
    const postings = index.numbers.get(hit.key) ?? [];
    if (postings.length > MAX_POSTINGS) return;
    const shared = sharedByDocuments(index, postings);
    for (const { item, role } of postings) {
      const partner = index.items[item]?.partner ?? -1;
      const isOrder = role === 'order' || shared.has(partner);
      const strength = isOrder && hit.strength === 'strong' ? 'medium' : hit.strength;
      put(item, { strength, role: isOrder ? 'order' : role, hit: number });
    }
  });
  return cites;
}

/** The last digits of a likely partner's numbers ("INV 00417" for INV-2026-00417), where nothing longer was found. */
function findTails(
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
      const items = likely.flatMap(([partner]) => index.tails.get(`${partner}|${segment.value}`) ?? []);
      if (items.length === 0) return;
      const announced = isAnnounced(segments, place);
      const { value: key, start, end } = segment;
      found.push({
        key,
        start,
        end,
        announced,
        strength: announced ? 'medium' : 'weak',
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

function findPartners(
  row: Row,
  index: ItemIndex,
  hits: readonly RowHit[],
  otherAccount: string | null,
  texts: readonly ScannedText[],
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
    for (const { text } of texts)
      for (const partner of partnersInText(index, text)) hitOf(partner).inText = true;
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
    if (similarity > 0.34) similar.push([partner, similarity]);
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

/** How many days after `until` the row pays; 0 and less is in time. */
export function daysLate(row: PreparedRow, until: string): number {
  return daysBetween(until, row.paidOn);
}
