'use client';

import { Button, Checkbox, TextInput } from '@mantine/core';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { CandidateItem } from '#domains/treasury/reconciliation/candidate-items.ts';
import { formatDate } from '#lib/dates.ts';
import { Amount } from '../ui/amount.tsx';
import classes from './item-finder.module.css';

export type ItemFinderProps = {
  readonly rowId: string;
  readonly currency: string;
  readonly picks: readonly CandidateItem[];
  readonly setPicks: (picks: readonly CandidateItem[]) => void;
  readonly close: () => void;
};

const PAUSE_MS = 150;

/** Finds open items by number, partner or amount; several can be picked. */
export function ItemFinder({ rowId, currency, picks, setPicks, close }: ItemFinderProps) {
  const [words, setWords] = useState('');
  const found = useOpenItems(rowId, words);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);

  const picked = new Set(picks.map((item) => item.openItemId));
  const shown = [...picks, ...(found.items ?? []).filter((item) => !picked.has(item.openItemId))];
  const toggle = (item: CandidateItem) =>
    setPicks(
      picked.has(item.openItemId)
        ? picks.filter((other) => other.openItemId !== item.openItemId)
        : [...picks, item],
    );

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (event.key === 'Escape') {
      event.currentTarget.blur();
      if (picks.length === 0) close();
    }
    const first = shown.find((item) => !picked.has(item.openItemId));
    if (event.key === 'Enter' && first) {
      event.preventDefault();
      toggle(first);
      event.currentTarget.select();
    }
  }

  return (
    <section className={classes.finder} aria-label="Find open items">
      <div className={classes.bar}>
        <TextInput
          ref={input}
          type="search"
          aria-label={`Open items in ${currency}: number, partner or amount`}
          placeholder="Number, partner or amount"
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
          onKeyDown={onKeyDown}
          autoComplete="off"
        />
        <Button onClick={close}>Back to the answer</Button>
      </div>
      {shown.length > 0 ? (
        <ul className={classes.items}>
          {shown.map((item) => (
            <Item
              key={item.openItemId}
              item={item}
              picked={picked.has(item.openItemId)}
              toggle={() => toggle(item)}
            />
          ))}
        </ul>
      ) : (
        <p className={classes.none} role="status">
          {found.items === null ? 'Looking…' : sentence(words, currency, found.failed)}
        </p>
      )}
    </section>
  );
}

function Item({ item, picked, toggle }: { item: CandidateItem; picked: boolean; toggle: () => void }) {
  return (
    <li>
      <label className={classes.item} htmlFor={`pick-${item.openItemId}`}>
        <Checkbox id={`pick-${item.openItemId}`} checked={picked} onChange={toggle} />
        <span className={classes.what}>
          <span>
            {item.number}
            {item.instalment > 1 && ` · instalment ${item.instalment}`}
            {item.documentType === 'creditNote' && ' · credit note'}
          </span>
          <span className={classes.detail}>
            {[
              item.partner,
              item.documentDate && formatDate(item.documentDate),
              `due ${formatDate(item.dueDate)}`,
              item.direction === 'payable' ? 'payable' : 'receivable',
              item.onHold && 'on hold',
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </span>
        <span className={classes.amounts}>
          <Amount amount={item.openAmount} currency={item.currency} code={false} />
          {item.openAmount !== item.originalAmount && (
            <span className={classes.detail}>
              of <Amount amount={item.originalAmount} currency={item.currency} code={false} />
            </span>
          )}
        </span>
      </label>
    </li>
  );
}

function useOpenItems(
  rowId: string,
  words: string,
): { items: readonly CandidateItem[] | null; failed: boolean } {
  const [items, setItems] = useState<readonly CandidateItem[] | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    const abort = new AbortController();
    const timer = setTimeout(async () => {
      try {
        const query = new URLSearchParams({ row: rowId, q: words });
        const response = await fetch(`/api/reconciliation/items?${query}`, { signal: abort.signal });
        if (!response.ok) throw new Error(`The server answered ${response.status}.`);
        setItems(((await response.json()) as { items: CandidateItem[] }).items);
        setFailed(false);
      } catch {
        if (abort.signal.aborted) return;
        setItems([]);
        setFailed(true);
      }
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [rowId, words]);
  return { items, failed };
}

function sentence(words: string, currency: string, failed: boolean): string {
  if (failed) return 'The search did not answer. Type again.';
  if (words.trim() === '')
    return 'Type the beginning of a number, a part of the partner’s name, or an amount.';
  return `No open item in ${currency} has this number, partner or amount.`;
}
