import type { AccountKey } from './model.ts';
import type { MovementKind } from './movements.ts';

/** Money that moves by rule; amounts in minor units, never signed. */
export type Recurring = {
  account: AccountKey;
  kind: MovementKind;
  on:
    | { every: 'month'; day: number; quarterly?: boolean }
    | { every: 'monthEnd'; daysBefore: number }
    | { every: 'week'; weekdays: readonly number[] }
    | { every: 'fortnight'; weekday: number }
    | { every: 'day'; times: number; percent: number };
  amount: readonly [number, number];
  step?: number;
  incoming?: true;
  mandate?: string;
  /** Party and purpose, one of which is taken; {month}, {day}, {amount} and {n} (a number) are filled in. */
  texts: readonly (readonly [party: string, purpose: string])[];
};

const EUR: readonly Recurring[] = [
  {
    account: 'eurMain',
    kind: 'salary',
    on: { every: 'monthEnd', daysBefore: 2 },
    amount: [61_400_00, 63_900_00],
    texts: [['LOHN UND GEHALT', 'LOHN/GEHALT {month} SAMMLER ANZAHL 38']],
  },
  {
    account: 'eurMain',
    kind: 'socialSecurity',
    on: { every: 'monthEnd', daysBefore: 3 },
    amount: [14_200_00, 15_100_00],
    mandate: 'BN48811203',
    texts: [['NORDKASSE KRANKENVERSICHERUNG', 'SV-BEITRAG {month} BETR.NR. 48811203']],
  },
  {
    account: 'eurMain',
    kind: 'socialSecurity',
    on: { every: 'monthEnd', daysBefore: 3 },
    amount: [9_300_00, 9_900_00],
    mandate: 'BN48811204',
    texts: [['SUEDKASSE BKK', 'BEITRAEGE {month} BETR.NR. 48811203']],
  },
  {
    account: 'eurMain',
    kind: 'tax',
    on: { every: 'month', day: 10 },
    amount: [13_100_00, 14_400_00],
    texts: [['FINANZAMT MUENCHEN', 'LOHNSTEUER {month} ST.NR. 143/812/40917']],
  },
  {
    account: 'eurMain',
    kind: 'tax',
    on: { every: 'month', day: 10 },
    amount: [7_200_00, 11_900_00],
    texts: [['FINANZAMT MUENCHEN', 'UMSATZSTEUER {month} ST.NR. 143/812/40917']],
  },
  {
    account: 'eurMain',
    kind: 'directDebit',
    on: { every: 'month', day: 1 },
    amount: [14_280_00, 14_280_00],
    mandate: 'MIETE-2291',
    texts: [['ISARPARK GRUNDBESITZ GMBH', 'MIETE {month} HALLE 4 UND BUERO']],
  },
  {
    account: 'eurMain',
    kind: 'directDebit',
    on: { every: 'month', day: 15 },
    amount: [747_00, 747_00],
    mandate: 'V88120',
    texts: [['STADTWERKE', 'ABSCHLAG {month}, VERTRAG 88120']],
  },
  {
    account: 'eurMain',
    kind: 'directDebit',
    on: { every: 'month', day: 5 },
    amount: [612_00, 688_00],
    mandate: 'TK771204',
    texts: [['BAVARIA TELEKOM', 'RECHNUNG {n} KUNDENKONTO 7712040']],
  },
  {
    account: 'eurMain',
    kind: 'directDebit',
    on: { every: 'month', day: 3 },
    amount: [3_118_40, 3_118_40],
    mandate: 'LEAS-5510',
    texts: [['ALPENLEASING AG', 'LEASINGRATE {month} VERTRAG 5510-7']],
  },
  {
    account: 'eurMain',
    kind: 'directDebit',
    on: { every: 'week', weekdays: [2] },
    amount: [284_00, 918_00],
    mandate: 'PKT-40112',
    texts: [['PAKET24 LOGISTIK GMBH', 'RECHNUNG {n} KD 40112']],
  },
  {
    account: 'eurMain',
    kind: 'directDebit',
    on: { every: 'fortnight', weekday: 3 },
    amount: [340_00, 720_00],
    mandate: 'TANK-0091',
    texts: [['TANKKARTE SERVICE EG', 'SAMMELRECHNUNG {n}']],
  },
  {
    account: 'eurMain',
    kind: 'directDebit',
    on: { every: 'month', day: 20, quarterly: true },
    amount: [4_912_30, 4_912_30],
    mandate: 'VS-118-27',
    texts: [['WELFEN VERSICHERUNG AG', 'BEITRAG VS 118-27 QUARTAL {month}']],
  },
  {
    account: 'eurMain',
    kind: 'cardSettlement',
    incoming: true,
    on: { every: 'week', weekdays: [1, 3, 4] },
    amount: [3_100_00, 7_400_00],
    texts: [['KARTENWERK PAYMENTS SE', 'KARTENUMSAETZE BIS {day} HAENDLER 30071145']],
  },
  {
    account: 'eurMain',
    kind: 'card',
    on: { every: 'day', times: 2, percent: 42 },
    amount: [11_90, 389_00],
    texts: [
      ['BAHN VERTRIEB', 'KARTE 4471 BAHN VERTRIEB BERLIN {day} REF {n}'],
      ['HOTEL AM DEICH', 'KARTE 4471 HOTEL AM DEICH BREMEN {day} REF {n}'],
      ['WERKZEUG WEBER', 'KARTE 4489 WERKZEUG WEBER MUENCHEN {day} REF {n}'],
      ['BUEROBEDARF KRAUS', 'KARTE 4489 BUEROBEDARF KRAUS {day} REF {n}'],
      ['CLOUD HOSTING IRELAND', 'KARTE 4490 CLOUD HOSTING DUBLIN {day} REF {n}'],
      ['TAXI ZENTRALE', 'KARTE 4471 TAXI ZENTRALE {day} REF {n}'],
    ],
  },
  {
    account: 'eurMain',
    kind: 'expenses',
    on: { every: 'week', weekdays: [5] },
    amount: [38_20, 412_00],
    texts: [
      ['KATHARINA BRANDT', 'REISEKOSTEN BIS {day}'],
      ['YUSUF DEMIR', 'AUSLAGEN BIS {day}'],
      ['JONAS PETERSEN', 'REISEKOSTEN BIS {day}'],
    ],
  },
  {
    account: 'eurMain',
    kind: 'fee',
    on: { every: 'month', day: 1 },
    amount: [118_40, 164_90],
    texts: [['BANKHAUS FALKENRIED', 'ENTGELTABSCHLUSS PER {day} ENTGELTE VORMONAT']],
  },
  {
    account: 'eurPool',
    kind: 'interest',
    incoming: true,
    on: { every: 'month', day: 2 },
    amount: [6_912_00, 7_840_00],
    texts: [['BANKHAUS FALKENRIED', 'HABENZINSEN VORMONAT GUTSCHRIFT {day}']],
  },
  {
    account: 'eurPool',
    kind: 'fee',
    on: { every: 'month', day: 2 },
    amount: [85_00, 85_00],
    texts: [['BANKHAUS FALKENRIED', 'CASH POOLING GRUNDENTGELT {month}']],
  },
];

const USD: readonly Recurring[] = [
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

const GBP: readonly Recurring[] = [
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

const JPY: readonly Recurring[] = [
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

export const RECURRING: readonly Recurring[] = [...EUR, ...USD, ...GBP, ...JPY];
