import type { Order } from './orders.ts';
import { type Chance, chanceFor } from './random.ts';

export type Numbered = Order & { number: string; externalId: string };

/** The number that the drawings know: the late discount's invoice has it when the year allows. */
const KNOWN_NUMBER = 417;

/** Suppliers serve others too, so their numbers run ahead by a few from one invoice to the next. */
const SUPPLIER_NUMBERS: Record<
  string,
  { start: number; step: [number, number]; text: (count: number, date: string) => string }
> = {
  '70031': {
    start: 88,
    step: [2, 9],
    text: (count, date) => `FV/${count}/${date.slice(5, 7)}/${date.slice(0, 4)}`,
  },
  '70044': { start: 6, step: [2, 8], text: yearAndCount },
  '70058': { start: 160, step: [3, 11], text: yearAndCount },
  'V-5107': { start: 10_382, step: [4, 19], text: (count) => `CC-${count}` },
  'V-5133': {
    start: 1,
    step: [1, 2],
    text: (count, date) => `HG${date.replaceAll('-', '')}-${(count % 3) + 1}`,
  },
  '70135': { start: 4_318, step: [3, 14], text: (count) => `HC/${count}` },
};

function yearAndCount(count: number, date: string): string {
  return `${date.slice(0, 4)}-${String(count).padStart(4, '0')}`;
}

/** Numbers all orders in the order of their dates: ours without gaps per year, the suppliers' as they come. */
export function numberOrders(orders: readonly Order[], seed: number): Numbered[] {
  const inOrder = orders.toSorted((a, b) =>
    a.documentDate < b.documentDate ? -1 : a.documentDate > b.documentDate ? 1 : 0,
  );
  const ours = inOrder.filter((order) => order.partner.kind === 'customer');
  const theirs = inOrder.filter((order) => order.partner.kind === 'supplier');
  const numbers = new Map([...ownNumbers(ours), ...supplierNumbers(theirs, seed)]);
  return inOrder.map((order) => ({ ...order, ...requireNumber(numbers.get(order)) }));
}

type Numbers = { number: string; externalId: string };

function ownNumbers(orders: readonly Order[]): [Order, Numbers][] {
  const counters = new Map<string, number>();
  const firstYear = orders[0]?.documentDate.slice(0, 4) ?? '';
  const next = (counter: string, start: number): number => {
    const count = counters.get(counter) ?? start;
    counters.set(counter, count + 1);
    return count;
  };
  return orders.map((order) => {
    const year = order.documentDate.slice(0, 4);
    const serial = next('serial', 417_200);
    if (order.type === 'creditNote') {
      const number = `CN-${year}-${pad(next(`CN${year}`, year === firstYear ? 12 : 1))}`;
      return [order, { number, externalId: `DE01-${year}-00${90_000_000 + serial}` }];
    }
    if (order.partner.entity === 'US01') {
      const number = `US-${year}-${pad(next(`US${year}`, year === firstYear ? 1043 : 1))}`;
      return [order, { number, externalId: `NS-${serial}` }];
    }
    const start = year === firstYear ? ownStart(orders, year) : 1;
    const number = `INV-${year}-${pad(next(`INV${year}`, start))}`;
    return [order, { number, externalId: `DE01-${year}-00${90_000_000 + serial}` }];
  });
}

/** Where the year's numbers start, so that the invoice with the late discount gets the known number. */
function ownStart(orders: readonly Order[], year: string): number {
  const sameYear = orders.filter(
    (order) =>
      order.type === 'invoice' && order.partner.entity === 'DE01' && order.documentDate.startsWith(year),
  );
  const index = sameYear.findIndex((order) => order.story === 'discountTakenLate');
  return Math.max(1, KNOWN_NUMBER - (index < 0 ? sameYear.length : index));
}

function supplierNumbers(orders: readonly Order[], seed: number): [Order, Numbers][] {
  const counted = [...Map.groupBy(orders, (order) => order.partner.number)].flatMap(([supplier, own]) =>
    countOne(supplier, own, chanceFor(seed, `numbers/${supplier}`)),
  );
  const counts = withOneAlike(counted);

  let serial = 5_100_000_000 + 212;
  return orders.map((order) => {
    serial += 1;
    const year = order.documentDate.slice(0, 4);
    const scheme = schemeOf(order.partner.number);
    const number = scheme.text(counts.get(order) ?? 0, order.documentDate);
    const externalId =
      order.partner.entity === 'US01' ? `NS-B${serial % 1_000_000}` : `DE01-${year}-${serial}`;
    return [order, { number: order.type === 'creditNote' ? `GS ${number}` : number, externalId }];
  });
}

type Counted = { order: Order; count: number };

/**
 * Moves the numbers of one supplier so that a single one of them is also a number of another supplier: the two of the
 * story. Steps are at least two and three wide, so that one further is free wherever another would meet by chance.
 */
function withOneAlike(counted: readonly Counted[]): Map<Order, number> {
  const [moving, fixed] = counted.filter(({ order }) => order.story === 'sameNumber');
  if (!moving || !fixed) throw new RangeError('The story lacks its two alike.');
  const taken = new Set(
    counted.filter(({ order }) => order.partner === fixed.order.partner).map(({ count }) => count),
  );
  const moved = ({ order, count }: Counted): number => {
    if (order.partner !== moving.order.partner) return count;
    const shifted = count + fixed.count - moving.count;
    return taken.has(shifted) && order !== moving.order ? shifted + 1 : shifted;
  };
  return new Map(counted.map((one) => [one.order, moved(one)]));
}

function countOne(supplier: string, orders: readonly Order[], chance: Chance): Counted[] {
  const { start, step } = schemeOf(supplier);
  let count = start;
  return orders.map((order) => {
    count += chance.integer(...step);
    return { order, count };
  });
}

function schemeOf(supplier: string) {
  const scheme = SUPPLIER_NUMBERS[supplier];
  if (!scheme) throw new RangeError(`No numbers are known for supplier ${supplier}.`);
  return scheme;
}

function requireNumber(numbers: Numbers | undefined): Numbers {
  if (!numbers) throw new RangeError('An order was left without a number.');
  return numbers;
}

function pad(count: number): string {
  return String(count).padStart(5, '0');
}
