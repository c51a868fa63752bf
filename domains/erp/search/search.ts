import { and, asc, desc, eq, or, sql } from 'drizzle-orm';
import { businessPartners, documentReferences, invoices } from '#db/schema/invoices.ts';
import { bankAccounts, statements } from '#db/schema/statements.ts';
import type { TenantTx } from '#db/tenancy.ts';
import { type EntityView, inView } from '../../identity/workspace/entity-view.ts';
import { normaliseNumber } from '../invoices/normalise-number.ts';
import { nameContains, numberBegins } from '../partners/known-by.ts';

const MOST = { documents: 8, partners: 5, statements: 5 };
/** A document may match by several of its numbers. */
const NUMBERS_READ = 40;
const MIN_LENGTH = 2;
/** Banks fill statement numbers up with zeros: of these lengths. */
const PADDED_LENGTHS = [3, 5];

/** What `text` may mean: documents by the beginning of any number, partners by a part of their name, statements by their number. */
export async function search(tx: TenantTx, view: EntityView, text: string) {
  const words = text.trim();
  if (words.length < MIN_LENGTH) return { documents: [], partners: [], statements: [] };
  return {
    documents: await findDocuments(tx, view, words),
    partners: await findPartners(tx, words),
    statements: await findStatements(tx, view, words),
  };
}

export type Found = Awaited<ReturnType<typeof search>>;

async function findDocuments(tx: TenantTx, view: EntityView, words: string) {
  const number = normaliseNumber(words);
  if (number.length < MIN_LENGTH) return [];
  const rows = await tx
    .select({
      id: invoices.id,
      matched: documentReferences.number,
      number: invoices.documentNumber,
      partner: sql<string | null>`COALESCE(${businessPartners.name}, ${invoices.vendorName})`,
      amount: invoices.amount,
      currency: invoices.currency,
      documentType: invoices.documentType,
    })
    .from(documentReferences)
    .innerJoin(
      invoices,
      and(eq(invoices.tenantId, documentReferences.tenantId), eq(invoices.id, documentReferences.invoiceId)),
    )
    .leftJoin(
      businessPartners,
      and(
        eq(businessPartners.tenantId, invoices.tenantId),
        eq(businessPartners.id, invoices.businessPartnerId),
      ),
    )
    .where(
      and(
        eq(documentReferences.tenantId, tx.scope.tenantId),
        numberBegins(number),
        inView(invoices.entityId, view),
      ),
    )
    // The order of the index, in which the shortest match comes first.
    .orderBy(sql`${documentReferences.normalised} USING ~<~`)
    .limit(NUMBERS_READ);
  return [...new Map(rows.map((row) => [row.id, row])).values()].slice(0, MOST.documents);
}

function findPartners(tx: TenantTx, words: string) {
  return tx
    .select({
      id: businessPartners.id,
      name: businessPartners.name,
      isCustomer: businessPartners.isCustomer,
      isSupplier: businessPartners.isSupplier,
    })
    .from(businessPartners)
    .where(and(eq(businessPartners.tenantId, tx.scope.tenantId), nameContains(words)))
    .orderBy(asc(businessPartners.nameNormalised), asc(businessPartners.id))
    .limit(MOST.partners);
}

async function findStatements(tx: TenantTx, view: EntityView, words: string) {
  const number = statements.statementNumber;
  const padded = PADDED_LENGTHS.filter((length) => length > words.length).map((length) =>
    words.padStart(length, '0'),
  );
  return tx
    .select({
      id: statements.id,
      number,
      account: bankAccounts.shortName,
      toDate: statements.toDate,
    })
    .from(statements)
    .innerJoin(
      bankAccounts,
      and(eq(bankAccounts.tenantId, statements.tenantId), eq(bankAccounts.id, statements.bankAccountId)),
    )
    .where(
      and(
        eq(statements.tenantId, tx.scope.tenantId),
        inView(statements.entityId, view),
        or(sql`${number} ^@ ${words}`, ...padded.map((text) => eq(number, text))),
      ),
    )
    .orderBy(sql`${desc(statements.toDate)} NULLS LAST`, desc(statements.id))
    .limit(MOST.statements);
}
