import { isBusinessDay, previousBusinessDay } from '#lib/business-days.ts';
import { addDays, type CalendarDate, weekday } from '#lib/dates.ts';
import { percentOf } from './amounts.ts';
import { latest, onOrAfter, type Period } from './calendar.ts';
import type { Allocation, Document, Minor, Movement } from './model.ts';
import { settlement } from './movements.ts';
import type { PartnerProfile } from './partner-profile.ts';
import { PARTNERS } from './partners.ts';
import type { Chance } from './random.ts';
import { carelessText, customerText, supplierText } from './remittance.ts';

/** One thing to be paid: a document, or one instalment of it. */
type Item = { document: Document; instalment: number | null; dueDate: CalendarDate; amount: Minor };

/** A decision to pay: when, and by how much the item falls in cash and in what is kept. */
type Payment = { date: CalendarDate; document: Document; allocation: Allocation; note: string };

const WIRE_FEE = 2_500n;
/** How many of 100 payments cite nothing that is sure: lately more, so that the workbench has something to confirm. */
const CARELESS = { lately: 55, before: 6 };
const THURSDAY = 4;

/** How the everyday documents were paid until the end of the period. What falls later stays open. */
export function everydayPayments(documents: readonly Document[], period: Period, chance: Chance): Movement[] {
  const ordinary = documents.filter(
    ({ story, type }) => type === 'invoice' && (!story || story === 'sameNumber'),
  );
  const byPartner = Map.groupBy(ordinary, ({ partner }) => partner);
  return PARTNERS.flatMap((partner) => {
    const own = byPartner.get(partner.number) ?? [];
    return partner.kind === 'customer'
      ? customerPayments(partner, own, period, chance)
      : supplierPayments(partner, own, period, chance);
  });
}

function customerPayments(
  partner: PartnerProfile,
  documents: Document[],
  period: Period,
  chance: Chance,
): Movement[] {
  const payments = documents.flatMap((document, index) =>
    // One in twenty-five is forgotten until somebody asks.
    chance.happens(4) ? [] : itemsOf(document).flatMap((item) => customerPays(partner, item, index, chance)),
  );
  const groups = partner.number === '10512' ? gatherThrees(payments) : payments.map((payment) => [payment]);
  return groups.flatMap((group) => {
    const date = latest(group.map((payment) => payment.date));
    if (date > period.last) return [];
    const cited = group.map(({ document }) => document);
    const isCareless = chance.happens(date > period.back(9) ? CARELESS.lately : CARELESS.before);
    const text = isCareless ? carelessText(cited, chance) : customerText(partner.number, cited);
    const note = group.map((payment) => payment.note).find((words) => words !== '') ?? '';
    const valueDate = chance.happens(12) ? previousBusinessDay(date) : date;
    return settlement(
      partner,
      date,
      note ? `${text} ${note}` : text,
      group.map(({ allocation }) => allocation),
      {
        valueDate: valueDate < (period.days[0] ?? '') ? date : valueDate,
      },
    );
  });
}

function customerPays(partner: PartnerProfile, item: Item, index: number, chance: Chance): Payment[] {
  const { document, amount } = item;
  const pay = (
    date: CalendarDate,
    cash: Minor,
    difference: Allocation['difference'],
    note = '',
  ): Payment => ({
    date: onOrAfter(date),
    document,
    note,
    allocation: { externalId: document.externalId, instalment: item.instalment, amount: cash, difference },
  });
  const [discount] = document.discounts;
  if (discount && chance.happens(partner.discountTaken)) {
    const kept = percentOf(amount, discount.percent);
    const early = addDays(document.documentDate, chance.integer(4, 7));
    return [
      pay(early, amount - kept, { reason: 'discount', amount: kept }, `ABZGL ${discount.percent}% SKONTO`),
    ];
  }
  const date = addDays(item.dueDate, chance.integer(...partner.delayDays));
  if (partner.number === '10734' && index % 4 === 1) {
    const first = percentOf(amount, 60);
    return [
      pay(date, first, null, 'PART PAYMENT 1/2'),
      pay(addDays(date, 20), amount - first, null, 'PART PAYMENT 2/2'),
    ];
  }
  if (partner.number === 'C-2041' && index % 5 === 2) {
    return [pay(date, amount - WIRE_FEE, { reason: 'bankCharge', amount: WIRE_FEE }, 'LESS WIRE FEE')];
  }
  return [pay(date, amount, null, item.instalment ? `${item.instalment}/3` : '')];
}

/** Of every eight payments the fourth to sixth go out as one, when the last of them is due. */
function gatherThrees(payments: readonly Payment[]): Payment[][] {
  const whole = payments.filter(({ allocation }) => allocation.instalment === null);
  const inThrees = Map.groupBy(whole, (payment) => {
    const index = whole.indexOf(payment);
    return index % 8 >= 3 && index % 8 <= 5 ? Math.floor(index / 8) : null;
  });
  return [...inThrees]
    .flatMap(([three, group]) => (three === null ? group.map((payment) => [payment]) : [group]))
    .concat(payments.filter(({ allocation }) => allocation.instalment !== null).map((payment) => [payment]));
}

function supplierPayments(
  partner: PartnerProfile,
  documents: Document[],
  period: Period,
  chance: Chance,
): Movement[] {
  const payments = documents.flatMap((document) =>
    itemsOf(document).map((item) => wePay(partner, item, chance)),
  );
  const runs = Map.groupBy(
    payments.filter(({ date }) => date <= period.last),
    ({ date }) => date,
  );
  return [...runs].map(([date, run]) =>
    settlement(
      partner,
      date,
      [
        supplierText(
          run.map(({ document }) => document),
          partner.country === 'DE',
        ),
        run[0]?.note,
      ]
        .filter(Boolean)
        .join(' '),
      run.map(({ allocation }) => allocation),
      { endToEndId: run[0]?.document.externalId },
    ),
  );
}

function wePay(partner: PartnerProfile, item: Item, chance: Chance): Payment {
  const { document, amount } = item;
  const [discount] = document.discounts;
  const takes = discount !== undefined && chance.happens(partner.discountTaken);
  const kept = takes ? percentOf(amount, discount.percent) : 0n;
  return {
    date: paymentRun(takes ? discount.until : item.dueDate, document.documentDate),
    document,
    note: takes ? `ABZGL ${discount.percent}% SKONTO` : item.instalment ? `${item.instalment}/3` : '',
    allocation: {
      externalId: document.externalId,
      instalment: item.instalment,
      amount: amount - kept,
      difference: takes ? { reason: 'discount', amount: kept } : null,
    },
  };
}

/** The payment run that still meets the date: Thursdays, the day before where that is a holiday. */
export function paymentRun(until: CalendarDate, after: CalendarDate): CalendarDate {
  let thursday = until;
  while (weekday(thursday) !== THURSDAY) thursday = addDays(thursday, -1);
  while (thursday <= after) thursday = addDays(thursday, 7);
  return isBusinessDay(thursday) ? thursday : previousBusinessDay(thursday);
}

function itemsOf(document: Document): Item[] {
  if (document.instalments.length === 0) {
    return [{ document, instalment: null, dueDate: document.dueDate, amount: document.gross }];
  }
  return document.instalments.map(({ number, dueDate, amount }) => ({
    document,
    instalment: number,
    dueDate,
    amount,
  }));
}
