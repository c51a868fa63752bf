'use client';

import dynamic from 'next/dynamic';
import { useEffect, useRef, useState, useTransition } from 'react';
import type { Outcome } from '#domains/outcome.ts';
import type { Queue, QueueRow, QueueTotal } from '#domains/treasury/reconciliation/queue-order.ts';
import type { RowDetail } from '#domains/treasury/reconciliation/row-detail.ts';
import type { CalendarDate } from '#lib/dates.ts';
import { Alert } from '../ui/alert.tsx';
import type { KeyHint } from '../ui/list-keys.tsx';
import { hrefWith } from '../ui/list-url.ts';
import { SkeletonRows } from '../ui/skeleton-rows.tsx';
import { QueueBar } from './queue-bar.tsx';
import { QueueList } from './queue-list.tsx';
import { type Confirmed, RowWork } from './row-work.tsx';
import { usePageKeys } from './use-page-keys.ts';
import { useQueue } from './use-queue.ts';
import { useRowDetails, useWhileMatching } from './use-row-details.ts';
import { kindInWords, partyOrText } from './words.ts';
import classes from './workbench.module.css';

const KeysDialog = dynamic(() => import('../ui/keys-dialog.tsx').then((module) => module.KeysDialog), {
  ssr: false,
});

const KEYS: readonly KeyHint[] = [
  { keys: ['j', '↓'], does: 'next row' },
  { keys: ['k', '↑'], does: 'previous row' },
  { keys: ['Enter'], does: 'confirm what is shown' },
  { keys: ['1', '2', '3'], does: 'choose an alternative' },
  { keys: ['/'], does: 'find open items' },
  { keys: ['n'], does: 'no document: asks why' },
  { keys: ['u'], does: 'undo' },
  { keys: ['Esc'], does: 'back to the answer' },
];

/** How many rows before the end of what is loaded the next ones are fetched. */
const LOAD_AHEAD = 10;

export type WorkbenchProps = {
  readonly today: CalendarDate;
  readonly baseCurrency: string;
  readonly timeZone: string;
  readonly filter: { readonly account: string | null; readonly queue: Queue | null };
  readonly accounts: readonly { readonly id: string; readonly label: string }[];
  readonly totals: { readonly left: number; readonly all: number; readonly queues: readonly QueueTotal[] };
  readonly rows: readonly QueueRow[];
  readonly next: string | null;
  /** The row that is shown first. */
  readonly detail: RowDetail | null;
  /** Whether the address asked for that row: then a phone shows it rather than the queue. */
  readonly opened: boolean;
  readonly mayMatch: boolean;
  readonly actions: {
    readonly confirm: (rowId: string, version: number, answer: Confirmed) => Promise<Outcome<void>>;
    readonly explain: (
      rowId: string,
      version: number,
      category: string | null,
      reason: string,
    ) => Promise<Outcome<void>>;
    readonly undo: (rowId: string) => Promise<Outcome<void>>;
  };
};

