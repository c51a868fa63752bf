import { type CalendarDate, weekday } from '#lib/dates.ts';
import { amountText } from './amounts.ts';
import { onOrAfter, type Period } from './calendar.ts';
import { ACCOUNTS } from './group.ts';
import type { Movement } from './model.ts';
import { movement } from './movements.ts';
import type { Chance } from './random.ts';
import { EUR } from './recurring/eur.ts';
import { GBP } from './recurring/gbp.ts';
import { JPY } from './recurring/jpy.ts';
import type { Recurring } from './recurring/rule.ts';
import { USD } from './recurring/usd.ts';
import { germanDay } from './remittance.ts';

/** What goes in and out without any document: salaries, taxes, rents, cards, fees, card sales. */
export function everydayMovements(period: Period, chance: Chance): Movement[] {
  return [...EUR, ...USD, ...GBP, ...JPY].flatMap((recurring) =>
    daysOf(recurring.on, period, chance).map((date) => movementOf(recurring, date, chance)),
  );
}

function movementOf(recurring: Recurring, date: CalendarDate, chance: Chance): Movement {
  const [party, template] = chance.pick(recurring.texts);
  const { currency } = ACCOUNTS[recurring.account];
  const amount = chance.amount(recurring.amount[0], recurring.amount[1], recurring.step ?? 1);
  const purpose = template
    .replace('{month}', `${date.slice(5, 7)}/${date.slice(0, 4)}`)
    .replace('{day}', germanDay(date))
    .replace('{amount}', amountText(amount, currency))
    .replace('{n}', () => String(chance.integer(10_000, 99_999)));
  return movement(recurring.kind, {
    account: recurring.account,
    date,
    amount: recurring.incoming ? amount : -amount,
    purpose,
    party: { name: party },
    ...(recurring.mandate ? { mandate: { id: recurring.mandate, creditor: 'DE98ZZZ09999999999' } } : {}),
  });
}

/** The business days of the period that a rule means. */
function daysOf(on: Recurring['on'], period: Period, chance: Chance): CalendarDate[] {
  switch (on.every) {
    case 'month': {
      const wanted = String(on.day).padStart(2, '0');
      const months = period.months.filter(({ month }) => !on.quarterly || Number(month.slice(5)) % 3 === 1);
      return months.flatMap(({ month, days }) =>
        days.filter((day) => day === onOrAfter(`${month}-${wanted}`)),
      );
    }
    case 'monthEnd':
      // The running month ends where the period does, so its end is not yet known.
      return period.months.slice(0, -1).flatMap(({ days }) => days.at(-on.daysBefore) ?? []);
    case 'week':
      return period.days.filter((day) => on.weekdays.includes(weekday(day)));
    case 'fortnight':
      return period.days.filter((day) => weekday(day) === on.weekday).filter((_, index) => index % 2 === 0);
    case 'day':
      return period.days.flatMap((day) =>
        Array.from({ length: on.times }).flatMap(() => (chance.happens(on.percent) ? day : [])),
      );
    default:
      return on satisfies never;
  }
}
