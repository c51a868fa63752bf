import { parseDecimal } from '#lib/decimal.ts';
import type { Proposal } from './decide.ts';
import type { queues } from './events.ts';

/** Below this probability (in percent) a proposal is one of several choices rather than an answer. */
const READY_FROM = 80;

/**
 * What a row needs from a person: `ready` to confirm, something `differs`, to `choose` between answers, or `nothing` was found.
 * An answer that was taken back once is never ready again.
 */
export function queueOf(proposal: Proposal, undone: boolean): (typeof queues)[number] {
  const { kind, allocations, alternatives, rest } = proposal;
  if (kind === 'unmatched' && alternatives.length === 0) return 'nothing';
  if (kind === 'unmatched' || undone) return 'choose';
  if (Number(proposal.confidence) < READY_FROM && alternatives.length > 0) return 'choose';
  const differs = parseDecimal(rest).coefficient !== 0n || allocations.some((a) => a.differences.length > 0);
  return differs || kind === 'partial' ? 'differs' : 'ready';
}
