import type { TenantTx } from '#db/tenancy.ts';
import { previousBusinessDay } from '#lib/business-days.ts';
import { type Instant, timeIn } from '#lib/clock.ts';
import { addDays, type CalendarDate, daysBetween } from '#lib/dates.ts';
import type { Id } from '#lib/ids.ts';
import type { EntityView } from '../../identity/workspace/entity-view.ts';
import { daysUntil, type Expected, missingStatements } from '../accounts/account-days.ts';
import { type LoadedAccount, loadAccountDays } from '../accounts/load-account-days.ts';
import { loadRates } from '../markets/load-rates.ts';
import { type Sum, totalIn, type Valuation, valuationOn } from '../markets/valuation.ts';
import { balancesByCurrency, type CurrencyBalances } from './balances.ts';
import { type Cash, cashOf } from './cash.ts';
import { type DueSide, type DueWindow, dueSide, dueWindows, loadDue } from './due.ts';
import {
  type Differences,
  differencesOf,
  loadBreaks,
  loadDifferences,
  loadNeverBooked,
  loadRejected,
  loadWaitingFiles,
  loadWaitingRows,
  type NeverBooked,
  type RejectedDocuments,
  type WaitingRows,
} from './to-do.ts';

/** What the first page is asked for: whose, by whose calendar, and in which currency. */
export type OverviewQuestion = {
  readonly view: EntityView;
  readonly now: Instant;
  readonly today: CalendarDate;
  readonly timeZone: string;
  readonly base: string;
};

/** An amount in the base currency, followed by the sums that have no rate. */
export type Money = readonly Sum[];

export type ToDo = {
  readonly missing: readonly {
    readonly id: Id;
    readonly account: string;
    readonly dueTime: string;
    readonly days: readonly Expected[];
  }[];
  /** Accounts that should have statements and never had one. */
  readonly neverHad: readonly { readonly id: Id; readonly account: string }[];
  readonly differences: Differences & { readonly money: Money };
  /** Statements that do not begin where the one before ended, though none is missing in between. */
  readonly breaks: Differences & { readonly money: Money };
  readonly neverBooked: NeverBooked & { readonly money: Money };
  readonly rows: readonly (WaitingRows & { readonly money: Money })[];
  readonly rejected: RejectedDocuments & { readonly money: Money };
  readonly files: Awaited<ReturnType<typeof loadWaitingFiles>>;
};

export type Overview = {
  readonly accounts: number;
  readonly toDo: ToDo;
  readonly cash: Cash;
  readonly valuation: Valuation;
  readonly balances: { readonly days: readonly CalendarDate[]; readonly lines: readonly CurrencyBalances[] };
  readonly due: readonly {
    readonly window: DueWindow;
    readonly receivable: DueSide;
    readonly payable: DueSide;
  }[];
};

const CHART_DAYS = 90;

/** Everything that the first page shows, out of projected totals and the closing balances of the last ninety days. */
export async function loadOverview(tx: TenantTx, question: OverviewQuestion): Promise<Overview> {
  const { view, today, base } = question;
  const days = daysUntil(today, CHART_DAYS + 1);
  const from = days[0] ?? today;
  const windows = dueWindows(today);
  const [accounts, due, differences, breaks, neverBooked, rows, rejected, files] = await Promise.all([
    loadAccountDays(tx, view, { from, to: today }),
    loadDue(tx, view, windows),
    loadDifferences(tx, view),
    loadBreaks(tx, view, from),
    loadNeverBooked(tx, view),
    loadWaitingRows(tx, view),
    loadRejected(tx, view),
    loadWaitingFiles(tx),
  ]);
  const currencies = [...accounts, ...due, ...rejected.sums].map(({ currency }) => currency);
  const rates = await loadRates(tx, base, currencies, { from, to: today });
  const valuation = valuationOn(base, rates, today);
  const withMoney = <Found extends { readonly sums: readonly Sum[] }>(found: Found) => ({
    ...found,
    money: moneyOf(valuation, found.sums),
  });
  const histories = accounts.map((account) => account.history);
  const open = accounts.filter(({ closedOn }) => closedOn === null || closedOn >= today);
  const cash = cashOf(open, days, valuation);
  const shown = days.filter((day) => day <= lastDayOf(cash, today));
  return {
    accounts: accounts.length,
    toDo: {
      ...statementsToGet(open, days, question),
      differences: withMoney(differences),
      breaks: withMoney(differencesOf(breaks.filter((found) => !isGap(found, accounts)))),
      neverBooked: withMoney(neverBooked),
      rows: rows.map(withMoney),
      rejected: withMoney(rejected),
      files,
    },
    cash,
    valuation,
    balances: { days: shown, lines: balancesByCurrency(histories, shown, { base, rates }) },
    due: windows.map((window, index) => ({
      window,
      receivable: dueSide(due, { window: index, direction: 'receivable' }, valuation),
      payable: dueSide(due, { window: index, direction: 'payable' }, valuation),
    })),
  };
}

function moneyOf(valuation: Valuation, sums: readonly Sum[]): Money {
  const { total, without } = totalIn(valuation, sums);
  return without.length > 0 && without.length === sums.length ? without : [total, ...without];
}

/** The last day that the curves show: that of the newest balance, or the last business day when nothing is that new. */
function lastDayOf({ asOf }: Cash, today: CalendarDate): CalendarDate {
  const lastBusinessDay = previousBusinessDay(today);
  return asOf !== null && asOf > lastBusinessDay ? asOf : lastBusinessDay;
}

function statementsToGet(
  accounts: readonly LoadedAccount[],
  days: readonly CalendarDate[],
  { now, today, timeZone }: OverviewQuestion,
): Pick<ToDo, 'missing' | 'neverHad'> {
  const present = { date: today, time: timeIn(timeZone, now) };
  return {
    missing: accounts
      .map(({ id, shortName, dueTime, history }) => ({
        id,
        account: shortName,
        dueTime,
        days: missingStatements(history, days, present),
      }))
      .filter((account) => account.days.length > 0),
    neverHad: accounts
      .filter(
        ({ history }) =>
          history.firstDay === null && !['onMovement', 'none'].includes(history.schedule.frequency),
      )
      .map(({ id, shortName }) => ({ id, account: shortName })),
  };
}

/** Whether the break is explained by a statement that is missing in between. */
function isGap(
  { accountId, previous, begins }: Awaited<ReturnType<typeof loadBreaks>>[number],
  accounts: readonly LoadedAccount[],
): boolean {
  const history = accounts.find((account) => account.id === accountId)?.history;
  if (!history) return false;
  const between = daysUntil(addDays(begins, -1), Math.max(0, daysBetween(previous, begins) - 1));
  return missingStatements(history, between, { date: LATER, time: '' }).length > 0;
}

/** Later than anything is due. */
const LATER = '9999-12-31';