/** The rows that wait on the left, the one at hand on the right; everything can be done by keyboard. */
export function Workbench(props: WorkbenchProps) {
  const { filter, mayMatch, actions } = props;
  const params = { account: filter.account ?? undefined, queue: filter.queue ?? undefined };
  const queue = useQueue({ rows: props.rows, next: props.next }, hrefWith('', params, {}).slice(1));
  const { details, want, reload, failed } = useRowDetails(props.detail);
  const [selected, setSelected] = useState(props.detail?.id ?? null);
  const [opened, setOpened] = useState(props.opened);
  const [problem, setProblem] = useState<string | null>(null);
  const [helpOpen, setHelpOpen] = useState(false);
  const [, startTransition] = useTransition();
  const asked = useRef(new Map<string, Promise<Outcome<void>>>());
  const detail = selected ? details.get(selected) : undefined;
  useWhileMatching(detail, reload);

  const at = queue.rows.findIndex((row) => row.id === selected);
  // A row that stands in no queue, such as an announced one, is followed by none.
  const after = at === -1 ? [] : queue.rows.slice(at + 1);
  const nextId = after.find((row) => !queue.decided.has(row.id))?.id;
  useEffect(() => want(selected ?? undefined), [selected, want]);
  useEffect(() => want(nextId), [nextId, want]);
  useEffect(() => {
    document.querySelector(`[data-queue-row="${selected}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [selected]);

  function select(id: string) {
    setSelected(id);
    setOpened(true);
    setProblem(null);
    window.history.replaceState(null, '', hrefWith('/reconciliation', { ...params, row: id }, {}));
  }

  function move(step: 1 | -1) {
    const row = queue.rows[at === -1 ? 0 : at + step];
    if (at + step >= queue.rows.length - LOAD_AHEAD) void queue.loadMore();
    if (!row) return;
    const { activeElement } = document;
    select(row.id);
    if (activeElement?.matches('[data-queue-row]')) {
      document.querySelector<HTMLElement>(`[data-queue-row="${row.id}"]`)?.focus({ preventScroll: true });
    }
  }

  /** Marks the row as done and goes on at once; what the server refuses is said, and the row stands there again. */
  function decide(row: RowDetail, words: string, act: () => Promise<Outcome<void>>) {
    queue.mark(row.id, { words, saving: true });
    if (nextId) select(nextId);
    startTransition(async () => {
      const answer = act();
      asked.current.set(row.id, answer);
      const outcome = await answer;
      if (outcome.ok) queue.mark(row.id, { words, saving: false });
      else {
        queue.unmark(row.id);
        const name = partyOrText({ party: row.party.name, text: row.texts[0]?.text ?? '' });
        setProblem(`${name} was not decided. ${outcome.message}`);
      }
      await reload(row.id);
    });
  }

  /** Also takes back what is still on its way to the server. */
  function undo(id: string) {
    const decision = asked.current.get(id);
    asked.current.delete(id);
    startTransition(async () => {
      if (decision && !(await decision).ok) return;
      const outcome = await actions.undo(id);
      if (outcome.ok) {
        queue.unmark(id);
        select(id);
      } else setProblem(outcome.message);
      await reload(id);
    });
  }

  function undoLast() {
    if (!mayMatch) return;
    const id = detail && (detail.decision || queue.decided.has(detail.id)) ? detail.id : queue.last();
    if (id && (asked.current.has(id) || queue.decided.get(id)?.saving !== true)) undo(id);
  }

  usePageKeys((key) => {
    if (key === 'j' || key === 'ArrowDown') move(1);
    else if (key === 'k' || key === 'ArrowUp') move(-1);
    else if (key === 'u') undoLast();
    else if (key === '?') setHelpOpen(true);
    else return false;
    return true;
  });

  return (
    <div className={classes.bench} data-opened={opened || undefined}>
      <h1 className={classes.hidden}>Reconciliation</h1>
      <aside className={classes.queue} aria-label="Rows to clear">
        <QueueBar {...props} saving={[...queue.decided.values()].filter(({ saving }) => saving).length} />
        <div className={classes.rows}>
          <QueueList
            rows={queue.rows}
            totals={props.totals.queues}
            decided={queue.decided}
            selected={selected}
            select={select}
            undo={mayMatch ? undo : null}
            today={props.today}
            baseCurrency={props.baseCurrency}
            hrefOf={(one) =>
              hrefWith('/reconciliation', params, { queue: filter.queue === one ? null : one })
            }
          />
          {queue.next && (
            <button
              type="button"
              className={classes.more}
              disabled={queue.loading}
              onClick={() => void queue.loadMore()}
            >
              {queue.loading ? 'Loading…' : 'Show more'}
            </button>
          )}
        </div>
      </aside>
      <section className={classes.work} aria-label="The selected row">
        <button type="button" className={classes.back} onClick={() => setOpened(false)}>
          ‹ All rows
        </button>
        {(problem ?? failed) && (
          <div className={classes.problem}>
            <Alert tone="bad" live>
              {problem ?? failed}
            </Alert>
          </div>
        )}
        {detail ? (
          <RowWork
            key={`${detail.id} ${detail.version} ${detail.queue}`}
            detail={detail}
            today={props.today}
            timeZone={props.timeZone}
            mayMatch={mayMatch}
            isDone={queue.decided.has(detail.id)}
            confirm={(answer, words) =>
              decide(detail, words, () => actions.confirm(detail.id, detail.version, answer))
            }
            explain={(category, reason) =>
              decide(detail, `${kindInWords({ kind: 'category', category })}: ${reason}`, () =>
                actions.explain(detail.id, detail.version, category, reason),
              )
            }
            undo={() => undo(detail.id)}
          />
        ) : (
          selected && <SkeletonRows rows={6} />
        )}
      </section>
      {helpOpen && <KeysDialog hints={KEYS} onClose={() => setHelpOpen(false)} />}
    </div>
  );
}
