import { and, eq, sql } from 'drizzle-orm';
import { eventsOf } from '#db/event-store/event.ts';
import type { ProjectionTx, Projector } from '#db/event-store/projector.ts';
import { insertRows } from '#db/insert.ts';
import { businessPartnerAccounts, businessPartners } from '#db/schema/invoices.ts';
import { derivedId, type Id } from '#lib/ids.ts';
import { BusinessPartnerEnriched, BusinessPartnerRegistered } from './events.ts';
import { normaliseName } from './normalise-name.ts';

type AccountRow = typeof businessPartnerAccounts.$inferInsert;
type Accounts = readonly { readonly account: string; readonly bic: string | null }[];

/** Partners and the bank accounts that their documents name. */
export const partnersProjector: Projector = {
  name: 'partners',
  codeVersion: 1,
  async project(tx, events) {
    const registered = eventsOf(events, BusinessPartnerRegistered);
    await insertRows(
      tx,
      businessPartners,
      registered.map(({ tenantId, stream, streamVersion, data, recordedAt }) => ({
        tenantId,
        id: stream.id,
        name: data.name,
        nameNormalised: normaliseName(data.name),
        isCustomer: data.isCustomer,
        isSupplier: data.isSupplier,
        country: data.country,
        vatIds: data.vatIds,
        numbers: data.numbers,
        aliases: data.aliases,
        version: streamVersion,
        createdAt: recordedAt,
        updatedAt: recordedAt,
      })),
    );
    await insertAccounts(
      tx,
      registered.flatMap((event) => accountRows(event.stream.id, event, event.data.accounts)),
    );
    for (const event of eventsOf(events, BusinessPartnerEnriched)) {
      const { data } = event;
      await tx
        .update(businessPartners)
        .set({
          isCustomer: data.isCustomer,
          isSupplier: data.isSupplier,
          country: data.country,
          vatIds: sql`${businessPartners.vatIds} || ${sql.param(data.vatIds)}::text[]`,
          numbers: sql`${businessPartners.numbers} || ${sql.param(data.numbers)}::text[]`,
          aliases: sql`${businessPartners.aliases} || ${sql.param(data.aliases)}::text[]`,
          version: event.streamVersion,
          updatedAt: event.recordedAt,
        })
        .where(and(eq(businessPartners.tenantId, event.tenantId), eq(businessPartners.id, event.stream.id)));
      await insertAccounts(tx, accountRows(event.stream.id, event, data.accounts));
    }
  },
};

function accountRows(
  businessPartnerId: Id,
  event: { tenantId: Id; recordedAt: string },
  accounts: Accounts,
): AccountRow[] {
  return accounts.map(({ account, bic }) => ({
    tenantId: event.tenantId,
    id: derivedId(event.tenantId, 'business-partner-account', businessPartnerId, account),
    businessPartnerId,
    account,
    bic,
    status: 'proposed',
    createdAt: event.recordedAt,
    updatedAt: event.recordedAt,
  }));
}

function insertAccounts(tx: ProjectionTx, rows: readonly AccountRow[]): Promise<void> {
  return insertRows(tx, businessPartnerAccounts, rows, 'ON CONFLICT DO NOTHING');
}
