import type { Sum } from '#domains/treasury/markets/valuation.ts';
import type { ToDo } from '#domains/treasury/overview/overview.ts';
import type { Differences } from '#domains/treasury/overview/to-do.ts';
import { isBusinessDay } from '#lib/business-days.ts';
import { addDays, type CalendarDate, daysBetween, formatShortDate } from '#lib/dates.ts';
import { formatAmount, formatCount } from '../ui/format-amount.ts';
import type { ToDoItem } from './to-do-list.tsx';

/** The day and the time "HH:MM" that it is where the company is. */
export type Present = { readonly date: CalendarDate; readonly time: string };

/** The lines of the list in the order of their weight; what is at zero has none. */
export function toDoItems(toDo: ToDo, present: Present): ToDoItem[] {
  return [
    ...missingItems(toDo, present),
    ...differenceItems(toDo),
    ...announcedItems(toDo),
    ...rowItems(toDo, present.date),
    ...documentItems(toDo),
    ...fileItems(toDo),
  ];
}

const NAMED_ACCOUNTS = 4;
const NAMED_DAYS = 3;

function missingItems({ missing, neverHad }: ToDo, present: Present): ToDoItem[] {
  const named = missing.slice(0, NAMED_ACCOUNTS).map((account): ToDoItem => {
    const [first] = account.days;
    const only = account.days.length === 1 && first ? first : null;
    return {
      key: `missing ${account.id}`,
      tone: 'bad',
      subject: account.account,
      predicate: only
        ? `has no statement for ${periodWords(only)}`
        : `has no statement for ${account.days.length} days`,
      detail: only
        ? lateness(only.dueOn, account.dueTime, present)
        : `${namesOf(account.days.map(periodWords), NAMED_DAYS)}`,
      href: `/statements?account=${account.id}`,
    };
  });
  const others = missing.length - named.length;
  return [
    ...named,
    ...(others > 0
      ? [
          {
            key: 'missing others',
            tone: 'bad' as const,
            subject: things(others, 'more account', 'more accounts'),
            predicate: others === 1 ? 'lacks statements' : 'lack statements',
            href: '/statements',
          },
        ]
      : []),
    ...neverHad.slice(0, NAMED_ACCOUNTS).map((account) => ({
      key: `never ${account.id}`,
      tone: 'warn' as const,
      subject: account.account,
      predicate: 'has no statement yet',
      detail: 'Drop a file here, or enter a balance.',
      href: `/statements?account=${account.id}`,
    })),
  ];
}

function differenceItems({ differences, breaks }: ToDo): ToDoItem[] {
  const line = (
    found: ToDo['differences'],
    words: Pick<ToDoItem, 'key' | 'predicate'>,
    href: string,
  ): ToDoItem => ({
    ...words,
    tone: 'warn',
    subject: things(found.count, 'statement', 'statements'),
    detail: namesOf(statementNames(found), found.newest.length, found.count),
    money: found.money,
    parts: partsOf(found.sums),
    href: found.count === 1 && found.newest[0] ? `/statements/${found.newest[0].id}` : href,
  });
  return [
    ...(differences.count > 0
      ? [
          line(
            differences,
            { key: 'differences', predicate: differences.count === 1 ? 'does not add up' : 'do not add up' },
            '/statements?check=discrepancy',
          ),
        ]
      : []),
    ...(breaks.count > 0
      ? [
          line(
            breaks,
            {
              key: 'breaks',
              predicate:
                breaks.count === 1
                  ? 'does not begin where the one before ended'
                  : 'do not begin where the ones before ended',
            },
            '/statements/calendar',
          ),
        ]
      : []),
  ];
}

function announcedItems({ neverBooked }: ToDo): ToDoItem[] {
  if (neverBooked.count === 0) return [];
  return [
    {
      key: 'never booked',
      tone: 'warn',
      subject: things(neverBooked.count, 'announced row', 'announced rows'),
      predicate: neverBooked.count === 1 ? 'was never booked' : 'were never booked',
      detail: 'The statement of the day is here without it.',
      money: neverBooked.money,
      parts: partsOf(neverBooked.sums),
      href: '/statements/announced?state=notBooked',
    },
  ];
}

