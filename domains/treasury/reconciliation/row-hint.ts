import { explain } from './matching/explain.ts';
import type { Criterion } from './matching/types.ts';

/** What is decided or proposed on a row, as far as its hint says it. */
export type HintFacts = {
  readonly queue: string;
  readonly kind: string | null;
  readonly category: string | null;
  /** What stays unexplained of a row that is explained in part, in its currency. */
  readonly rest: string | null;
  readonly currency: string;
  readonly criteria: readonly Criterion[];
  readonly alternatives: number;
};

/** What a person should know before opening the row, in a few words; null when there is nothing to say. */
export function rowHint({
  queue,
  kind,
  category,
  rest,
  currency,
  criteria,
  alternatives,
}: HintFacts): string | null {
  if (queue === 'waiting' || queue === 'nothing') return null;
  if (kind === 'partial' && rest !== null && /[1-9]/.test(rest)) {
    return `${rest.replace(/(\.\d\d)\d*$/, '$1')} ${currency} not explained`;
  }
  const odd = criteria.map(explain).find(({ tone }) => tone !== 'for');
  if (queue === 'choose' && alternatives > 1) return `${alternatives} answers`;
  if (odd) return odd.words;
  if (kind === 'transfer') return 'own transfer';
  if (kind === 'reversal') return 'reversal';
  if (kind !== 'category') return null;
  return category === 'fee' ? 'bank fee' : category;
}
