import { categoryByCode, categoryByText } from './categories.ts';
import type { Context } from './context.ts';
import { criterion } from './criterion.ts';
import { alternativesOf, answerDecision, plainDecision, unmatchedDecision } from './decision.ts';
import { isSure } from './evidence-numbers.ts';
import { claimsOf, type Hypothesis } from './hypothesis.ts';
import { hypothesesFor, probabilities } from './judge.ts';
import { fits, type Ledger, settle } from './ledger.ts';
import type { PreparedRow } from './prepare-row.ts';
import type { Decision } from './types.ts';
import type { Units } from './units.ts';

/** Answers closer than this, in log-odds, are equally good: a person chooses. */
const TIE = 0.5;

/** A row with its possible answers, best first. */
export type Verdict = { readonly row: PreparedRow; readonly answers: readonly Hypothesis[] };

/** Per item, the best answers of all rows that want some of it. */
type Demand = Map<number, { readonly verdict: Verdict; readonly amount: Units; readonly score: number }[]>;

/** Whether no answer is looked for: the row is for information, or moves nothing. */
export function needsNoAnswer({ row, amount }: PreparedRow): boolean {
  return row.status === 'information' || amount === 0n;
}

/**
 * Decides the rows whose best answer is strong, beats the row's other answers by the policy's margin, and is wanted by no other of
 * these rows that comes as near; and the rows that the bank's code explains and nothing else does. Takes the answers off the
 * ledger. The others come back with their answers.
 */
export function decideCertain(
  rows: readonly PreparedRow[],
  context: Context,
): { decisions: Decision[]; open: Verdict[] } {
  const verdicts = rows.map((row): Verdict => ({ row, answers: answersFor(row, context) }));
  const demand = demandOf(verdicts);
  const certain = new Set(verdicts.filter((verdict) => isCertain(verdict, demand, context)));
  const decisions: Decision[] = [];
  const open: Verdict[] = [];
  for (const verdict of verdicts) {
    const { row, answers } = verdict;
    const [best] = answers;
    const chances = chancesOf(answers);
    const byCode = categoryByCode(row);
    if (best && certain.has(verdict)) {
      settle(context.ledger, context.index, claimsOf(best));
      const alternatives = alternativesOf(row, answers, chances, best);
      decisions.push(answerDecision(row, best, chances[0] ?? 0, 'automatic', alternatives, 0));
    } else if (
      byCode &&
      row.row.status === 'booked' &&
      (chances[0] ?? 0) * 100 < context.policy.suggestedConfidence
    ) {
      const criteria = [criterion('category.code', byCode.code, 4)];
      decisions.push(plainDecision([row], 'category', 'automatic', 0.98, criteria, byCode.category));
    } else open.push(verdict);
  }
  return { decisions, open };
}

/**
 * Proposes an answer per row, the best ones first, each from what the better ones left open; where two are equally good, only
 * alternatives to choose from. Rows without an answer are suggested as the category that their text names, or stay unmatched.
 */
export function suggest(verdicts: readonly Verdict[], context: Context): Decision[] {
  const fresh = verdicts.map((verdict) => upToDate(verdict, context));
  const demand = demandOf(fresh);
  const best = ({ answers }: Verdict) => answers[0]?.score ?? Number.NEGATIVE_INFINITY;
  const queue = [...fresh].sort((a, b) => best(b) - best(a) || a.row.position - b.row.position);
  return queue.map((verdict) => suggestOne(verdict, demand, context));
}

function suggestOne(verdict: Verdict, demand: Demand, context: Context): Decision {
  const { row } = verdict;
  const { answers } = upToDate(verdict, context);
  const [best, second] = answers;
  const rivals =
    best && answers === verdict.answers ? rivalsOf(verdict, best, demand, context.ledger, true) : [];
  const chances = chancesOf(answers, rivals);
  const isTie = best !== undefined && second !== undefined && best.score - second.score < TIE;
  if (best && !isTie && (chances[0] ?? 0) * 100 >= context.policy.suggestedConfidence) {
    settle(context.ledger, context.index, claimsOf(best));
    const alternatives = alternativesOf(row, answers, chances, best);
    return answerDecision(row, best, chances[0] ?? 0, 'suggested', alternatives, rivals.length);
  }
  const byText = isTie ? null : categoryByText(row);
  if (byText) {
    const criteria = [criterion('category.text', byText.word, byText.isParty ? 3 : 2)];
    return plainDecision(
      [row],
      'category',
      'suggested',
      byText.isParty ? 0.95 : 0.85,
      criteria,
      byText.category,
    );
  }
  // What better rows took away is still worth a look: the person may see it the other way round.
  const choice = answers.length > 0 ? answers : verdict.answers;
  return unmatchedDecision(row, alternativesOf(row, choice, chancesOf(choice, rivals), null));
}

/** The verdict itself as long as all of its answers still fit, else a new one from what is open now. */
function upToDate(verdict: Verdict, context: Context): Verdict {
  if (verdict.answers.every((answer) => fits(context.ledger, claimsOf(answer)))) return verdict;
  return { row: verdict.row, answers: answersFor(verdict.row, context) };
}

function chancesOf(answers: readonly Hypothesis[], rivals: readonly number[] = []): number[] {
  return probabilities(
    answers.map(({ score }) => score),
    rivals,
  );
}

/** Rows that the bank reversed are paired with their original or left alone: they settle nothing. */
function answersFor(row: PreparedRow, context: Context): Hypothesis[] {
  return row.row.isReversal || row.row.returnReason !== null ? [] : hypothesesFor(row, context);
}

function isCertain(verdict: Verdict, demand: Demand, { policy, ledger }: Context): boolean {
  const [best, second] = verdict.answers;
  if (!best?.isStrong || (second && second.score > best.score - policy.margin)) return false;
  const chance = chancesOf(verdict.answers)[0] ?? 0;
  const rivals = rivalsOf(verdict, best, demand, ledger);
  return (
    chance * 100 >= policy.automaticConfidence && rivals.every((score) => score <= best.score - policy.margin)
  );
}

function demandOf(verdicts: readonly Verdict[]): Demand {
  const demand: Demand = new Map();
  for (const verdict of verdicts) {
    const [best] = verdict.answers;
    for (const { item, amount } of best ? claimsOf(best) : []) {
      const wants = demand.get(item) ?? [];
      wants.push({ verdict, amount, score: best?.score ?? 0 });
      demand.set(item, wants);
    }
  }
  return demand;
}

/**
 * The scores of other rows that want the same items, where not all of them can have what they want. With `inTurn`, a row that
 * cites its items stands before those that are booked later.
 */
function rivalsOf(
  verdict: Verdict,
  answer: Hypothesis,
  demand: Demand,
  ledger: Ledger,
  inTurn = false,
): number[] {
  const rivals = new Map<Verdict, number>();
  const isFirst = inTurn && answer.parts.every(({ item }) => isSure(verdict.row.cites.get(item.position)));
  for (const { item } of claimsOf(answer)) {
    const wants = demand.get(item) ?? [];
    const wanted = wants.reduce((sum, { amount }) => sum + amount, 0n);
    if (wanted <= (ledger.open[item] ?? 0n)) continue;
    for (const want of wants) {
      const isLater = want.verdict.row.row.bookingDate > verdict.row.row.bookingDate;
      if (want.verdict !== verdict && !(isFirst && isLater)) rivals.set(want.verdict, want.score);
    }
  }
  return [...rivals.values()];
}
