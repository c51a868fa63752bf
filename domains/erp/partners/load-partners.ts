import { and, arrayOverlaps, eq, inArray, or } from 'drizzle-orm';
import type { StreamAppend } from '#db/event-store/append.ts';
import { businessPartnerAccounts, businessPartners } from '#db/schema/invoices.ts';
import type { TenantTx } from '#db/tenancy.ts';
import type { Id } from '#lib/ids.ts';
import {
  type decideMention,
  evolvePartner,
  type Partner,
  type PartnerEvent,
  type PartnerMention,
  partnerId,
} from './decide.ts';
import { normaliseName } from './normalise-name.ts';

/** The partners that a delivery mentions, and the events that its mentions lead to. */
export type PartnerDirectory = {
  /** The id of the mentioned partner, known or new; what is new is kept for `appends`. */
  readonly mention: (mention: PartnerMention, decide: typeof decideMention) => Id;
  readonly appends: () => StreamAppend[];
};

/** Loads whoever these mentions may mean: by VAT id, by number in the ERP, by name, in that order. */
export async function loadPartners(
  tx: TenantTx,
  mentions: readonly PartnerMention[],
): Promise<PartnerDirectory> {
  const { tenantId } = tx.scope;
  const known = mentions.length === 0 ? [] : await findPartners(tx, mentions);
  const byKey = new Map<string, Partner>();
  for (const partner of known) remember(byKey, partner);
  const changed = new Map<Id, { expectedVersion: number; events: PartnerEvent[] }>();
  return {
    mention(mention, decide) {
      const partner = lookUp(byKey, mention);
      const event = decide(partner, mention);
      if (!event) return (partner as Partner).id;
      const id = partner?.id ?? partnerId(tenantId, mention);
      const entry = changed.get(id) ?? { expectedVersion: partner?.version ?? 0, events: [] };
      entry.events.push(event);
      changed.set(id, entry);
      remember(byKey, evolvePartner(partner, id, event));
      return id;
    },
    appends: () =>
      [...changed].map(([id, entry]) => ({ stream: { type: 'business-partner', id }, ...entry })),
  };
}

function keysOf(partner: Pick<Partner, 'vatIds' | 'numbers' | 'name' | 'aliases'>): string[] {
  return [
    ...partner.vatIds.map((vatId) => `vat:${vatId}`),
    ...partner.numbers.map((number) => `number:${number}`),
    ...[partner.name, ...partner.aliases].map((name) => `name:${normaliseName(name)}`),
  ];
}

function remember(byKey: Map<string, Partner>, partner: Partner): void {
  for (const key of keysOf(partner)) byKey.set(key, partner);
}

/** A VAT id or number that is known decides; a name decides only where neither contradicts it. */
function lookUp(byKey: ReadonlyMap<string, Partner>, mention: PartnerMention): Partner | null {
  const byVat = mention.vatId && byKey.get(`vat:${mention.vatId}`);
  if (byVat) return byVat;
  const byNumber = mention.number && byKey.get(`number:${mention.number}`);
  if (byNumber && !contradicts(byNumber, mention)) return byNumber;
  const byName = byKey.get(`name:${normaliseName(mention.name)}`);
  return byName && !contradicts(byName, mention) ? byName : null;
}

function contradicts(partner: Partner, mention: PartnerMention): boolean {
  return Boolean(mention.vatId && partner.vatIds.length > 0 && !partner.vatIds.includes(mention.vatId));
}

async function findPartners(tx: TenantTx, mentions: readonly PartnerMention[]): Promise<Partner[]> {
  const { tenantId } = tx.scope;
  const vatIds = mentions.flatMap((mention) => mention.vatId ?? []);
  const numbers = mentions.flatMap((mention) => mention.number ?? []);
  const names = mentions.map((mention) => normaliseName(mention.name));
  const rows = await tx
    .select()
    .from(businessPartners)
    .where(
      and(
        eq(businessPartners.tenantId, tenantId),
        or(
          vatIds.length > 0 ? arrayOverlaps(businessPartners.vatIds, [...new Set(vatIds)]) : undefined,
          numbers.length > 0 ? arrayOverlaps(businessPartners.numbers, [...new Set(numbers)]) : undefined,
          inArray(businessPartners.nameNormalised, [...new Set(names)]),
        ),
      ),
    );
  if (rows.length === 0) return [];
  const accounts = await tx
    .select()
    .from(businessPartnerAccounts)
    .where(
      and(
        eq(businessPartnerAccounts.tenantId, tenantId),
        inArray(
          businessPartnerAccounts.businessPartnerId,
          rows.map((row) => row.id),
        ),
      ),
    );
  const byPartner = Map.groupBy(accounts, (account) => account.businessPartnerId);
  return rows.map((row) => ({ ...row, accounts: byPartner.get(row.id) ?? [] }));
}
