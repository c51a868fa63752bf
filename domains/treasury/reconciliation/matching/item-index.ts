import { dayNumber } from '#lib/dates.ts';
import { normaliseAccount } from './accounts.ts';
import { nameTokens } from './names.ts';
import { keyShape, numberKeys } from './numbers.ts';
import type { OpenItem } from './types.ts';
import { afterDiscount, toUnits, type Units } from './units.ts';
import { numberShape } from './unknown-numbers.ts';

/** 1: settling the item brings cash in; −1: it takes cash out. */
export type Flow = 1 | -1;

export type IndexedItem = {
  readonly position: number;
  readonly item: OpenItem;
  readonly open: Units;
  readonly flow: Flow;
  /** Position in `partners`, or −1 when the item names none. */
  readonly partner: number;
  readonly discounts: readonly { readonly percent: string; readonly untilDay: number }[];
};

export type Partner = {
  readonly position: number;
  readonly names: readonly (readonly string[])[];
  readonly items: readonly number[];
  readonly shapes: ReadonlySet<string>;
};

/** `whole`: the number as the document has it; `core`: without its letters; `order`: a number that several documents may share. */
export type Posting = { readonly item: number; readonly role: 'whole' | 'core' | 'order' };

export type ItemIndex = {
  /** By id, so that positions do not depend on the order of the input. */
  readonly items: readonly IndexedItem[];
  readonly positions: ReadonlyMap<string, number>;
  readonly partners: readonly Partner[];
  readonly numbers: ReadonlyMap<string, readonly Posting[]>;
  readonly partnerNumbers: ReadonlyMap<string, number>;
  /** The shapes of all keys of numbers, see `keyShape`. */
  readonly keyShapes: ReadonlySet<number>;
  /** By partner, then by the last digits of the number. */
  readonly tails: ReadonlyMap<number, ReadonlyMap<string, readonly number[]>>;
  readonly partnersByAccount: ReadonlyMap<string, readonly number[]>;
  readonly partnersByToken: ReadonlyMap<string, readonly number[]>;
  /** Documents of several items: by due date, where no two are due on the same day. */
  readonly instalments: ReadonlyMap<number, readonly number[]>;
  /** The shapes of all document numbers, see `numberShape`. */
  readonly shapes: ReadonlySet<string>;
  readonly amounts: AmountIndex;
  readonly partnerAmounts: AmountIndex;
};

/** By group (see `amountGroup`), then by the cash that settles the item whole. */
export type AmountIndex = ReadonlyMap<string, ReadonlyMap<Units, readonly number[]>>;

type Draft = { key: string; names: Set<string>; accounts: Set<string>; items: number[]; shapes: Set<string> };

/**
 * Everything by which candidates are found without walking through all items. `learned` are accounts that earlier matches
 * proved: pairs of account and item id.
 */
export function buildIndex(
  openItems: readonly OpenItem[],
  learned: readonly (readonly [account: string, item: string])[] = [],
): ItemIndex {
  const sorted = [...openItems].sort((a, b) => (a.id < b.id ? -1 : 1));
  const drafts = draftPartners(sorted);
  const turned = turnedCreditNotes(sorted, drafts.partnerOf);
  const items = sorted.map((item, position): IndexedItem => {
    const natural = item.direction === 'receivable' ? 1 : -1;
    const against = item.documentType === 'creditNote' && !turned.has(position);
    return {
      position,
      item,
      open: toUnits(item.openAmount),
      flow: (against ? -natural : natural) as Flow,
      partner: drafts.partnerOf[position] ?? -1,
      discounts: item.discounts.map(({ percent, until }) => ({ percent, untilDay: dayNumber(until) })),
    };
  });
  const positions = new Map(items.map(({ item, position }) => [item.id, position]));
  for (const [account, id] of learned) {
    const partner = items[positions.get(id) ?? -1]?.partner ?? -1;
    const normal = normaliseAccount(account);
    if (normal) drafts.partners[partner]?.accounts.add(normal);
  }
  return {
    items,
    positions,
    ...indexNumbers(items),
    ...indexPartners(drafts.partners),
    ...indexAmounts(items),
    instalments: findInstalments(items),
  };
}

/** Which items an amount may settle: those of a currency and a flow, optionally of one partner. */
export function amountGroup(currency: string, flow: Flow, partner = -1): string {
  return `${partner}|${currency}|${flow}`;
}

/** The amounts of cash that settle the item whole: all of it, or less a discount. */
export function settlingAmounts(item: OpenItem, open: Units): Units[] {
  const discounted = item.discounts.map(({ percent }) => afterDiscount(open, percent, item.currency));
  return [open, ...discounted.filter((units) => units !== null)];
}

