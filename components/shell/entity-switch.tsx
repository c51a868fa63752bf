'use client';

import { Menu, UnstyledButton } from '@mantine/core';
import { useTransition } from 'react';
import classes from './entity-switch.module.css';

export type EntitySwitchProps = {
  /** The group's name. */
  readonly company: string;
  readonly options: readonly { readonly code: string; readonly name: string }[];
  /** Code of the entity that the workspace is narrowed to; null for the whole group. */
  readonly chosen: string | null;
  /** Server action that keeps the choice. */
  readonly choose: (code: string | null) => Promise<void>;
};

/** The menu's value for the whole group; no entity code contains a space. */
const ALL = 'all entities';

/** Narrows the whole workspace to one company of the group. */
export function EntitySwitch({ company, options, chosen, choose }: EntitySwitchProps) {
  const [pending, startTransition] = useTransition();
  const current = options.find((option) => option.code === chosen);
  const pick = (code: string | null) => startTransition(() => choose(code));

  if (options.length < 2) {
    return <span className={classes.single}>{options[0]?.name ?? company}</span>;
  }
  return (
    <Menu position="bottom-start" width={240}>
      <Menu.Target>
        <UnstyledButton className={classes.pick} aria-busy={pending}>
          <span className={classes.name}>{current?.name ?? company}</span>
          <span className={classes.scope}>{current ? current.code : 'All entities'}</span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.RadioGroup value={chosen ?? ALL} onChange={(value) => pick(value === ALL ? null : value)}>
          <Menu.RadioItem value={ALL} closeMenuOnClick>
            {company} <span className={classes.code}>all entities</span>
          </Menu.RadioItem>
          <Menu.Divider />
          {options.map((option) => (
            <Menu.RadioItem key={option.code} value={option.code} closeMenuOnClick>
              {option.name} <span className={classes.code}>{option.code}</span>
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
}
