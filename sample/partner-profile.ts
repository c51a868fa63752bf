import type { AccountKey, EntityCode, Partner } from './model.ts';

/** What a partner trades: whole units at a price in minor units. */
export type Product = { description: string; unitPrice: number; quantity: [number, number] };

/** A business partner together with how it orders, bills and pays. */
export type PartnerProfile = Partner & {
  entity: EntityCode;
  account: AccountKey;
  currency: string;
  /** As banks write the name: capitals, ASCII. */
  bankName: string;
  documents: number;
  products: readonly Product[];
  lines: [number, number];
  tax: { category: string; rate: number };
  termsDays: number;
  discount: { percent: number; days: number } | null;
  /** Every so many documents are due in instalments; 0 never. */
  instalmentsEvery: number;
  /** Calendar days between due date and payment, earliest and latest. */
  delayDays: [number, number];
  /** How often out of 100 the discount is taken in time. */
  discountTaken: number;
};

/** Tax categories of EN 16931 (UNCL 5305) with the rate in whole percent. */
export const DOMESTIC = { category: 'S', rate: 19 };
export const WITHIN_EU = { category: 'K', rate: 0 };
export const EXPORT = { category: 'G', rate: 0 };
export const OUTSIDE_SCOPE = { category: 'O', rate: 0 };

/** Terms of a partner that grants no discount and wants no instalments. */
export const PLAIN_TERMS = { discount: null, discountTaken: 0, instalmentsEvery: 0 } as const;
