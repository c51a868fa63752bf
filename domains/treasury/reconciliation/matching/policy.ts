/** What the company accepts. Amounts are decimal strings, days are calendar days, confidences are percent. */
export type Policy = {
  /** A cash discount is still accepted this many days after it ran out. */
  readonly discountGraceDays: number;
  /** A difference up to this, in units of the currency, is rounding. */
  readonly roundingTolerance: string;
  /** What banks on the way keep: up to this, and up to `bankChargePercent` of what was asked for. */
  readonly bankChargeLimit: string;
  readonly bankChargePercent: string;
  /** Both legs of an own transfer are booked within this many days. */
  readonly transferDays: number;
  /** A reversal follows its original within this many days. */
  readonly reversalDays: number;
  /** From this confidence on, with strong evidence and no contender, a decision is automatic. */
  readonly automaticConfidence: number;
  /** From this confidence on, an answer is suggested. */
  readonly suggestedConfidence: number;
  /** By how many log-odds an automatic answer beats the next best one. */
  readonly margin: number;
};

export const defaultPolicy: Policy = {
  discountGraceDays: 5,
  roundingTolerance: '0.05',
  bankChargeLimit: '30.00',
  bankChargePercent: '3',
  transferDays: 5,
  reversalDays: 92,
  automaticConfidence: 97,
  suggestedConfidence: 40,
  margin: 3,
};
