import type { Recurring } from './rule.ts';

/** What moves on the yen account by rule. */
export const JPY: readonly Recurring[] = [
  {
    account: 'jpy',
    kind: 'directDebit',
    on: { every: 'month', day: 27 },
    amount: [385_000, 385_000],
    texts: [['NIHONBASHI OFFICE', 'RENT {month}']],
  },
  {
    account: 'jpy',
    kind: 'directDebit',
    on: { every: 'month', day: 25 },
    amount: [21_400, 32_800],
    texts: [['TOKYO DENRYOKU', 'ELECTRICITY {month}']],
  },
  {
    account: 'jpy',
    kind: 'outgoing',
    on: { every: 'week', weekdays: [3] },
    amount: [44_000, 132_000],
    step: 1000,
    texts: [
      ['SATO TECHNICAL SERVICE', 'FIELD SERVICE {n}'],
      ['YAMATE TRANSLATION', 'MANUALS {n}'],
    ],
  },
  {
    account: 'jpy',
    kind: 'cardSettlement',
    incoming: true,
    on: { every: 'week', weekdays: [5] },
    amount: [118_000, 402_000],
    texts: [['SAKURA CARD SERVICE', 'CARD SALES TO {day}']],
  },
  {
    account: 'jpy',
    kind: 'fee',
    on: { every: 'month', day: 10 },
    amount: [3_300, 6_600],
    step: 110,
    texts: [['TOKIWA BANK', 'TRANSFER FEES PRIOR MONTH']],
  },
];
