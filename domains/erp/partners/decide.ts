import type { z } from 'zod';
import type { EventOf } from '#db/event-store/event.ts';
import { derivedId, type Id } from '#lib/ids.ts';
import { BusinessPartnerEnriched, BusinessPartnerRegistered } from './events.ts';
import { normaliseName } from './normalise-name.ts';

export type PartnerEvent =
  | EventOf<typeof BusinessPartnerRegistered>
  | EventOf<typeof BusinessPartnerEnriched>;

export type Partner = z.output<typeof BusinessPartnerRegistered.schema> & {
  readonly id: Id;
  readonly version: number;
};

/** What one document says of the other side. */
export type PartnerMention = {
  readonly name: string;
  readonly role: 'customer' | 'supplier';
  readonly number: string | null;
  readonly vatId: string | null;
  readonly country: string | null;
  readonly accounts: readonly { readonly account: string; readonly bic: string | null }[];
};

/** The id of a partner that is new: by its VAT id, else its number in the ERP, else its name. */
export function partnerId(tenantId: Id, mention: PartnerMention): Id {
  const key = mention.vatId
    ? `vat:${mention.vatId}`
    : mention.number
      ? `number:${mention.role}:${mention.number}`
      : `name:${normaliseName(mention.name)}`;
  return derivedId(tenantId, 'business-partner', key);
}

/** Registers a partner, or notes what is new about a known one; nothing when nothing is. */
export function decideMention(known: Partner | null, mention: PartnerMention): PartnerEvent | null {
  const isCustomer = mention.role === 'customer';
  const news = {
    isCustomer,
    isSupplier: !isCustomer,
    country: mention.country,
    vatIds: mention.vatId ? [mention.vatId] : [],
    numbers: mention.number ? [mention.number] : [],
    accounts: [...mention.accounts],
  };
  if (!known) {
    return {
      type: BusinessPartnerRegistered.type,
      data: { ...news, name: mention.name, aliases: [] },
    };
  }
  const data = {
    isCustomer: known.isCustomer || news.isCustomer,
    isSupplier: known.isSupplier || news.isSupplier,
    country: known.country ?? news.country,
    vatIds: news.vatIds.filter((vatId) => !known.vatIds.includes(vatId)),
    numbers: news.numbers.filter((number) => !known.numbers.includes(number)),
    aliases: [known.name, ...known.aliases].includes(mention.name) ? [] : [mention.name],
    accounts: news.accounts.filter(
      ({ account }) => !known.accounts.some((other) => other.account === account),
    ),
  };
  const same =
    data.isCustomer === known.isCustomer &&
    data.isSupplier === known.isSupplier &&
    data.country === known.country &&
    [data.vatIds, data.numbers, data.aliases, data.accounts].every((list) => list.length === 0);
  return same ? null : { type: BusinessPartnerEnriched.type, data };
}

export function evolvePartner(state: Partner | null, id: Id, event: PartnerEvent): Partner {
  switch (event.type) {
    case 'BusinessPartnerRegistered':
      return { ...event.data, id, version: 1 };
    case 'BusinessPartnerEnriched': {
      if (!state) throw new Error(`Partner ${id} was enriched before it was registered.`);
      return {
        ...state,
        version: state.version + 1,
        isCustomer: event.data.isCustomer,
        isSupplier: event.data.isSupplier,
        country: event.data.country,
        vatIds: [...state.vatIds, ...event.data.vatIds],
        numbers: [...state.numbers, ...event.data.numbers],
        aliases: [...state.aliases, ...event.data.aliases],
        accounts: [...state.accounts, ...event.data.accounts],
      };
    }
    default:
      return event satisfies never;
  }
}
