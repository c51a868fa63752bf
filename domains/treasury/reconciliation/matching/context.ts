import type { IndexedItem, ItemIndex } from './item-index.ts';
import type { Ledger } from './ledger.ts';
import type { Policy } from './policy.ts';
import type { PreparedRow } from './prepare-row.ts';

/** What every step of the engine looks at. */
export type Context = {
  readonly index: ItemIndex;
  readonly ledger: Ledger;
  readonly policy: Policy;
  /** Own account → entity. */
  readonly entities: ReadonlyMap<string, string>;
  readonly today: string;
};

/** Whether the item belongs to the entity whose account the row is on, as far as both are known. */
export function isSameEntity(row: PreparedRow, item: IndexedItem, context: Context): boolean {
  const entity = row.account === null ? undefined : context.entities.get(row.account);
  return entity === undefined || item.item.entity === null || item.item.entity === entity;
}
