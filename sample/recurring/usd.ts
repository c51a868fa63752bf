import type { Recurring } from './rule.ts';

/** What moves on the dollar account by rule. */
export const USD: readonly Recurring[] = [
  {
    account: 'usd',
    kind: 'salary',
    on: { every: 'fortnight', weekday: 5 },
    amount: [20_600_00, 21_900_00],
    texts: [['BLUEGATE PAYROLL', 'PAYROLL HALDEN INC 14 EMPLOYEES']],
  },
  {
    account: 'usd',
    kind: 'tax',
    on: { every: 'fortnight', weekday: 5 },
    amount: [7_100_00, 8_200_00],
    texts: [['IRS', 'USATAXPYMT 941 DEPOSIT {n}']],
  },
  {
    account: 'usd',
    kind: 'directDebit',
    on: { every: 'month', day: 1 },
    amount: [6_850_00, 6_850_00],
    texts: [['HARBORVIEW PROPERTIES', 'RENT {month} UNIT 12']],
  },
  {
    account: 'usd',
    kind: 'directDebit',
    on: { every: 'month', day: 12 },
    amount: [2_940_00, 3_080_00],
    texts: [['COMMON SHIELD HEALTH', 'GROUP PREMIUM {month} PLAN 7731']],
  },
  {
    account: 'usd',
    kind: 'directDebit',
    on: { every: 'week', weekdays: [2] },
    amount: [180_00, 940_00],
    texts: [['TRIBORO FREIGHT', 'FREIGHT BILL {n}']],
  },
  {
    account: 'usd',
    kind: 'cardSettlement',
    incoming: true,
    on: { every: 'week', weekdays: [1, 2, 3, 5] },
    amount: [1_900_00, 4_600_00],
    texts: [['TILLWORKS INC', 'MERCHANT DEPOSIT 8830114 BATCH {n}']],
  },
  {
    account: 'usd',
    kind: 'card',
    on: { every: 'day', times: 1, percent: 48 },
    amount: [14_00, 420_00],
    texts: [
      ['SEABOARD AIRLINES', 'CARD 2207 SEABOARD AIRLINES {n}'],
      ['OFFICE BARN', 'CARD 2207 OFFICE BARN BOSTON MA {n}'],
      ['MAPLE DINER', 'CARD 2214 MAPLE DINER CAMBRIDGE MA {n}'],
      ['TOOLSHED SUPPLY', 'CARD 2214 TOOLSHED SUPPLY {n}'],
    ],
  },
  {
    account: 'usd',
    kind: 'fee',
    on: { every: 'month', day: 15 },
    amount: [64_00, 118_00],
    texts: [['FIRST HARBOR BANK', 'ACCOUNT ANALYSIS FEE PRIOR MONTH']],
  },
];
