import { z } from 'zod';
import { addressText } from '#app/address-text.ts';
import type { RawParams } from '#components/ui/list-url.ts';
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

/** Reads filter and place from the address of the statement list or of its export. */
export function statementParams(raw: RawParams, view: EntityView) {
  const { sort, after, before, ...rest } = params.parse(raw);
  const filter: StatementFilter = { view, ...rest };
  return { filter, place: { descending: sort === '-date', after, before }, sort };
}
