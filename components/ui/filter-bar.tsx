import { NativeSelect, TextInput } from '@mantine/core';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { DateField } from './date-field.tsx';
import classes from './filter-bar.module.css';
import { FilterForm } from './filter-form.tsx';
import { hrefWith, type Params } from './list-url.ts';

export type FilterField =
  | { readonly kind: 'text'; readonly name: string; readonly label: string }
  | {
      readonly kind: 'choice';
      readonly name: string;
      readonly label: string;
      /** What no choice means: "All entities". */
      readonly any: string;
      readonly options: readonly { readonly value: string; readonly label: string }[];
    }
  | { readonly kind: 'date'; readonly name: string; readonly label: string };

export type FilterBarProps = {
  /** The list's path, as "/documents". */
  readonly path: string;
  /** All search parameters of the page: fields show theirs, the others (sort) are kept. */
  readonly params: Params;
  readonly fields: readonly FilterField[];
  /** What stands at the right end: the CSV export. */
  readonly actions?: ReactNode;
};

/** The filters of a list, kept in its address. Works as a plain form; with JavaScript a choice applies at once. */
export function FilterBar({ path, params, fields, actions }: FilterBarProps) {
  const names = fields.map((field) => field.name);
  const set = names.filter((name) => params[name]);
  const kept = Object.entries(params).filter(
    ([name]) => !names.includes(name) && name !== 'after' && name !== 'before',
  );
  const dates = fields.filter(({ kind }) => kind === 'date');
  const labelled = (field: FilterField) => (
    <div
      key={field.name}
      className={classes.field}
      data-kind={field.kind}
      data-set={!!params[field.name] || undefined}
    >
      <Field field={field} value={params[field.name] ?? ''} />
    </div>
  );
  return (
    <search className={classes.bar}>
      <FilterForm path={path} set={set.length}>
        {kept.map(([name, value]) => value && <input key={name} type="hidden" name={name} value={value} />)}
        {fields.filter(({ kind }) => kind !== 'date').map(labelled)}
        {dates.length > 0 && <div className={classes.dates}>{dates.map(labelled)}</div>}
        {set.length > 0 && (
          <Link
            href={hrefWith(path, params, Object.fromEntries(names.map((name) => [name, null])))}
            className={classes.clear}
          >
            Clear
          </Link>
        )}
      </FilterForm>
      {actions && <div className={classes.actions}>{actions}</div>}
    </search>
  );
}

/** The key makes a field start anew when the address changes under it. */
function Field({ field, value }: { field: FilterField; value: string }) {
  switch (field.kind) {
    case 'text':
      return (
        <TextInput
          key={value}
          type="search"
          name={field.name}
          aria-label={field.label}
          placeholder={field.label}
          defaultValue={value}
          autoComplete="off"
        />
      );
    case 'choice':
      return (
        <NativeSelect
          key={value}
          name={field.name}
          aria-label={field.label}
          defaultValue={value}
          data={[{ value: '', label: field.any }, ...field.options]}
        />
      );
    case 'date':
      return <DateField key={value} name={field.name} label={field.label} value={value} />;
    default:
      return field satisfies never;
  }
}