const QUEUES = [
  { queue: 'ready', tone: 'accent', one: 'is ready to confirm', many: 'are ready to confirm' },
  { queue: 'differs', tone: 'warn', one: 'differs from its documents', many: 'differ from their documents' },
  { queue: 'choose', tone: 'neutral', one: 'needs a choice', many: 'need a choice' },
  { queue: 'nothing', tone: 'neutral', one: 'has no match', many: 'have no match' },
] as const;

function rowItems({ rows }: ToDo, today: CalendarDate): ToDoItem[] {
  return QUEUES.flatMap(({ queue, tone, one, many }) => {
    const found = rows.find((waiting) => waiting.queue === queue);
    if (!found || found.count === 0) return [];
    return [
      {
        key: queue,
        tone,
        subject: things(found.count, 'row', 'rows'),
        predicate: found.count === 1 ? one : many,
        detail: found.oldest ? `oldest ${ageInBusinessDays(found.oldest, today)}` : '',
        money: found.money,
        parts: partsOf(found.sums),
        href: `/reconciliation?queue=${queue}`,
      },
    ];
  });
}

function documentItems({ rejected }: ToDo): ToDoItem[] {
  if (rejected.count === 0) return [];
  const { newest } = rejected;
  return [
    {
      key: 'rejected',
      tone: 'bad',
      subject: things(rejected.count, 'document', 'documents'),
      predicate: rejected.count === 1 ? 'was rejected' : 'were rejected',
      detail: newest ? `${newest.number}: ${newest.reason}` : '',
      money: rejected.money,
      parts: partsOf(rejected.sums),
      href: '/documents?settlement=rejected',
    },
  ];
}

function fileItems({ files }: ToDo): ToDoItem[] {
  if (files.count === 0) return [];
  return [
    {
      key: 'files',
      tone: 'warn',
      subject: things(files.count, 'file', 'files'),
      predicate: files.count === 1 ? 'waits for your answer' : 'wait for your answer',
      detail: files.newest
        ? `${files.newest.filename}${files.newest.reason ? `: ${files.newest.reason}` : ''}`
        : '',
      href: '/statements/files',
    },
  ];
}

/** "1 row", "12 rows". */
function things(count: number, one: string, many: string): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

function statementNames({ newest }: Differences): string[] {
  return newest.map(({ account, date }) => `${account} ${formatShortDate(date)}`);
}

/** "a, b and 3 more". */
function namesOf(names: readonly string[], most: number, count = names.length): string {
  const shown = names.slice(0, most);
  const rest = count - shown.length;
  return rest > 0 ? `${shown.join(', ')} and ${rest} more` : shown.join(', ');
}

function periodWords({ from, to }: { from: CalendarDate; to: CalendarDate }): string {
  return from === to ? formatShortDate(to) : `${formatShortDate(from)} to ${formatShortDate(to)}`;
}

/** "due 09:00, 2 h late", or since which day. */
function lateness(dueOn: CalendarDate, dueTime: string, { date, time }: Present): string {
  const days = daysBetween(dueOn, date);
  if (days > 0) return `due ${formatShortDate(dueOn)}, ${days} d late`;
  const minutes = minutesOf(time) - minutesOf(dueTime);
  return `due ${dueTime}, ${minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h`} late`;
}

const minutesOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

/** "6 business days", counted from the day to today. */
function ageInBusinessDays(day: CalendarDate, today: CalendarDate): string {
  let count = 0;
  for (let at = day; at < today; at = addDays(at, 1)) if (isBusinessDay(addDays(at, 1))) count += 1;
  return things(count, 'business day', 'business days');
}

/** "36 474.02 EUR, 1 440.00 GBP". */
export function partsOf(sums: readonly Sum[]): string {
  return sums.map(({ amount, currency }) => `${formatAmount(amount, currency)} ${currency}`).join(', ');
}
