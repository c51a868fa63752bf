import { daysBetween } from '#lib/dates.ts';
import { criterion } from './criterion.ts';
import { plainDecision } from './decision.ts';
import { nameSimilarity, nameTokens } from './names.ts';
import { wholeReference } from './numbers.ts';
import type { Policy } from './policy.ts';
import { inOrder, type PreparedRow } from './prepare-row.ts';
import type { Criterion, Decision } from './types.ts';

/** From this evidence on the pair is certain enough to be decided without a person. */
const PROVEN = 3;

/**
 * Rows that the bank reversed or returned, each with its original: same account, currency and amount, the other direction, booked
 * on or before the reversal. With `proven`, only pairs that share a reference or party, the rest when just one original is possible.
 */
export function findReversals(rows: readonly PreparedRow[], policy: Policy, proven: boolean): Decision[] {
  const byAmount = Map.groupBy(rows, keyOf);
  const taken = new Set<PreparedRow>();
  const decisions: Decision[] = [];
  for (const reversal of rows) {
    if (!isReversing(reversal) || taken.has(reversal)) continue;
    const originals = (byAmount.get(keyOf(reversal)) ?? [])
      .filter((row) => !taken.has(row) && mayBeOriginal(row, reversal, policy))
      .map((row) => ({ row, criteria: sharedEvidence(row, reversal) }))
      .map(({ row, criteria }) => ({ row, criteria, weight: weightOf(criteria) }))
      .sort((a, b) => b.weight - a.weight || b.row.position - a.row.position);
    const [best, second] = originals;
    if (!best) continue;
    const isUnique = !second || second.weight < best.weight;
    const isProven = best.weight >= PROVEN;
    if (proven ? !isProven || !isUnique : !isUnique) continue;
    taken.add(reversal).add(best.row);
    const criteria = [criterion('reversal.flag', reversal.row.amount, 3), ...best.criteria];
    const isBooked = best.row.row.status === 'booked' && reversal.row.status === 'booked';
    const decision = isProven && isBooked ? 'automatic' : 'suggested';
    decisions.push(
      plainDecision(inOrder(best.row, reversal), 'reversal', decision, isProven ? 0.99 : 0.7, criteria),
    );
  }
  return decisions;
}

function isReversing({ row }: PreparedRow): boolean {
  return row.isReversal || row.returnReason !== null;
}

/** Account, currency and amount: what an original and its reversal have in common. */
function keyOf(row: PreparedRow): string {
  return `${row.account}|${row.row.currency}|${row.amount}`;
}

function mayBeOriginal(row: PreparedRow, reversal: PreparedRow, policy: Policy): boolean {
  if (row.flow === reversal.flow || isReversing(row)) return false;
  const days = daysBetween(row.row.bookingDate, reversal.row.bookingDate);
  return days >= 0 && days <= policy.reversalDays;
}

function sharedEvidence(original: PreparedRow, reversal: PreparedRow): Criterion[] {
  const criteria: Criterion[] = [];
  const references = new Set(referencesOf(original));
  const shared = referencesOf(reversal).find((reference) => references.has(reference));
  if (shared) criteria.push(criterion('reversal.reference', shared, 5));
  const cited = [...reversal.cites].some(
    ([item, cite]) => cite.strength === 'strong' && original.cites.has(item),
  );
  if (!shared && cited) criteria.push(criterion('reversal.reference', '', 4));
  if (original.otherAccount !== null && original.otherAccount === reversal.otherAccount) {
    criteria.push(criterion('reversal.party', original.otherAccount, 3));
  } else {
    const [a, b] = [original.row.counterparty?.name, reversal.row.counterparty?.name];
    const similarity = a && b ? nameSimilarity(nameTokens(a), nameTokens(b)) : 0;
    if (similarity >= 0.85) criteria.push(criterion('reversal.party', similarity.toFixed(2), 3));
  }
  return criteria;
}

function referencesOf({ row }: PreparedRow): string[] {
  const references = [row.reference, row.bankReference, row.endToEndId].map(wholeReference);
  return references.filter((reference) => reference !== null);
}

function weightOf(criteria: readonly Criterion[]): number {
  return criteria.reduce((sum, { weight }) => sum + Number(weight), 0);
}
