import { Checkbox, NativeSelect, TextInput } from '@mantine/core';
import type { HolidayCalendar } from '#lib/holidays.ts';
import classes from './account-form.module.css';
import { ACCOUNT_TYPES, type AccountType, HOLIDAYS, SCHEDULES, type Schedule } from './words.ts';

/** What may be changed about an account. The due time is "HH:MM". */
export type Settings = {
  readonly entityId: string;
  readonly shortName: string;
  readonly bank: string | null;
  readonly type: AccountType;
  readonly restricted: boolean;
  readonly statementSchedule: Schedule;
  readonly dueTime: string;
  /** May have blanks between its thousands. */
  readonly overdraftLimit: string | null;
  readonly glAccount: string | null;
  readonly holidayCalendar: HolidayCalendar;
};

export type EntityChoice = { readonly code: string; readonly name: string };

type Fields = {
  readonly settings: Settings;
  readonly entities: readonly EntityChoice[];
  readonly errorOf: (field: string) => string | undefined;
};

/** How the account is called and whose it is. */
export function NameFields({ settings, entities, errorOf }: Fields) {
  return (
    <>
      <TextInput
        name="shortName"
        label="Short name"
        placeholder="EUR Operating"
        defaultValue={settings.shortName}
        error={errorOf('shortName')}
        autoComplete="off"
        required
      />
      <NativeSelect
        name="entityId"
        label="Entity"
        data={entities.map(({ code, name }) => ({ value: code, label: `${code} · ${name}` }))}
        defaultValue={settings.entityId}
        error={errorOf('entityId')}
      />
      <TextInput
        name="bank"
        label="Bank"
        defaultValue={settings.bank ?? ''}
        error={errorOf('bank')}
        autoComplete="off"
      />
    </>
  );
}

/** When its statements come. */
export function ScheduleFields({ settings, errorOf }: Omit<Fields, 'entities'>) {
  return (
    <fieldset className={classes.group}>
      <legend>Statements</legend>
      <NativeSelect
        name="statementSchedule"
        label="Expected"
        data={[...SCHEDULES]}
        defaultValue={settings.statementSchedule}
        error={errorOf('statementSchedule')}
      />
      <NativeSelect
        name="holidayCalendar"
        label="Bank holidays"
        data={[...HOLIDAYS]}
        defaultValue={settings.holidayCalendar}
        error={errorOf('holidayCalendar')}
      />
      <TextInput
        name="dueTime"
        label="Due by, on the day after it"
        placeholder="09:00"
        defaultValue={settings.dueTime}
        error={errorOf('dueTime')}
        autoComplete="off"
      />
    </fieldset>
  );
}

/** What else is known of it. */
export function OtherFields({ settings, errorOf }: Omit<Fields, 'entities'>) {
  return (
    <>
      <NativeSelect
        name="type"
        label="Type"
        data={[...ACCOUNT_TYPES]}
        defaultValue={settings.type}
        error={errorOf('type')}
      />
      <TextInput
        name="overdraftLimit"
        label="Overdraft limit"
        inputMode="decimal"
        defaultValue={settings.overdraftLimit ?? ''}
        error={errorOf('overdraftLimit')}
        autoComplete="off"
      />
      <TextInput
        name="glAccount"
        label="G/L account"
        defaultValue={settings.glAccount ?? ''}
        error={errorOf('glAccount')}
        autoComplete="off"
      />
      <Checkbox
        name="restricted"
        label="Restricted: not free to be paid from"
        defaultChecked={settings.restricted}
        className={classes.wide}
      />
    </>
  );
}

/** A text field's content; empty where the form does not have it. */
export function textOf(fields: FormData, name: string): string {
  return String(fields.get(name) ?? '').trim();
}

/** A typed number as commands take it: no blanks between digits, a plain minus. */
export function amountOf(fields: FormData, name: string): string {
  return textOf(fields, name).replace(/\s/g, '').replace('\u2212', '-');
}

/** The settings as the form has them. */
export function settingsOf(fields: FormData): Settings {
  return {
    entityId: textOf(fields, 'entityId'),
    shortName: textOf(fields, 'shortName'),
    bank: textOf(fields, 'bank') || null,
    type: textOf(fields, 'type') as AccountType,
    restricted: fields.has('restricted'),
    statementSchedule: textOf(fields, 'statementSchedule') as Schedule,
    dueTime: textOf(fields, 'dueTime'),
    overdraftLimit: amountOf(fields, 'overdraftLimit') || null,
    glAccount: textOf(fields, 'glAccount') || null,
    holidayCalendar: textOf(fields, 'holidayCalendar') as HolidayCalendar,
  };
}
