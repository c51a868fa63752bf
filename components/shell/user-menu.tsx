'use client';

import { type MantineColorScheme, Menu, UnstyledButton, useMantineColorScheme } from '@mantine/core';
import Link from 'next/link';
import { startTransition } from 'react';
import { type Allowed, placesFor } from './places.ts';
import classes from './user-menu.module.css';

export type Person = {
  readonly name: string;
  readonly email: string;
  /** As people say it: "Treasurer". */
  readonly role: string;
};

export type UserMenuProps = {
  readonly person: Person;
  readonly allowed: Allowed;
  /** Server action that ends the session. */
  readonly signOut: () => Promise<void>;
};

const SCHEMES: readonly { value: MantineColorScheme; label: string }[] = [
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
  { value: 'auto', label: 'As the system' },
];

/** Who is signed in, settings, light or dark, and the way out. */
export function UserMenu({ person, allowed, signOut }: UserMenuProps) {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Menu width={232}>
      <Menu.Target>
        <UnstyledButton className={classes.me} aria-label={`${person.name}: your menu`}>
          <span>{initials(person.name)}</span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <div className={classes.who}>
          <b>{person.name}</b>
          <span>{person.email}</span>
          <span>{person.role}</span>
        </div>
        <Menu.Divider />
        {placesFor(allowed)
          .filter((place) => !place.onPhone)
          .map((place) => (
            <Menu.Item
              key={place.href}
              component={Link}
              href={place.href}
              data-elsewhere={place.href !== '/settings' || undefined}
              className={classes.place}
            >
              {place.label}
            </Menu.Item>
          ))}
        <Menu.Divider />
        <Menu.RadioGroup
          value={colorScheme}
          onChange={(value) => setColorScheme(value as MantineColorScheme)}
        >
          {SCHEMES.map((scheme) => (
            <Menu.RadioItem key={scheme.value} value={scheme.value}>
              {scheme.label}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Item onClick={() => startTransition(signOut)}>Sign out</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** "Anna Köhler" as "AK". */
function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map(
    (word) => [...(word ?? '')][0] ?? '',
  );
  return letters.join('').toLocaleUpperCase('en');
}
