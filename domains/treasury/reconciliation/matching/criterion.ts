import type { Criterion, Evidence } from './types.ts';

/** What an answer starts with before any evidence: that a candidate is right by chance. */
export const PRIOR = -7;

/**
 * One piece of evidence. Its weight is a log-odds: how much more likely this is seen when the answer is right than when it is
 * not, judged by hand to the nearest half. The weights' sum, with the prior, is the score of an answer.
 */
export function criterion(evidence: Evidence, value: string, weight: number): Criterion {
  return { evidence, value, weight: weight.toFixed(1) };
}
