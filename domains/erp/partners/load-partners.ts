import { and, arrayOverlaps, eq, getTableColumns, or } from 'drizzle-orm';
import type { StreamAppend } from '#db/event-store/append.ts';
import { isAnyOf } from '#db/is-any-of.ts';
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

/** Partners by each of the keys that a mention may name them by. */
export type KnownPartners = ReadonlyMap<string, Partner>;

/** Loads whoever these mentions may mean. */
export async function loadPartners(
  tx: TenantTx,
  mentions: readonly PartnerMention[],
): Promise<KnownPartners> {
  const known = mentions.length === 0 ? [] : await findPartners(tx, mentions);
  return new Map(known.flatMap((partner) => keysOf(partner).map((key) => [key, partner])));
}

/** Who is meant: by VAT id, by number in the ERP, by name, in that order. What the mentions of one delivery add is known to the next of them. */
export function directoryOf(tenantId: Id, known: KnownPartners): PartnerDirectory {
  const added = new Map<string, Partner>();
  const byKey = (key: string) => added.get(key) ?? known.get(key);
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
      const evolved = evolvePartner(partner, id, event);
      for (const key of keysOf(evolved)) added.set(key, evolved);
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

/** A VAT id or number that is known decides; a name decides only where neither contradicts it. */
function lookUp(byKey: (key: string) => Partner | undefined, mention: PartnerMention): Partner | null {
  const byVat = mention.vatId && byKey(`vat:${mention.vatId}`);
  if (byVat) return byVat;
  const byNumber = mention.number && byKey(`number:${mention.number}`);
  if (byNumber && !contradicts(byNumber, mention)) return byNumber;
  const byName = byKey(`name:${normaliseName(mention.name)}`);
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
  const meant = and(
    eq(businessPartners.tenantId, tenantId),
    or(
      vatIds.length > 0 ? arrayOverlaps(businessPartners.vatIds, [...new Set(vatIds)]) : undefined,
      numbers.length > 0 ? arrayOverlaps(businessPartners.numbers, [...new Set(numbers)]) : undefined,
      isAnyOf(businessPartners.nameNormalised, names),
    ),
  );
  const ofPartner = and(
    eq(businessPartners.tenantId, businessPartnerAccounts.tenantId),
    eq(businessPartners.id, businessPartnerAccounts.businessPartnerId),
  );
  const [rows, accounts] = await Promise.all([
    tx.select().from(businessPartners).where(meant),
    tx
      .select(getTableColumns(businessPartnerAccounts))
      .from(businessPartnerAccounts)
      .innerJoin(businessPartners, ofPartner)
      .where(and(eq(businessPartnerAccounts.tenantId, tenantId), meant)),
  ]);
  const byPartner = Map.groupBy(accounts, (account) => account.businessPartnerId);
  return rows.map((row) => ({ ...row, accounts: byPartner.get(row.id) ?? [] }));
}
