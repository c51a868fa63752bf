import type { Recurring } from './rule.ts';

/** What moves on the pound account by rule. */
export const GBP: readonly Recurring[] = [
  {
    account: 'gbp',
    kind: 'directDebit',
    on: { every: 'month', day: 1 },
    amount: [2_950_00, 2_950_00],
    texts: [['RIVERSIDE OFFICES LTD', 'SERVICED OFFICE {month} SUITE 9']],
  },
  {
    account: 'gbp',
    kind: 'directDebit',
    on: { every: 'month', day: 18 },
    amount: [84_00, 96_00],
    texts: [['ALBION MOBILE', 'ACCOUNT 55102 BILL {n}']],
  },
  {
    account: 'gbp',
    kind: 'tax',
    on: { every: 'month', day: 7, quarterly: true },
    amount: [3_400_00, 4_800_00],
    texts: [['HMRC VAT', 'VAT RETURN GB 4187 PERIOD TO {month}']],
  },
  {
    account: 'gbp',
    kind: 'cardSettlement',
    incoming: true,
    on: { every: 'week', weekdays: [1, 4] },
    amount: [310_00, 980_00],
    texts: [['TILLWORKS EUROPE', 'MERCHANT 771203 TO {day}']],
  },
  {
    account: 'gbp',
    kind: 'card',
    on: { every: 'day', times: 1, percent: 24 },
    amount: [8_00, 190_00],
    texts: [
      ['SEVERN RAIL', 'CARD 9912 SEVERN RAIL {n}'],
      ['THE COPPER KETTLE', 'CARD 9912 THE COPPER KETTLE OXFORD {n}'],
      ['QUICKPRINT', 'CARD 9912 QUICKPRINT READING {n}'],
    ],
  },
  {
    account: 'gbp',
    kind: 'fee',
    on: { every: 'month', day: 4 },
    amount: [18_00, 36_00],
    texts: [['KINGSWAY BANK', 'COMMERCIAL TARIFF CHARGES PRIOR MONTH']],
  },
];
