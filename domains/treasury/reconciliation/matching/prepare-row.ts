import { dayNumber } from '#lib/dates.ts';
import { hasIbanShape, normaliseAccount } from './accounts.ts';
import type { Flow, ItemIndex } from './item-index.ts';
import { findNumbers, type ScannedText, scanText } from './numbers.ts';
import { type Cite, findCites, findTails, type RowHit } from './row-numbers.ts';
import { findPartners, type NameCache, namesOf, type PartnerHit } from './row-partners.ts';
import { textsOf } from './row-texts.ts';
import type { Row } from './types.ts';
import { toUnits, type Units } from './units.ts';
import { type UnknownNumber, unknownNumbers } from './unknown-numbers.ts';

export type PreparedRow = {
  /** By booking date and id. */
  readonly position: number;
  readonly row: Row;
  readonly amount: Units;
  readonly flow: Flow;
  /** The earlier of booking and value date, in days since 1970: what a discount is measured by. */
  readonly paidOnDay: number;
  readonly account: string | null;
  readonly otherAccount: string | null;
  readonly accountsInText: readonly string[];
  readonly texts: readonly string[];
  readonly hits: readonly RowHit[];
  readonly cites: ReadonlyMap<number, Cite>;
  readonly unknown: readonly UnknownNumber[];
  readonly partners: ReadonlyMap<number, PartnerHit>;
  /** The row names a party. */
  readonly isNamed: boolean;
};

/** Everything about a row that does not change while others are decided. */
export function prepareRow(row: Row, position: number, index: ItemIndex, names: NameCache): PreparedRow {
  const texts = textsOf(row);
  const scanned = texts.map(({ text }) => scanText(text));
  const whole = scanned.flatMap((text, number) => findHits(index, text, number));
  const otherAccount = normaliseAccount(row.counterparty?.account);
  const partners = findPartners(row, index, whole, otherAccount, names);
  const hits = [...whole, ...findTails(index, whole, partners, scanned)];
  const paidOn = row.valueDate && row.valueDate < row.bookingDate ? row.valueDate : row.bookingDate;
  return {
    position,
    row,
    amount: toUnits(row.amount),
    flow: row.direction === 'credit' ? 1 : -1,
    paidOnDay: dayNumber(paidOn),
    account: normaliseAccount(row.account),
    otherAccount,
    accountsInText: scanned.flatMap(accountsIn),
    texts: texts.map(({ text }) => text),
    hits,
    cites: findCites(index, hits),
    unknown: scanned.flatMap((text, number) =>
      texts[number]?.isFree
        ? unknownNumbers(
            text,
            hits.filter((hit) => hit.text === number),
            index.shapes,
          )
        : [],
    ),
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

function findHits(index: ItemIndex, scanned: ScannedText, text: number): RowHit[] {
  const isKey = (key: string) => index.numbers.has(key) || index.partnerNumbers.has(key);
  return findNumbers(scanned, isKey, index.keyShapes).map((hit) => ({
    ...hit,
    text,
    isTail: false,
    items: (index.numbers.get(hit.key) ?? []).map(({ item }) => item),
  }));
}

function accountsIn({ text, masks }: ScannedText): string[] {
  return masks.flatMap(({ start, end }) => {
    const account = normaliseAccount(text.slice(start, end));
    return account !== null && hasIbanShape(account) ? [account] : [];
  });
}
