import type { Explanation } from '#domains/treasury/reconciliation/matching/explain.ts';
import { Chip, Chips } from '../ui/chip.tsx';

const TONES = { against: 'bad', caution: 'warn', for: 'good' } as const;

/** Why it is this answer: what contradicts it first, then what to look at, then what speaks for it. */
export function Reasons({ reasons }: { reasons: readonly Explanation[] }) {
  if (reasons.length === 0) return null;
  return (
    <Chips>
      {reasons.map(({ tone, words }) => (
        <Chip key={words} tone={TONES[tone]}>
          {words}
        </Chip>
      ))}
    </Chips>
  );
}
