'use client';

import '@mantine/spotlight/styles.layer.css';
import { type MantineColorScheme, useMantineColorScheme } from '@mantine/core';
import { createSpotlight, Spotlight } from '@mantine/spotlight';
import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { type Allowed, placesFor, UPLOAD_HREF } from './places.ts';
import classes from './search-palette.module.css';
import { useSearch } from './use-search.ts';

type Command = {
  readonly title: string;
  readonly detail: string;
  /** Other words by which people look for it. */
  readonly also?: string;
  readonly run: () => void;
};

const SCHEMES: readonly { value: MantineColorScheme; title: string; also: string }[] = [
  { value: 'light', title: 'Light', also: 'theme appearance' },
  { value: 'dark', title: 'Dark', also: 'theme appearance' },
  { value: 'auto', title: 'Light or dark as the system', also: 'theme appearance' },
];

const [store, palette] = createSpotlight();

/** Pages, actions, and what `/api/search` finds: documents by number, partners, statements. */
export function SearchPalette({ allowed, onClose }: { allowed: Allowed; onClose: () => void }) {
  const router = useRouter();
  const { setColorScheme } = useMantineColorScheme();
  const [query, setQuery] = useState('');
  const search = useSearch(query);

  useEffect(() => {
    palette.open();
    return palette.close;
  }, []);

  useEffect(() => {
    if (search.groups.length > 0) selectFirst();
  }, [search.groups]);

  const go = (href: string) => () => router.push(href);
  const commands = [
    ...placesFor(allowed).map((place) => ({ title: place.label, detail: 'Page', run: go(place.href) })),
    ...(allowed.upload ? [{ title: 'Upload statement', detail: 'Action', run: go(UPLOAD_HREF) }] : []),
    ...SCHEMES.map((scheme) => ({
      ...scheme,
      detail: 'Appearance',
      run: () => setColorScheme(scheme.value),
    })),
  ].filter((command: Command) => matches(command, query));
  const isEmpty = commands.length === 0 && search.groups.length === 0;

  return (
    <Spotlight.Root
      store={store}
      shortcut={null}
      query={query}
      onQueryChange={setQuery}
      onSpotlightClose={onClose}
      transitionProps={{ duration: 80 }}
      centered={false}
      yOffset="12vh"
      overlayProps={{ color: 'var(--veil)', backgroundOpacity: 1, blur: 0 }}
      attributes={{ content: { 'aria-label': 'Search or do anything' } }}
      classNames={{ content: classes.content, search: classes.search, actionsGroup: classes.group }}
      scrollable
      maxHeight={440}
    >
      <Spotlight.Search
        placeholder="Document number, partner, page or action"
        aria-label="Search or do anything"
      />
      <Spotlight.ActionsList>
        {search.groups.map((group) => (
          <Spotlight.ActionsGroup key={group.label} label={group.label}>
            {group.items.map((item) => (
              <Spotlight.Action key={item.href} onClick={go(item.href)} className={classes.action}>
                <Line title={item.title} detail={item.detail} />
              </Spotlight.Action>
            ))}
          </Spotlight.ActionsGroup>
        ))}
        {commands.map((command) => (
          <Spotlight.Action key={command.title} onClick={command.run} className={classes.action}>
            <Line title={command.title} detail={command.detail} />
          </Spotlight.Action>
        ))}
        {isEmpty && (
          <Spotlight.Empty>{search.failed ? 'The search did not answer.' : 'Nothing found.'}</Spotlight.Empty>
        )}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}

/** Mantine selects the first line as the person types; what the server answers comes later, and Enter is meant for it too. */
function selectFirst(): void {
  const { listId, selected } = store.getState();
  if (selected > 0) return;
  const list = document.getElementById(listId);
  list?.querySelector('[data-selected]')?.removeAttribute('data-selected');
  list?.querySelector('[data-action]')?.setAttribute('data-selected', 'true');
  store.updateState((state) => ({ ...state, selected: 0 }));
}

function Line({ title, detail }: { title: string; detail: string | undefined }) {
  return (
    <span className={classes.line}>
      <span>{title}</span>
      <span className={classes.detail}>{detail}</span>
    </span>
  );
}

/** Whether every word typed begins a word of the command. */
function matches(command: Command, query: string): boolean {
  const words = `${command.title} ${command.also ?? ''}`.toLowerCase().split(/\s+/);
  return query
    .toLowerCase()
    .trim()
    .split(/\s+/)
    .every((typed) => words.some((word) => word.startsWith(typed)));
}
