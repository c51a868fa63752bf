import type { Answer } from '#domains/treasury/reconciliation/answer.ts';
import type { CalendarDate } from '#lib/dates.ts';
import { Kbd } from '../ui/kbd.tsx';
import { AnswerTable } from './answer-table.tsx';
import { Reasons } from './reasons.tsx';
import classes from './row-work.module.css';
import { answerInWords } from './words.ts';

export type AlternativesProps = {
  readonly alternatives: readonly Answer[];
  /** Which one is shown as the answer: 1 to 3; 0 for the engine's own, null for none. */
  readonly chosen: number | null;
  readonly choose: ((choice: number) => void) | null;
  readonly today: CalendarDate;
};

/** What else the row could be, each with its key. */
export function Alternatives({ alternatives, chosen, choose, today }: AlternativesProps) {
  return (
    <ul className={classes.alternatives}>
      {alternatives.map((answer, index) => {
        const choice = index + 1;
        return (
          <li key={choice} data-on={chosen === choice || undefined}>
            <button
              type="button"
              className={classes.choose}
              aria-pressed={chosen === choice}
              aria-label={`${choice}: ${answerInWords(answer)}`}
              disabled={!choose}
              onClick={() => choose?.(choice)}
            >
              <Kbd>{String(choice)}</Kbd>
              <Reasons reasons={answer.reasons} />
              <span className={classes.percent}>{percent(answer.confidence)}</span>
            </button>
            <AnswerTable label={`Alternative ${choice}`} lines={answer.lines} today={today} bare />
          </li>
        );
      })}
    </ul>
  );
}

/** "99.70" as "99.7 %". */
export function percent(confidence: string | null): string {
  if (confidence === null) return '';
  return `${confidence.replace(/(\.\d)\d*$/, '$1').replace(/\.0$/, '')}\u00a0%`;
}
