import type { CalendarDate } from '#lib/dates.ts';
import { periodUntil } from './calendar.ts';
import { type Decision, decisionsOf } from './decisions.ts';
import { type Delivery, deliveriesOf, INTEGRATIONS } from './deliveries.ts';
import { documentsOf } from './documents.ts';
import { everydayMovements } from './everyday.ts';
import { duplicateFile, intradayFiles, packStatements, type SampleFile } from './files.ts';
import { ACCOUNT_KEYS, ACCOUNTS, ENTITIES, GROUP_NAME } from './group.ts';
import { intradayReports } from './intraday.ts';
import type { Account, AccountKey, Document, Entity, Minor, Movement, Partner, Rate } from './model.ts';
import { numberOrders } from './numbering.ts';
import { everydayOrders } from './orders.ts';
import { PARTNERS } from './partners.ts';
import { everydayPayments } from './payments.ts';
import { type Quirks, quirksOf } from './quirks.ts';
import { chanceFor } from './random.ts';
import { illustrativeRates } from './rates.ts';
import { type DayStatement, dayStatements, openingFor } from './statements.ts';
import { storyOrders } from './story.ts';
import { storyPayments } from './story-payments.ts';
import { ownTransfers, poolSweeps } from './treasury.ts';

/** A company to try Nexus with: who it is, and the requests and files that bring its nine months in. */
export type SampleCompany = {
  name: string;
  entities: Entity[];
  accounts: Account[];
  partners: Partner[];
  /** Illustrative, one per pair and business day. */
  rates: Rate[];
  integrations: { name: string; source: string }[];
  /** Requests in the order of time. */
  deliveries: Delivery[];
  /** Statement files in the order of time. */
  files: SampleFile[];
  /** What the people of the company have already decided; the last days are left for the visitor. */
  decisions: Decision[];
};

/** What EUR Main holds before the first day, and what the others hold after the last: near these, by seed. */
const EUR_MAIN_OPENING = 241_380_55;
const CLOSING: Record<Exclude<AccountKey, 'eurMain'>, { about: number; within: number }> = {
  eurPool: { about: 4_870_000_00, within: 60_000_00 },
  usd: { about: 2_904_110_02, within: 40_000_00 },
  gbp: { about: -41_870_66, within: 1_500_00 },
  jpy: { about: 112_540_000, within: 900_000 },
};

/** The sample company of a seed as of a day (YYYY-MM-DD). The same seed and day give the same bytes. */
export function generateCompany({ seed, today }: { seed: number; today: CalendarDate }): SampleCompany {
  const { period, rates, documents, statements, quirks } = modelCompany({ seed, today });
  const packed = ACCOUNT_KEYS.map((key) => packStatements(statements[key], period, quirks));
  const files = packed.flatMap((parcel) => parcel.files);
  const places = new Map(packed.flatMap((parcel) => [...parcel.places]));
  return {
    name: GROUP_NAME,
    entities: Object.values(ENTITIES),
    accounts: ACCOUNT_KEYS.map((key) => ACCOUNTS[key]),
    partners: PARTNERS.map(partnerOnly),
    rates,
    integrations: Object.values(INTEGRATIONS),
    deliveries: deliveriesOf(documents, period, chanceFor(seed, 'deliveries')),
    files: [...files, ...intradayFiles(intradayReports(statements, period)), duplicateFile(files)].sort(
      byTime,
    ),
    decisions: decisionsOf(places, period, quirks.undecided),
  };
}

/** The model behind the files: documents first, then the cash that settles them, then the banks' view of it. */
export function modelCompany({ seed, today }: { seed: number; today: CalendarDate }) {
  const period = periodUntil(today);
  const rates = illustrativeRates(period.days, chanceFor(seed, 'rates'));
  const orders = [...everydayOrders(period, chanceFor(seed, 'orders')), ...storyOrders(period)];
  const documents = documentsOf(numberOrders(orders, seed), chanceFor(seed, 'documents'));
  const quirks = quirksOf(period);
  const unswept = [
    ...everydayPayments(documents, period, chanceFor(seed, 'payments')),
    ...storyPayments(documents, period),
    ...everydayMovements(period, chanceFor(seed, 'everyday')),
    ...ownTransfers(period, rates),
    ...quirks.movements,
  ].filter(({ bookingDate }) => bookingDate >= (period.days[0] ?? ''));
  const opening = BigInt(EUR_MAIN_OPENING);
  const movements = [...unswept, ...poolSweeps(period.days, unswept, opening)];
  const statements = statementsOf(seed, movements, period, quirks);
  return { period, rates, documents: documents satisfies Document[], movements, statements, quirks };
}

function statementsOf(
  seed: number,
  movements: readonly Movement[],
  period: ReturnType<typeof periodUntil>,
  quirks: Quirks,
): Record<AccountKey, DayStatement[]> {
  const chance = chanceFor(seed, 'balances');
  const of = (key: AccountKey): DayStatement[] => {
    const own = movements.filter(({ account }) => account === key);
    const hidden = quirks.hidden.filter(({ account }) => account === key);
    const opening = key === 'eurMain' ? BigInt(EUR_MAIN_OPENING) : openingFor(closingOf(key), own, hidden);
    return dayStatements(key, period, opening, own, hidden);
  };
  const closingOf = (key: Exclude<AccountKey, 'eurMain'>): Minor => {
    const { about, within } = CLOSING[key];
    return chance.amount(about - within, about + within);
  };
  return { eurMain: of('eurMain'), eurPool: of('eurPool'), usd: of('usd'), gbp: of('gbp'), jpy: of('jpy') };
}

function partnerOnly({ number, name, country, vatId, accounts, aliases, kind }: Partner): Partner {
  return { number, name, country, vatId, accounts, aliases, kind };
}

function byTime(a: { at: string; name: string }, b: { at: string; name: string }): number {
  if (a.at !== b.at) return a.at < b.at ? -1 : 1;
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}
