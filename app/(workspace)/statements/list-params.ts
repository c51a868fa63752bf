import { z } from 'zod';
import { addressText } from '#app/address-text.ts';
import type { StatementFilter } from '#domains/erp/statements/list-statements.ts';
import { BALANCE_CHECKS, STATEMENT_KINDS } from '#domains/erp/statements/parsed-statement.ts';
import type { EntityView } from '#domains/identity/workspace/entity-view.ts';
import { parseCursor } from '#lib/cursor.ts';
import { isCalendarDate } from '#lib/dates.ts';

const date = addressText.transform((text) => (text && isCalendarDate(text) ? text : null));

/** The list's address: filters, sort and place. What is no filter is left out rather than refused. */
const params = z.object({
  account: addressText.transform((text) => (z.uuid().safeParse(text).success ? (text as string) : null)),
  check: addressText.transform((text) => z.enum(BALANCE_CHECKS).safeParse(text).data ?? null),
  kind: addressText.transform((text) => z.enum(STATEMENT_KINDS).safeParse(text).data ?? null),
  unmatched: addressText.transform((text) => text === 'yes'),
  from: date,
  to: date,
  sort: addressText.transform((text) => (text === 'date' ? 'date' : '-date')),
  after: addressText.transform((text) => parseCursor(text, 2)),
  before: addressText.transform((text) => parseCursor(text, 2)),
});

export type RawParams = Readonly<Record<string, string | string[] | undefined>>;

/** Reads filter and place from the address of the statement list or of its export. */
export function statementParams(raw: RawParams, view: EntityView) {
  const { sort, after, before, ...rest } = params.parse(raw);
  const filter: StatementFilter = { view, ...rest };
  return { filter, place: { descending: sort === '-date', after, before }, sort };
}

/** The parameters as the list's own links take them: one text each. */
export function plainParams(raw: RawParams, names: readonly string[]): Record<string, string | undefined> {
  return Object.fromEntries(
    names.map((name) => {
      const value = raw[name];
      return [name, Array.isArray(value) ? value[0] : value];
    }),
  );
}

/** The list's link at a place in it. */
export function withPlace(href: string, name: 'after' | 'before', cursor: string): string {
  return `${href}${href.includes('?') ? '&' : '?'}${name}=${cursor}`;
}
