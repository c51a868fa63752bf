import { criterion } from './criterion.ts';
import type { Hypothesis, Part } from './hypothesis.ts';
import type { PreparedRow } from './prepare-row.ts';
import type { Allocation, Alternative, Category, Criterion, Decision } from './types.ts';
import { formatShort, formatUnits } from './units.ts';

const MAX_ALTERNATIVES = 3;

/** The decision that an answer becomes. `probability` is 0 to 1. */
export function answerDecision(
  row: PreparedRow,
  answer: Hypothesis,
  probability: number,
  decision: 'automatic' | 'suggested',
  alternatives: readonly Alternative[],
  rivals: number,
): Decision {
  const isWhole = answer.rest === 0n && answer.fit.kind !== 'partial';
  const rivalry = rivals > 0 ? [criterion('row.rival', String(rivals), 0)] : [];
  return {
    rows: [row.row.id],
    kind: isWhole ? 'matched' : 'partial',
    category: null,
    decision,
    confidence: percent(probability),
    allocations: allocationsOf(row, answer.parts),
    rest: formatUnits(answer.rest),
    criteria: [...answer.criteria, ...rivalry],
    alternatives,
  };
}

/** The decision that nothing explains the row. The alternatives are what a person may choose from. */
export function unmatchedDecision(row: PreparedRow, alternatives: readonly Alternative[]): Decision {
  return {
    rows: [row.row.id],
    kind: 'unmatched',
    category: null,
    decision: 'none',
    confidence: '0.00',
    allocations: [],
    rest: formatUnits(row.amount),
    criteria: [],
    alternatives,
  };
}

/** The decision that rows need no document: a transfer, a reversal, a fee. */
export function plainDecision(
  rows: readonly PreparedRow[],
  kind: 'transfer' | 'reversal' | 'category',
  decision: 'automatic' | 'suggested',
  probability: number,
  criteria: readonly Criterion[],
  category: Category | null = null,
): Decision {
  return {
    rows: rows.map(({ row }) => row.id),
    kind,
    category,
    decision,
    confidence: percent(probability),
    allocations: [],
    rest: formatUnits(0n),
    criteria,
    alternatives: [],
  };
}

/** The best answers but the chosen one, each with its own probability. */
export function alternativesOf(
  row: PreparedRow,
  answers: readonly Hypothesis[],
  chances: readonly number[],
  chosen: Hypothesis | null,
): Alternative[] {
  const others = answers.flatMap((answer, position) => {
    const chance = chances[position] ?? 0;
    if (answer === chosen || percent(chance) === '0.00') return [];
    return [{ confidence: percent(chance), allocations: allocationsOf(row, answer.parts) }];
  });
  return others.slice(0, MAX_ALTERNATIVES);
}

function allocationsOf(row: PreparedRow, parts: readonly Part[]): Allocation[] {
  const byId = [...parts].sort((a, b) => a.item.position - b.item.position);
  return byId.map(({ item, amount, rowAmount, rate, differences }) => ({
    row: row.row.id,
    invoice: item.item.id,
    amount: formatUnits(amount),
    rowAmount: formatShort(rowAmount),
    rate,
    differences: differences.map((difference) => ({
      reason: difference.reason,
      amount: formatShort(difference.amount),
    })),
  }));
}

/** Two decimals, never 100.00: nothing is certain. */
function percent(probability: number): string {
  return Math.min(99.99, probability * 100).toFixed(2);
}
