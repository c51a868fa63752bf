import { and, eq, gte, inArray, lte, or, type SQL, sql } from 'drizzle-orm';
import { arrayLiteral } from '#db/insert.ts';
import { businessPartners, documentReferences, invoices, openItems } from '#db/schema/invoices.ts';
import type { TenantTx } from '#db/tenancy.ts';
import type { CalendarDate } from '#lib/dates.ts';
import type { Id } from '#lib/ids.ts';
import { type EntityView, inView } from '../../identity/workspace/entity-view.ts';
import { nameContains, numberBegins } from '../partners/known-by.ts';
import { normaliseNumber } from './normalise-number.ts';

export const DIRECTIONS = ['receivable', 'payable'] as const;
/** `unpaid` is open and partly paid together; `rejected` settles nothing. */
export const SETTLEMENTS = ['unpaid', 'open', 'partlyPaid', 'paid', 'cancelled', 'rejected'] as const;

/** Null means any. */
export type DocumentFilter = {
  readonly view: EntityView;
  readonly entity: string | null;
  readonly direction: (typeof DIRECTIONS)[number] | null;
  readonly settlement: (typeof SETTLEMENTS)[number] | null;
  readonly currency: string | null;
  /** Due days, both included: of instalments that are open when the filter is `unpaid`, else of the document. */
  readonly from: CalendarDate | null;
  readonly to: CalendarDate | null;
  readonly partner: Id | null;
  /** The beginning of any of its numbers, or a part of the partner's name. */
  readonly text: string | null;
};

/** The stored values of `settlement` that a choice stands for. */
export function settlementsOf(choice: DocumentFilter['settlement']): readonly string[] | null {
  if (choice === null) return null;
  if (choice === 'unpaid') return UNPAID;
  return [choice === 'rejected' ? 'none' : choice];
}

const UNPAID = ['open', 'partlyPaid'];

/** The condition that keeps the documents of the filter. */
export async function within(tx: TenantTx, filter: DocumentFilter): Promise<SQL | undefined> {
  const settlements = settlementsOf(filter.settlement);
  return and(
    eq(invoices.tenantId, tx.scope.tenantId),
    inView(invoices.entityId, filter.view),
    filter.entity ? eq(invoices.entityId, filter.entity) : undefined,
    filter.direction ? eq(invoices.direction, filter.direction) : undefined,
    settlements ? inArray(invoices.settlement, [...settlements]) : undefined,
    filter.currency ? eq(invoices.currency, filter.currency) : undefined,
    filter.partner ? eq(invoices.businessPartnerId, filter.partner) : undefined,
    filter.from || filter.to ? due(tx, filter) : undefined,
    filter.text ? await knownBy(tx, filter.text) : undefined,
  );
}

function due(tx: TenantTx, { settlement, from, to }: DocumentFilter): SQL | undefined {
  if (settlement !== 'unpaid') {
    return and(from ? gte(invoices.dueDate, from) : undefined, to ? lte(invoices.dueDate, to) : undefined);
  }
  // Something is due until a day when the first open instalment is; from a day on, any of them may be.
  if (!from) return to ? lte(invoices.nextDueDate, to) : undefined;
  const instalments = tx
    .select({ id: openItems.invoiceId })
    .from(openItems)
    .where(
      and(
        eq(openItems.tenantId, tx.scope.tenantId),
        inArray(openItems.settlement, UNPAID),
        gte(openItems.dueDate, from),
        to ? lte(openItems.dueDate, to) : undefined,
      ),
    );
  return inArray(invoices.id, instalments);
}

/** Above so many a number is looked up document by document: then a page finds enough of them soon. */
const FEW = 10_000;
const MAX_PARTNERS = 200;

async function knownBy(tx: TenantTx, text: string): Promise<SQL | undefined> {
  const { tenantId } = tx.scope;
  const partners = await tx
    .select({ id: businessPartners.id })
    .from(businessPartners)
    .where(and(eq(businessPartners.tenantId, tenantId), nameContains(text)))
    .limit(MAX_PARTNERS);
  const byPartner = inArray(invoices.businessPartnerId, idsOf(partners));
  const number = normaliseNumber(text);
  if (number === '') return byPartner;
  const numbered = and(eq(documentReferences.tenantId, tenantId), numberBegins(number));
  const found = await tx
    .select({ id: documentReferences.invoiceId })
    .from(documentReferences)
    .where(numbered)
    .limit(FEW + 1);
  const byNumber =
    found.length <= FEW
      ? sql`${invoices.id} = ANY (${arrayLiteral(idsOf(found))}::text::uuid[])`
      : sql`(SELECT true FROM ${documentReferences} WHERE ${documentReferences.invoiceId} = ${invoices.id} AND ${numbered} LIMIT 1)`;
  return or(byPartner, byNumber);
}

const idsOf = (rows: readonly { readonly id: Id }[]): Id[] => [...new Set(rows.map((row) => row.id))];
