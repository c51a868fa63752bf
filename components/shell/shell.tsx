import type { ReactNode } from 'react';
import { Brand } from '../ui/brand.tsx';
import { EntitySwitch, type EntitySwitchProps } from './entity-switch.tsx';
import { type NavigationCounts, NavigationLinks } from './navigation-links.tsx';
import type { Allowed } from './places.ts';
import { RecordFooter, type RecordState } from './record-footer.tsx';
import { SearchField } from './search-field.tsx';
import classes from './shell.module.css';
import { type Person, UserMenu } from './user-menu.tsx';

export type ShellProps = {
  readonly entities: EntitySwitchProps;
  readonly counts: NavigationCounts;
  readonly person: Person;
  readonly record: RecordState;
  /** What the person's role permits; the rest is not offered. */
  readonly allowed: Allowed;
  /** Server action that ends the session. */
  readonly signOut: () => Promise<void>;
  readonly children: ReactNode;
};

/** What stands around every page: navigation, company and entity, search, the person, the state of the record. */
export function Shell(props: ShellProps) {
  return (
    <div className={classes.shell}>
      <a href="#content" className={classes.skip}>
        Skip to content
      </a>
      <aside className={classes.side} aria-label="Nexus">
        <div className={classes.brand}>
          <Brand />
        </div>
        <NavigationLinks counts={props.counts} allowed={props.allowed} />
        <RecordFooter record={props.record} linked={props.allowed.audit} />
      </aside>
      <header className={classes.top}>
        <EntitySwitch {...props.entities} />
        <SearchField allowed={props.allowed} />
        <UserMenu person={props.person} allowed={props.allowed} signOut={props.signOut} />
      </header>
      <main id="content" className={classes.content} tabIndex={-1}>
        {props.children}
      </main>
    </div>
  );
}
