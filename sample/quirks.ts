import type { CalendarDate } from '#lib/dates.ts';
import type { Period } from './calendar.ts';
import type { AccountKey, Movement } from './model.ts';
import { movement } from './movements.ts';
import type { HiddenMoney } from './statements.ts';

/** What banks really get wrong, and what people really have to ask about; days count back from the last one. */
export type Quirks = {
  /** Extra rows: twins, a reversal, a stranger's money, an overdraft's interest. */
  movements: Movement[];
  /** EUR Main closes 50.00 below what its rows say; from then on the bank's figure is carried forward. */
  hidden: HiddenMoney[];
  /** Statements that never came: one in the middle, and the last of the account that is a day late. */
  missing: { account: AccountKey; date: CalendarDate }[];
  /** Rows that somebody is still asking about. */
  undecided: Movement[];
  /** The row that the bank's file writes so that nobody can read it. */
  unreadable: Movement;
};

const MISSING_DAY = 30;

/** The quirks of the period. */
export function quirksOf(period: Period): Quirks {
  const unreadable = movement('fee', {
    account: 'gbp',
    date: period.back(1),
    amount: -18_00n,
    purpose: 'CHAPS CHARGE',
    party: { name: 'KINGSWAY BANK' },
  });
  const refund = movement('incoming', {
    account: 'eurMain',
    date: period.back(5),
    amount: 1_204_18n,
    purpose: 'ERSTATTUNG SCHADEN 88-41207',
    party: { name: 'WELFEN VERSICHERUNG AG' },
  });
  return {
    movements: [...twins(period), ...reversedDebit(period), ...charges(period), refund, unreadable],
    undecided: [refund],
    hidden: [{ account: 'eurMain', date: period.back(2), amount: -50_00n }],
    missing: [
      { account: 'gbp', date: period.back(MISSING_DAY) },
      { account: 'usd', date: period.last },
    ],
    unreadable,
  };
}

/** Two tickets, bought one after the other: nothing tells the two rows apart, and both are real. */
function twins(period: Period): Movement[] {
  return [1, 2].map(() =>
    movement('card', {
      account: 'eurMain',
      date: period.back(4),
      amount: -59_90n,
      purpose: 'KARTE 4471 BAHN VERTRIEB BERLIN SPARPREIS',
      party: { name: 'BAHN VERTRIEB' },
    }),
  );
}

/** The utility collects twice; two days later the bank takes the second debit back. */
function reversedDebit(period: Period): Movement[] {
  const details = {
    account: 'eurMain' as const,
    party: { name: 'STADTWERKE' },
    mandate: { id: 'V88120', creditor: 'DE98ZZZ09999999999' },
  };
  return [
    movement('directDebit', {
      ...details,
      date: period.back(12),
      amount: -747_00n,
      purpose: 'ABSCHLAG DOPPELT, VERTRAG 88120',
    }),
    movement('returnedDebit', {
      ...details,
      date: period.back(10),
      amount: 747_00n,
      purpose: 'STORNO ABSCHLAG DOPPELT, VERTRAG 88120',
    }),
  ];
}

/** Small rows that lie where they are needed; the first in the statement that never came. */
function charges(period: Period): Movement[] {
  return [
    movement('directDebit', {
      account: 'gbp',
      date: period.back(MISSING_DAY),
      amount: -438_00n,
      purpose: 'CALIBRATION LAB LICENCE',
      party: { name: 'STANDARDS OFFICE' },
    }),
    movement('interest', {
      account: 'gbp',
      date: period.back(2),
      amount: -61_40n,
      purpose: 'OVERDRAFT INTEREST',
      party: { name: 'KINGSWAY BANK' },
    }),
    movement('interest', {
      account: 'jpy',
      date: period.last,
      amount: 1_204n,
      purpose: 'INTEREST ORDINARY DEPOSIT',
      party: { name: 'TOKIWA BANK' },
    }),
  ];
}
