'use client';

import { Button } from '@mantine/core';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import type { Answer } from '#domains/treasury/reconciliation/answer.ts';
import type { CandidateItem } from '#domains/treasury/reconciliation/candidate-items.ts';
import type { RowDetail } from '#domains/treasury/reconciliation/row-detail.ts';
import type { CalendarDate } from '#lib/dates.ts';
import { formatInstant } from '../ui/age.ts';
import { Kbd } from '../ui/kbd.tsx';
import { Alternatives, percent } from './alternatives.tsx';
import { AnswerTable } from './answer-table.tsx';
import { Foot } from './foot.tsx';
import { Mates } from './mates.tsx';
import { Reasons } from './reasons.tsx';
import { RowHead } from './row-head.tsx';
import classes from './row-work.module.css';
import { answerFromPicks, sumsOf } from './sums.ts';
import { usePageKeys } from './use-page-keys.ts';
import { doneInWords, kindInWords } from './words.ts';

const ItemFinder = dynamic(() => import('./item-finder.tsx').then((module) => module.ItemFinder), {
  ssr: false,
});
const ReasonForm = dynamic(() => import('./reason-form.tsx').then((module) => module.ReasonForm), {
  ssr: false,
});

/** What confirms a row: the engine's answer by its number, or the items that were picked. */
export type Confirmed = { choice: number } | { openItemIds: string[] };

export type RowWorkProps = {
  readonly detail: RowDetail;
  readonly today: CalendarDate;
  readonly timeZone: string;
  /** False for who may only look. */
  readonly mayMatch: boolean;
  /** It was decided in this sitting, or is being decided. */
  readonly isDone: boolean;
  readonly confirm: (answer: Confirmed, words: string) => void;
  readonly explain: (category: string | null, reason: string) => void;
  readonly undo: () => void;
};

/** One row with its answer, what else it could be, and the ways to decide it. Mounted anew for each row and version. */
export function RowWork(props: RowWorkProps) {
  const { detail, today, mayMatch } = props;
  const [choice, setChoice] = useState<number | null>(detail.answer && !detail.decision ? 0 : null);
  const [mode, setMode] = useState<'answer' | 'find' | 'reason'>('answer');
  const [picks, setPicks] = useState<readonly CandidateItem[]>([]);

  const isOpen = detail.announcement === null || detail.announcement === 'expected';
  const canDecide = mayMatch && isOpen && detail.decision === null && !props.isDone;
  const picked = mode === 'find' ? answerFromPicks(detail, picks) : null;
  const chosen =
    choice === 0 || detail.decision
      ? detail.answer
      : choice
        ? (detail.alternatives[choice - 1] ?? null)
        : null;
  const shown: Answer | null = mode === 'find' ? (typeof picked === 'string' ? null : picked) : chosen;

  function confirm() {
    if (!canDecide || !shown || mode === 'reason') return;
    if (mode === 'find') {
      props.confirm({ openItemIds: picks.map((item) => item.openItemId) }, doneInWords(shown));
    } else if (choice !== null) props.confirm({ choice }, doneInWords(shown));
  }

  function choose(next: number) {
    if (!canDecide || !detail.alternatives[next - 1]) return;
    setMode('answer');
    setChoice(choice === next && detail.answer ? 0 : next);
  }

  usePageKeys((key) => {
    if (key === 'Escape') setMode('answer');
    else if (!canDecide) return false;
    else if (key === 'Enter') confirm();
    else if (/^[123]$/.test(key)) choose(Number(key));
    else if (key === 'n') setMode('reason');
    else if (key === '/') setMode('find');
    else return false;
    return true;
  });

  return (
    <>
      <RowHead detail={detail} />
      <div className={classes.answer}>
        {detail.decision && <DecisionLine {...props} />}
        {mode === 'reason' && <ReasonForm explain={props.explain} close={() => setMode('answer')} />}
        {mode === 'find' && (
          <ItemFinder
            rowId={detail.id}
            currency={detail.currency}
            picks={picks}
            setPicks={setPicks}
            close={() => setMode('answer')}
          />
        )}
        {mode === 'find' && typeof picked === 'string' && <p className={classes.refused}>{picked}</p>}
        {mode === 'find' && shown && (
          <AnswerTable label="What the row settles" lines={shown.lines} today={today} />
        )}
        {mode === 'answer' && (
          <>
            <AnswerSection detail={detail} today={today} isChosen={choice === 0} />
            <Mates mates={detail.mates} />
            {detail.alternatives.length > 0 && (
              <section className={classes.section}>
                <h3>{detail.answer ? 'Alternatives' : 'Choose one'}</h3>
                <Alternatives
                  alternatives={detail.alternatives}
                  chosen={choice}
                  choose={canDecide ? choose : null}
                  today={today}
                />
              </section>
            )}
          </>
        )}
      </div>
      <Foot sums={sumsOf(detail, shown)} currency={detail.currency}>
        {detail.decision && mayMatch && (
          <Button onClick={props.undo}>
            Undo <Kbd>u</Kbd>
          </Button>
        )}
        {canDecide && (
          <>
            <Button
              onClick={() => setMode(mode === 'find' ? 'answer' : 'find')}
              aria-pressed={mode === 'find'}
            >
              Find <Kbd>/</Kbd>
            </Button>
            <Button onClick={() => setMode('reason')} aria-pressed={mode === 'reason'}>
              No document <Kbd>n</Kbd>
            </Button>
            <Button variant="filled" onClick={confirm} disabled={!shown || mode === 'reason'}>
              Confirm <span className={classes.enter}>⏎</span>
            </Button>
          </>
        )}
      </Foot>
    </>
  );
}

type SectionProps = { detail: RowDetail; today: CalendarDate; isChosen: boolean };

/** What the engine answers, or what explains the row already. */
function AnswerSection({ detail, today, isChosen }: SectionProps) {
  const { answer, decision, alternatives } = detail;
  if (!answer) {
    if (alternatives.length > 0) return null;
    return (
      <p className={classes.nothing}>
        {detail.queue === 'waiting'
          ? 'The engine is looking at this row; what it finds appears here.'
          : 'No open item fits. Find it yourself, or say why there is no document.'}
      </p>
    );
  }
  const title = !decision ? 'Answer' : answer.lines.length > 0 ? 'What it settles' : 'What it is';
  return (
    <section className={classes.section} data-off={(!decision && !isChosen) || undefined}>
      <h3>
        {title} <span>{percent(answer.confidence)}</span>
      </h3>
      {answer.lines.length > 0 ? (
        <AnswerTable label={title} lines={answer.lines} today={today} settled={decision !== null} />
      ) : (
        <p className={classes.kind}>{kindInWords(answer)}</p>
      )}
      <Reasons reasons={answer.reasons} />
    </section>
  );
}

function DecisionLine({ detail, timeZone }: Pick<RowWorkProps, 'detail' | 'timeZone'>) {
  const { decision } = detail;
  if (!decision) return null;
  return (
    <p className={classes.decision}>
      {detail.matchStatus === 'partial' ? 'Explained in part' : 'Explained'} by {decision.by ?? 'Nexus'}
      {decision.at && `, ${formatInstant(decision.at, timeZone)}`}
      {decision.reason && `: ${decision.reason}`}
    </p>
  );
}
