import type { AccountKey } from '../model.ts';
import type { MovementKind } from '../movements.ts';

/** Money that moves by rule; amounts in minor units, never signed. */
export type Recurring = {
  account: AccountKey;
  kind: MovementKind;
  on:
    | { every: 'month'; day: number; quarterly?: boolean }
    | { every: 'monthEnd'; daysBefore: number }
    | { every: 'week'; weekdays: readonly number[] }
    | { every: 'fortnight'; weekday: number }
    | { every: 'day'; times: number; percent: number };
  amount: readonly [number, number];
  step?: number;
  incoming?: true;
  mandate?: string;
  /** Party and purpose, one of which is taken; {month}, {day}, {amount} and {n} (a number) are filled in. */
  texts: readonly (readonly [party: string, purpose: string])[];
};
