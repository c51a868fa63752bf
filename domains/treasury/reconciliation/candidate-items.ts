import { and, asc, desc, eq, inArray, or, type SQL, sql } from 'drizzle-orm';
import { businessPartners, documentReferences, invoices, openItems } from '#db/schema/invoices.ts';
import type { TenantTx } from '#db/tenancy.ts';
import { tryDecimal } from '#lib/decimal.ts';
import type { Id } from '#lib/ids.ts';
import { normaliseNumber } from '../../erp/invoices/normalise-number.ts';
import { nameContains, numberBegins } from '../../erp/partners/known-by.ts';
import { inView } from '../../identity/workspace/entity-view.ts';
import type { ItemFacts } from './decide.ts';

const MAX_FOUND = 20;
/** By settlement rather than by amount: under row-level security an index serves only what leaks nothing, and numerics may. */
const OPEN = ['open', 'partlyPaid'] as const;
const MAX_PARTNERS = 20;
const MAX_DOCUMENTS = 100;

/** An open item with what a person needs to recognise it. Amounts are decimal strings in the item's currency, never signed. */
export type CandidateItem = ItemFacts & {
  readonly number: string;
  readonly partner: string | null;
  readonly partnerId: Id | null;
  readonly documentDate: string | null;
  readonly dueDate: string;
  readonly originalAmount: string;
  readonly instalment: number;
  readonly onHold: boolean;
};

/** The items with these ids, open or settled. */
export async function itemsById(tx: TenantTx, ids: readonly Id[]): Promise<Map<Id, CandidateItem>> {
  if (ids.length === 0) return new Map();
  const found = await select(tx, inArray(openItems.id, [...new Set(ids)]));
  return new Map(found.map((item) => [item.openItemId, item]));
}

export type ItemSearch = {
  /** Items that money of this direction settles come before the others. */
  readonly direction: 'credit' | 'debit';
  readonly currency: string;
  /** The row's amount: items that have exactly this open come first. */
  readonly amount: string;
  /** A number, a part of a partner's name, or an amount; empty for what is likely. */
  readonly words: string;
  /** The partner that the row is known to be of. */
  readonly partnerId: Id | null;
};

/** Open items in the row's currency by number, partner or amount; what fits amount and direction first, then by due date. */
export async function searchOpenItems(
  tx: TenantTx,
  { direction, currency, amount, words, partnerId }: ItemSearch,
): Promise<CandidateItem[]> {
  const text = words.trim();
  const natural = direction === 'credit' ? 'receivable' : 'payable';
  const wanted = text === '' ? likely(amount, partnerId) : await named(tx, text);
  if (!wanted) return [];
  return select(
    tx,
    and(eq(openItems.currency, currency), inArray(openItems.settlement, [...OPEN]), wanted),
    sql`(${openItems.openAmount} = ${amount}::numeric) DESC, ((${openItems.direction} = ${natural}) <> (${openItems.documentType} = 'creditNote')) DESC`,
  );
}

function likely(amount: string, partnerId: Id | null): SQL | undefined {
  return or(
    sql`${openItems.openAmount} = ${amount}::numeric`,
    partnerId ? eq(openItems.businessPartnerId, partnerId) : undefined,
  );
}

/** What the words may mean: the beginning of a number, an amount, or a partner's name. */
async function named(tx: TenantTx, words: string): Promise<SQL | undefined> {
  const { tenantId } = tx.scope;
  const number = normaliseNumber(words);
  const documents =
    number === ''
      ? []
      : await tx
          .selectDistinct({ id: documentReferences.invoiceId })
          .from(documentReferences)
          .where(and(eq(documentReferences.tenantId, tenantId), numberBegins(number)))
          .limit(MAX_DOCUMENTS);
  const partners =
    words.length < 2
      ? []
      : await tx
          .select({ id: businessPartners.id })
          .from(businessPartners)
          .where(and(eq(businessPartners.tenantId, tenantId), nameContains(words)))
          .orderBy(asc(businessPartners.nameNormalised))
          .limit(MAX_PARTNERS);
  const amount = amountIn(words);
  return or(
    documents.length > 0
      ? inArray(
          openItems.invoiceId,
          documents.map(({ id }) => id),
        )
      : undefined,
    partners.length > 0
      ? inArray(
          openItems.businessPartnerId,
          partners.map(({ id }) => id),
        )
      : undefined,
    amount ? sql`${openItems.openAmount} = ${amount}::numeric` : undefined,
  );
}

/** "1 190,00", "1,190.00" and "1190" as "1190.00" or "1190"; null when it is no amount. */
function amountIn(words: string): string | null {
  const compact = words.replace(/[\s\u202f']/g, '');
  const [, whole = '', fraction] = /^(\d[\d.,]*?)(?:[.,](\d{1,2}))?$/.exec(compact) ?? [];
  const digits = whole.replace(/[.,]/g, '');
  const amount = fraction === undefined ? digits : `${digits}.${fraction}`;
  return digits.length > 0 && digits.length <= 16 && tryDecimal(amount) ? amount : null;
}

async function select(tx: TenantTx, wanted: SQL | undefined, first?: SQL): Promise<CandidateItem[]> {
  const rows = await tx
    .select({
      openItemId: openItems.id,
      invoiceId: openItems.invoiceId,
      invoiceVersion: invoices.version,
      currency: openItems.currency,
      direction: openItems.direction,
      documentType: openItems.documentType,
      openAmount: openItems.openAmount,
      number: invoices.documentNumber,
      partner: sql<string | null>`coalesce(${businessPartners.name}, ${invoices.vendorName})`,
      partnerId: openItems.businessPartnerId,
      documentDate: invoices.documentDate,
      dueDate: openItems.dueDate,
      originalAmount: openItems.originalAmount,
      instalment: openItems.instalment,
      onHold: openItems.onHold,
    })
    .from(openItems)
    .innerJoin(invoices, and(eq(invoices.tenantId, openItems.tenantId), eq(invoices.id, openItems.invoiceId)))
    .leftJoin(
      businessPartners,
      and(
        eq(businessPartners.tenantId, openItems.tenantId),
        eq(businessPartners.id, openItems.businessPartnerId),
      ),
    )
    .where(
      and(eq(openItems.tenantId, tx.scope.tenantId), inView(openItems.entityId, tx.scope.entities), wanted),
    )
    .orderBy(...(first ? [first] : []), asc(openItems.dueDate), desc(openItems.id))
    .limit(first ? MAX_FOUND : 1_000);
  return rows.map((row) => ({ ...row, direction: row.direction as ItemFacts['direction'] }));
}
