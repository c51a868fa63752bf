import type { CalendarDate } from '#lib/dates.ts';
import { onOrAfter, type Period } from './calendar.ts';
import type { DocumentLine, StoryRole } from './model.ts';
import type { PartnerProfile } from './partner-profile.ts';
import { PARTNERS, partnerOf } from './partners.ts';
import type { Chance } from './random.ts';

/** A document before it has a number: who, when and what for. */
export type Order = {
  partner: PartnerProfile;
  documentDate: CalendarDate;
  lines: DocumentLine[];
  type: 'invoice' | 'creditNote';
  instalments: boolean;
  story: StoryRole | null;
};

const INSTALMENTS_FROM = 900_000n;

/** The everyday orders of all partners over the period, and the small subscriptions of Studio Lindqvist. */
export function everydayOrders(period: Period, chance: Chance): Order[] {
  return [
    ...PARTNERS.flatMap((partner) => ordersOf(partner, period, chance)),
    ...subscriptions(period),
    ...creditNotes(period),
  ];
}

/** An order of given things; prices in minor units without tax. */
export function orderOf(
  partner: PartnerProfile,
  documentDate: CalendarDate,
  items: readonly { description: string; quantity: number; unitPrice: bigint }[],
  options: { story?: StoryRole; type?: 'creditNote' } = {},
): Order {
  const tax = { taxCategory: partner.tax.category, taxRate: partner.tax.rate };
  return {
    partner,
    documentDate,
    lines: items.map((item) => ({ ...item, ...tax })),
    type: options.type ?? 'invoice',
    instalments: false,
    story: options.story ?? null,
  };
}

function ordersOf(partner: PartnerProfile, period: Period, chance: Chance): Order[] {
  return Array.from({ length: partner.documents }, (_, index) => {
    const from = Math.floor((index * period.days.length) / partner.documents);
    const to = Math.floor(((index + 1) * period.days.length) / partner.documents) - 1;
    const day = period.days[chance.integer(from, Math.max(from, to))] ?? period.last;
    const order = orderOf(partner, day, pickLines(partner, chance));
    const total = order.lines.reduce((sum, line) => sum + BigInt(line.quantity) * line.unitPrice, 0n);
    const every = partner.instalmentsEvery;
    return {
      ...order,
      instalments: every > 0 && (index % every === every - 2 || total > 4n * INSTALMENTS_FROM),
    };
  });
}

function pickLines(partner: PartnerProfile, chance: Chance) {
  const [fewest, most] = partner.lines;
  const count = chance.integer(fewest, most);
  const first = chance.integer(0, partner.products.length - 1);
  return Array.from({ length: count }, (_, index) => {
    const product = partner.products[(first + index) % partner.products.length];
    if (!product) throw new RangeError(`${partner.name} trades nothing.`);
    return {
      description: product.description,
      quantity: chance.integer(...product.quantity),
      unitPrice: BigInt(product.unitPrice),
    };
  });
}

/**
 * Three sites, three documents of the same amount on the first business day of each month. The latest ones that a
 * payment of last week can mean are in the story: it will not say which of them it pays.
 */
function subscriptions(period: Period): Order[] {
  const studio = partnerOf('10802');
  const sites = ['Malmö', 'Göteborg', 'Uppsala'];
  const days = period.months.flatMap(({ month, days: inMonth }) =>
    inMonth.filter((day) => day === onOrAfter(`${month}-01`)),
  );
  const inStory = days.findLast((day) => day <= period.back(6));
  return days.flatMap((day) =>
    sites.map((site) =>
      orderOf(
        studio,
        day,
        [{ description: `Calibration reminder service, ${site}`, quantity: 1, unitPrice: 4_900n }],
        day === inStory ? { story: 'withoutNumber' } : {},
      ),
    ),
  );
}

function creditNotes(period: Period): Order[] {
  const given: [string, number, string, bigint][] = [
    ['10448', 14, 'Returned: Probe tips, set of ten', 18_995n],
    ['10781', 22, 'Price correction', 12_500n],
    ['70058', 18, 'Gutschrift: Kabelsatz, Fehlmenge', 23_900n],
  ];
  return given.map(([number, back, description, unitPrice]) =>
    orderOf(partnerOf(number), period.back(back), [{ description, quantity: 1, unitPrice }], {
      story: 'creditNote',
      type: 'creditNote',
    }),
  );
}
