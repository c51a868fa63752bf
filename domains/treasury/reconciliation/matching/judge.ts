import type { Context } from './context.ts';
import { PRIOR } from './criterion.ts';
import { draftsFor } from './drafts.ts';
import { amountEvidence } from './evidence-amounts.ts';
import { instalmentEvidence } from './evidence-instalments.ts';
import { contradictingNumbers, isSure, referenceEvidence } from './evidence-numbers.ts';
import { circumstances, partnerEvidence } from './evidence-partner.ts';
import { type Draft, type Hypothesis, signatureOf } from './hypothesis.ts';
import { amountGroup } from './item-index.ts';
import type { PreparedRow } from './prepare-row.ts';
import type { Criterion, Evidence } from './types.ts';

/** Evidence that always wants a person, whatever else speaks for the answer. */
const NEEDS_A_PERSON: ReadonlySet<Evidence> = new Set([
  'account.other',
  'name.other',
  'entity.other',
  'instalment.other',
  'item.onHold',
  'item.laterThanRow',
  'reference.uncited',
  'reference.settled',
  'discount.late',
  'currency.other',
]);

/** However sure it is which items are meant, answers that leave money unexplained are not surer than this score. */
const CEILINGS: Partial<Record<Draft['fit']['kind'], number>> = { excess: 2, converted: 2 };

/** One amount in a thousand may add up by chance; more often needs a person. */
const SUM_PROVES = 6.9;
/** A smaller part of an item than one in this many is no payment that we book by ourselves. */
const SMALLEST_PARTIAL = 10n;

/** Every possible answer for the row with its evidence, best first; equals in the order of the items' ids. */
export function hypothesesFor(row: PreparedRow, context: Context): Hypothesis[] {
  return draftsFor(row, context)
    .map((draft) => judge(row, draft, context))
    .map((hypothesis) => ({ hypothesis, signature: signatureOf(hypothesis) }))
    .sort((a, b) => b.hypothesis.score - a.hypothesis.score || (a.signature < b.signature ? -1 : 1))
    .map(({ hypothesis }) => hypothesis);
}

/**
 * The probability, 0 to 1, of each answer: the multinomial logistic exp(score) / (1 + Σ exp(score)), in which "none of these"
 * has the score 0. Two equally good answers share what there is. `rivals` are scores of other rows that want the same items.
 */
export function probabilities(scores: readonly number[], rivals: readonly number[] = []): number[] {
  const highest = Math.max(0, ...scores, ...rivals);
  const weigh = (score: number) => Math.exp(score - highest);
  const total = [0, ...scores, ...rivals].reduce((sum, score) => sum + weigh(score), 0);
  return scores.map((score) => weigh(score) / total);
}

function judge(row: PreparedRow, draft: Draft, context: Context): Hypothesis {
  const criteria = [
    ...referenceEvidence(row, draft),
    ...amountEvidence(row, draft, context),
    ...partnerEvidence(row, draft, context),
    ...contradictingNumbers(row, draft, context),
    ...instalmentEvidence(row, draft, context),
    ...circumstances(row, draft, context),
  ];
  const sum = criteria.reduce((score, { weight }) => score + Math.round(Number(weight) * 10), 0);
  const score = Math.min(PRIOR + sum / 10, CEILINGS[draft.fit.kind] ?? Number.POSITIVE_INFINITY);
  return { ...draft, criteria, score, isStrong: isStrong(row, draft, criteria, context) };
}

/**
 * The kinds of evidence that suffice without a person: surely cited and adding up; the partner's own account and an amount that
 * only one answer has; a surely cited item of a known partner paid in part.
 */
function isStrong(row: PreparedRow, draft: Draft, criteria: readonly Criterion[], context: Context): boolean {
  const has = (evidence: Evidence) => criteria.some((found) => found.evidence === evidence);
  if (criteria.some(({ evidence }) => NEEDS_A_PERSON.has(evidence))) return false;
  if (row.row.status !== 'booked' || row.row.bookingDate > context.today) return false;
  if (row.row.isReversal || row.row.returnReason !== null || draft.rest > 0n) return false;
  const cites = draft.parts.map(({ item }) => row.cites.get(item.position));
  const knownByName = criteria.some(
    ({ evidence, value }) => evidence === 'name.similar' && Number(value) >= 0.85,
  );
  const isKnown = has('account.known') || knownByName;
  const strongly = cites.every((cite) => cite?.strength === 'strong' && cite.role !== 'order');
  switch (draft.fit.kind) {
    case 'equal':
    case 'sum':
      if (strongly) return true;
      if (cites.every(isSure)) return isKnown;
      if (cites.some(isSure)) return false;
      return (
        has('account.known') &&
        isOnlyAmount(row, draft, context) &&
        !has('reference.other') &&
        (draft.fit.kind === 'equal' ? !has('amount.rounding') : provesSum(criteria))
      );
    case 'partial':
      return (
        strongly &&
        isKnown &&
        draft.parts.length === 1 &&
        !has('reference.other') &&
        isSubstantial(draft, context)
      );
    case 'charged':
      return strongly && isKnown && has('charge.abroad');
    case 'excess':
    case 'converted':
      return false;
    default:
      return draft.fit satisfies never;
  }
}

/** Whether no other item of the partner, whatever its date, could be settled by this cash alone: a rent is not unique. */
function isOnlyAmount(row: PreparedRow, { parts }: Draft, { index }: Context): boolean {
  const group = amountGroup(row.row.currency, row.flow, parts[0]?.item.partner);
  return (index.partnerAmounts.get(group)?.get(row.amount)?.length ?? 0) <= 1;
}

function provesSum(criteria: readonly Criterion[]): boolean {
  return criteria.some(({ evidence, weight }) => evidence === 'amount.sum' && Number(weight) >= SUM_PROVES);
}

function isSubstantial({ parts }: Draft, { ledger }: Context): boolean {
  return parts.every(({ item, amount }) => amount * SMALLEST_PARTIAL >= (ledger.open[item.position] ?? 0n));
}