function draftPartners(items: readonly OpenItem[]): { partners: Draft[]; partnerOf: number[] } {
  const byKey = new Map<string, number>();
  const partners: Draft[] = [];
  const partnerOf = items.map(({ counterparty, documentNumber }, position) => {
    const name = counterparty?.name ? nameTokens(counterparty.name).join(' ') : null;
    const key = counterparty?.id ? `id ${counterparty.id}` : name ? `name ${name}` : null;
    if (!counterparty || key === null) return -1;
    const partner = byKey.get(key) ?? partners.length;
    byKey.set(key, partner);
    partners[partner] ??= { key, names: new Set(), accounts: new Set(), items: [], shapes: new Set() };
    const draft = partners[partner] as Draft;
    draft.items.push(position);
    for (const alias of [counterparty.name, ...counterparty.aliases]) if (alias) draft.names.add(alias);
    for (const account of counterparty.accounts) {
      const normal = normaliseAccount(account);
      if (normal) draft.accounts.add(normal);
    }
    const shape = documentNumber ? numberShape(documentNumber) : null;
    if (shape) draft.shapes.add(shape);
    return partner;
  });
  return { partners, partnerOf };
}

/**
 * A credit note may come in its own direction or as an open item of the other one. It came in the other one when its partner
 * has documents only there: then its direction says already which way the cash moves.
 */
function turnedCreditNotes(items: readonly OpenItem[], partnerOf: readonly number[]): Set<number> {
  const directions = new Map<number, Set<string>>();
  items.forEach((item, position) => {
    const partner = partnerOf[position] ?? -1;
    if (partner < 0 || item.documentType === 'creditNote') return;
    directions.set(partner, (directions.get(partner) ?? new Set()).add(item.direction));
  });
  const turned = new Set<number>();
  items.forEach((item, position) => {
    const known = directions.get(partnerOf[position] ?? -1);
    if (item.documentType === 'creditNote' && known && !known.has(item.direction)) turned.add(position);
  });
  return turned;
}

function indexNumbers(items: readonly IndexedItem[]) {
  const numbers = new Map<string, Posting[]>();
  const partnerNumbers = new Map<string, number>();
  const tails = new Map<number, Map<string, number[]>>();
  for (const { item, position, partner } of items) {
    const seen = new Set<string>();
    const post = (key: string, role: Posting['role']) => {
      if (seen.has(key)) return;
      seen.add(key);
      add(numbers, key, { item: position, role });
    };
    for (const number of [item.documentNumber, ...item.otherNumbers]) {
      if (!number) continue;
      const keys = numberKeys(number);
      for (const key of keys.whole) post(key, 'whole');
      for (const key of keys.core) post(key, 'core');
      if (!keys.tail || partner < 0) continue;
      const ofPartner = tails.get(partner) ?? new Map<string, number[]>();
      tails.set(partner, ofPartner);
      add(ofPartner, keys.tail, position);
    }
    for (const key of item.purchaseOrder ? numberKeys(item.purchaseOrder).whole : []) post(key, 'order');
    const id = item.counterparty?.id;
    if (id && /^\D*\d{4,}\D*$/.test(id)) {
      for (const key of numberKeys(id).whole) partnerNumbers.set(key, partner);
    }
  }
  const keyShapes = new Set([...numbers.keys(), ...partnerNumbers.keys()].map(keyShape));
  return { numbers, partnerNumbers, tails, keyShapes };
}

function indexPartners(drafts: readonly Draft[]) {
  const partnersByAccount = new Map<string, number[]>();
  const partnersByToken = new Map<string, number[]>();
  const partners = drafts.map((draft, position): Partner => {
    for (const account of draft.accounts) add(partnersByAccount, account, position);
    const names = [...draft.names].sort().map(nameTokens);
    for (const token of new Set(names.flat())) add(partnersByToken, token, position);
    return { position, names, items: draft.items, shapes: draft.shapes };
  });
  const shapes = new Set(drafts.flatMap((draft) => [...draft.shapes]));
  return { partners, partnersByAccount, partnersByToken, shapes };
}

function indexAmounts(items: readonly IndexedItem[]) {
  const amounts = new Map<string, Map<Units, number[]>>();
  const partnerAmounts = new Map<string, Map<Units, number[]>>();
  const put = (index: Map<string, Map<Units, number[]>>, group: string, units: Units, position: number) => {
    const byUnits = index.get(group) ?? new Map<Units, number[]>();
    index.set(group, byUnits);
    add(byUnits, units, position);
  };
  for (const { item, position, partner, open, flow } of items) {
    if (open === 0n) continue;
    for (const units of new Set(settlingAmounts(item, open))) {
      put(amounts, amountGroup(item.currency, flow), units, position);
      if (partner >= 0) put(partnerAmounts, amountGroup(item.currency, flow, partner), units, position);
    }
  }
  return { amounts, partnerAmounts };
}

/** Per item of a document with several of them, all of these in the order of their due dates. */
function findInstalments(items: readonly IndexedItem[]): Map<number, readonly number[]> {
  const documents = new Map<string, IndexedItem[]>();
  for (const indexed of items) {
    const { documentNumber, dueDate } = indexed.item;
    if (documentNumber && dueDate && indexed.partner >= 0) {
      add(documents, `${indexed.partner}|${indexed.flow}|${documentNumber}`, indexed);
    }
  }
  const instalments = new Map<number, readonly number[]>();
  for (const document of documents.values()) {
    const dates = new Set(document.map(({ item }) => item.dueDate));
    if (document.length < 2 || dates.size < document.length) continue;
    const order = document
      .sort((a, b) => ((a.item.dueDate ?? '') < (b.item.dueDate ?? '') ? -1 : 1))
      .map(({ position }) => position);
    for (const position of order) instalments.set(position, order);
  }
  return instalments;
}

function add<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
