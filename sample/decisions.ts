import type { CalendarDate } from '#lib/dates.ts';
import { amountText } from './amounts.ts';
import type { Period } from './calendar.ts';
import type { Place } from './files.ts';
import { ACCOUNTS } from './group.ts';
import type { Movement } from './model.ts';

/** What somebody has decided about a row, which is found by its place in its file. Amounts are decimal strings. */
export type Decision = Place & {
  /** The account's short name. */
  account: string;
  bookingDate: CalendarDate;
  answer:
    | {
        kind: 'documents';
        allocations: {
          externalId: string;
          /** Number of the instalment; null for a document without. */
          instalment: number | null;
          /** Cash, in the document's currency, never signed. */
          amount: string;
          /** What was settled without cash. */
          difference: { reason: string; amount: string } | null;
        }[];
      }
    | { kind: 'noDocument'; reason: string };
};

/** Business days before the last whose rows nobody has looked at yet: of documents, and of everything else. */
const UNDECIDED_DAYS = { documents: 9, noDocument: 3 };

/** The decisions on all rows but those of the last days and the undecided ones, in the order of the rows' dates. */
export function decisionsOf(
  places: ReadonlyMap<Movement, Place>,
  period: Period,
  undecided: readonly Movement[],
): Decision[] {
  const until = {
    documents: period.back(UNDECIDED_DAYS.documents),
    noDocument: period.back(UNDECIDED_DAYS.noDocument),
  };
  return [...places]
    .filter(
      ([movement]) => movement.bookingDate <= until[movement.answer.kind] && !undecided.includes(movement),
    )
    .sort(([a], [b]) => (a.bookingDate < b.bookingDate ? -1 : a.bookingDate > b.bookingDate ? 1 : 0))
    .map(([movement, place]) => ({
      ...place,
      account: ACCOUNTS[movement.account].shortName,
      bookingDate: movement.bookingDate,
      answer: answerOf(movement),
    }));
}

function answerOf({ answer, account }: Movement): Decision['answer'] {
  if (answer.kind === 'noDocument') return answer;
  const { currency } = ACCOUNTS[account];
  return {
    kind: 'documents',
    allocations: answer.allocations.map(({ externalId, instalment, amount, difference }) => ({
      externalId,
      instalment,
      amount: amountText(amount, currency),
      difference: difference && {
        reason: difference.reason,
        amount: amountText(difference.amount, currency),
      },
    })),
  };
}
