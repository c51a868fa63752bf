import { ibanOf } from './iban.ts';
import type { AccountKey, EntityCode, Partner } from './model.ts';

/** What a partner trades: whole units at a price in minor units. */
export type Product = { description: string; unitPrice: number; quantity: [number, number] };

/** A business partner together with how it orders, bills and pays. */
export type PartnerProfile = Partner & {
  entity: EntityCode;
  account: AccountKey;
  currency: string;
  /** As banks write the name: capitals, ASCII. */
  bankName: string;
  documents: number;
  products: readonly Product[];
  lines: [number, number];
  tax: { category: string; rate: number };
  termsDays: number;
  discount: { percent: number; days: number } | null;
  /** Every so many documents are due in instalments; 0 never. */
  instalmentsEvery: number;
  /** Calendar days between due date and payment, earliest and latest. */
  delayDays: [number, number];
  /** How often out of 100 the discount is taken in time. */
  discountTaken: number;
};

const DOMESTIC = { category: 'S', rate: 19 };
const WITHIN_EU = { category: 'K', rate: 0 };
const EXPORT = { category: 'G', rate: 0 };
const OUTSIDE_SCOPE = { category: 'O', rate: 0 };

const HALDEN_SERIES: readonly Product[] = [
  { description: 'Laser interferometer HL-40', unitPrice: 1_290_000, quantity: [1, 2] },
  { description: 'Autocollimator AC-200', unitPrice: 485_000, quantity: [1, 3] },
  { description: 'Surface gauge HG-7', unitPrice: 119_050, quantity: [1, 6] },
  { description: 'Optical flat, 50 mm, λ/20', unitPrice: 38_640, quantity: [2, 12] },
  { description: 'Calibration with certificate', unitPrice: 42_500, quantity: [1, 8] },
  { description: 'Probe tips, set of ten', unitPrice: 18_995, quantity: [1, 10] },
];

/** The same catalogue in another currency: prices scaled and rounded to what a price list would say. */
function pricedIn(percent: number, step: number): Product[] {
  return HALDEN_SERIES.map((product) => ({
    ...product,
    unitPrice: Math.round((product.unitPrice * percent) / 100 / step) * step,
  }));
}

const CUSTOMER = { kind: 'customer', entity: 'DE01', account: 'eurMain', currency: 'EUR' } as const;
const SUPPLIER = { ...CUSTOMER, kind: 'supplier' } as const;
const PLAIN_TERMS = { discount: null, discountTaken: 0, instalmentsEvery: 0 } as const;

export const PARTNERS: readonly PartnerProfile[] = [
  {
    ...CUSTOMER,
    number: '10448',
    name: 'Müller & Söhne GmbH',
    country: 'DE',
    vatId: 'DE271944653',
    accounts: [{ iban: ibanOf('DE', '600801150002020510'), other: null, bic: 'NORDDES1' }],
    aliases: ['Mueller & Soehne', 'MUELLER U SOEHNE'],
    bankName: 'MUELLER U SOEHNE GMBH',
    documents: 44,
    products: HALDEN_SERIES,
    lines: [1, 3],
    tax: DOMESTIC,
    termsDays: 30,
    discount: { percent: 2, days: 10 },
    instalmentsEvery: 0,
    delayDays: [-3, 4],
    discountTaken: 40,
  },
  {
    ...CUSTOMER,
    ...PLAIN_TERMS,
    number: '10512',
    name: 'Aurora Optik AB',
    country: 'SE',
    vatId: 'SE556714208701',
    accounts: [{ iban: ibanOf('SE', '88700000005214478031'), other: null, bic: 'AUSBSESS' }],
    aliases: ['Aurora Optik Aktiebolag'],
    bankName: 'AURORA OPTIK AB',
    documents: 30,
    products: HALDEN_SERIES,
    lines: [1, 3],
    tax: WITHIN_EU,
    termsDays: 30,
    instalmentsEvery: 10,
    delayDays: [-2, 5],
  },
  {
    ...CUSTOMER,
    ...PLAIN_TERMS,
    number: '10603',
    name: '小林精機株式会社',
    country: 'JP',
    vatId: null,
    account: 'jpy',
    currency: 'JPY',
    accounts: [{ iban: null, other: '0158-7726104', bic: 'HGSKJPJT' }],
    aliases: ['Kobayashi Seiki K.K.', 'KOBAYASHI SEIKI KK', 'コバヤシセイキ（カ'],
    bankName: 'KOBAYASHI SEIKI KK',
    documents: 30,
    products: pricedIn(168, 1000),
    lines: [1, 3],
    tax: EXPORT,
    termsDays: 45,
    instalmentsEvery: 0,
    delayDays: [-1, 2],
  },
  {
    ...CUSTOMER,
    ...PLAIN_TERMS,
    number: 'C-2041',
    name: 'Northgate Instruments Inc.',
    country: 'US',
    vatId: null,
    entity: 'US01',
    account: 'usd',
    currency: 'USD',
    accounts: [{ iban: null, other: '7719204455', bic: 'PRCTUS44' }],
    aliases: ['Northgate Instruments', 'NORTHGATE INSTR'],
    bankName: 'NORTHGATE INSTRUMENTS INC',
    documents: 40,
    products: pricedIn(112, 500),
    lines: [1, 4],
    tax: OUTSIDE_SCOPE,
    termsDays: 30,
    instalmentsEvery: 13,
    delayDays: [-2, 9],
  },
  {
    ...CUSTOMER,
    number: '10690',
    name: 'Ferri S.p.A.',
    country: 'IT',
    vatId: 'IT02841900976',
    accounts: [{ iban: ibanOf('IT', 'X0899102400000000481726'), other: null, bic: 'BFVRIT2F' }],
    aliases: ['Ferri Strumenti', 'FERRI SPA'],
    bankName: 'FERRI S.P.A.',
    documents: 26,
    products: HALDEN_SERIES,
    lines: [1, 2],
    tax: WITHIN_EU,
    termsDays: 60,
    discount: { percent: 3, days: 14 },
    instalmentsEvery: 9,
    delayDays: [0, 12],
    discountTaken: 15,
  },
  {
    ...CUSTOMER,
    ...PLAIN_TERMS,
    number: '10734',
    name: 'Ελληνικά Όργανα Α.Ε.',
    country: 'GR',
    vatId: 'EL094718265',
    accounts: [{ iban: ibanOf('GR', '09910050000000511820047'), other: null, bic: 'AIGAGRAA' }],
    aliases: ['Hellinika Organa S.A.', 'ELLINIKA ORGANA AE'],
    bankName: 'ELLINIKA ORGANA AE',
    documents: 18,
    products: HALDEN_SERIES,
    lines: [1, 2],
    tax: WITHIN_EU,
    termsDays: 45,
    instalmentsEvery: 0,
    delayDays: [5, 28],
  },
  {
    ...CUSTOMER,
    ...PLAIN_TERMS,
    number: '10781',
    name: 'Thames Valley Metrology Ltd',
    country: 'GB',
    vatId: 'GB418720358',
    account: 'gbp',
    currency: 'GBP',
    accounts: [{ iban: ibanOf('GB', 'OXBK20418855120937'), other: null, bic: 'OXBKGB21' }],
    aliases: ['TV Metrology', 'THAMES VALLEY METROLOGY'],
    bankName: 'THAMES VALLEY METROLOGY LTD',
    documents: 32,
    products: pricedIn(84, 500).slice(2),
    lines: [1, 4],
    tax: EXPORT,
    termsDays: 30,
    instalmentsEvery: 0,
    delayDays: [-2, 8],
  },
  {
    ...CUSTOMER,
    ...PLAIN_TERMS,
    number: '10802',
    name: 'Studio Lindqvist',
    country: 'SE',
    vatId: 'SE559021773201',
    accounts: [{ iban: ibanOf('SE', '88700000008830114529'), other: null, bic: 'AUSBSESS' }],
    aliases: ['Lindqvist Studio', 'STUDIO LINDQVIST'],
    bankName: 'STUDIO LINDQVIST',
    documents: 0,
    products: [{ description: 'Calibration reminder service, one site', unitPrice: 4_900, quantity: [1, 1] }],
    lines: [1, 1],
    tax: WITHIN_EU,
    termsDays: 14,
    instalmentsEvery: 0,
    delayDays: [-4, 2],
  },
  {
    ...SUPPLIER,
    ...PLAIN_TERMS,
    number: '70031',
    name: 'Łódzka Fabryka Łożysk Sp. z o.o.',
    country: 'PL',
    vatId: 'PL7251834976',
    accounts: [{ iban: ibanOf('PL', '999010420000007714502268'), other: null, bic: 'BKWLPLPW' }],
    aliases: ['LFL Lodz', 'LODZKA FABRYKA LOZYSK'],
    bankName: 'LODZKA FABRYKA LOZYSK SP ZOO',
    documents: 28,
    products: [
      { description: 'Łożysko wrzecionowe 7008 C', unitPrice: 21_430, quantity: [10, 60] },
      { description: 'Air bearing, 80 mm', unitPrice: 148_000, quantity: [1, 8] },
    ],
    lines: [1, 2],
    tax: WITHIN_EU,
    termsDays: 30,
    instalmentsEvery: 9,
    delayDays: [0, 0],
  },
  {
    ...SUPPLIER,
    ...PLAIN_TERMS,
    number: '70044',
    name: 'Precisión Óptica Ibérica S.L.',
    country: 'ES',
    vatId: 'ESB84321504',
    accounts: [{ iban: ibanOf('ES', '99021044870200041733'), other: null, bic: 'IBRSESMM' }],
    aliases: ['POI', 'PRECISION OPTICA IBERICA'],
    bankName: 'PRECISION OPTICA IBERICA SL',
    documents: 22,
    products: [
      { description: 'Lente asférica Ø 25 mm', unitPrice: 8_640, quantity: [20, 120] },
      { description: 'Beam splitter, coated', unitPrice: 31_275, quantity: [5, 30] },
    ],
    lines: [1, 2],
    tax: WITHIN_EU,
    termsDays: 45,
    instalmentsEvery: 0,
    delayDays: [0, 0],
  },
  {
    ...SUPPLIER,
    number: '70058',
    name: 'Brückner Elektronik KG',
    country: 'DE',
    vatId: 'DE305581272',
    accounts: [{ iban: ibanOf('DE', '500907330007714402'), other: null, bic: 'ISARDEFF' }],
    aliases: ['Brueckner Elektronik', 'BRUECKNER'],
    bankName: 'BRUECKNER ELEKTRONIK KG',
    documents: 30,
    products: [
      { description: 'Steuerplatine SP-12, bestückt', unitPrice: 16_480, quantity: [10, 50] },
      { description: 'Netzteil 24 V, 5 A', unitPrice: 7_215, quantity: [10, 80] },
      { description: 'Kabelsatz', unitPrice: 2_390, quantity: [20, 100] },
    ],
    lines: [1, 3],
    tax: DOMESTIC,
    termsDays: 30,
    discount: { percent: 3, days: 14 },
    instalmentsEvery: 0,
    delayDays: [0, 0],
    discountTaken: 35,
  },
  {
    ...SUPPLIER,
    ...PLAIN_TERMS,
    number: 'V-5107',
    name: 'Cascade Circuits LLC',
    country: 'US',
    vatId: null,
    entity: 'US01',
    account: 'usd',
    currency: 'USD',
    accounts: [{ iban: null, other: '6650183312', bic: 'PUGTUS66' }],
    aliases: ['Cascade Circuits', 'CASCADE CIRCUITS'],
    bankName: 'CASCADE CIRCUITS LLC',
    documents: 28,
    products: [
      { description: 'Controller board, rev. F', unitPrice: 24_850, quantity: [10, 60] },
      { description: 'Connector kit', unitPrice: 3_120, quantity: [20, 150] },
    ],
    lines: [1, 2],
    tax: OUTSIDE_SCOPE,
    termsDays: 30,
    instalmentsEvery: 0,
    delayDays: [0, 0],
  },
  {
    ...SUPPLIER,
    ...PLAIN_TERMS,
    number: 'V-5133',
    name: '深圳华光电子有限公司',
    country: 'CN',
    vatId: null,
    entity: 'US01',
    account: 'usd',
    currency: 'USD',
    accounts: [{ iban: null, other: '755902114410806', bic: 'HNGKCNBS' }],
    aliases: ['Shenzhen Huaguang Electronics Co., Ltd.', 'SHENZHEN HUAGUANG'],
    bankName: 'SHENZHEN HUAGUANG ELECTRONICS CO LTD',
    documents: 20,
    products: [
      { description: 'CMOS line sensor 4k', unitPrice: 8_990, quantity: [50, 200] },
      { description: 'USB interface module', unitPrice: 2_165, quantity: [50, 300] },
    ],
    lines: [1, 2],
    tax: OUTSIDE_SCOPE,
    termsDays: 60,
    instalmentsEvery: 4,
    delayDays: [0, 0],
  },
  {
    ...SUPPLIER,
    ...PLAIN_TERMS,
    number: '70135',
    name: 'Hartwell Castings Ltd',
    country: 'GB',
    vatId: 'GB735911623',
    account: 'gbp',
    currency: 'GBP',
    accounts: [{ iban: ibanOf('GB', 'SVRN30661041187720'), other: null, bic: 'SVRNGB2L' }],
    aliases: ['Hartwell', 'HARTWELL CASTINGS'],
    bankName: 'HARTWELL CASTINGS LTD',
    documents: 22,
    products: [
      { description: 'Base plate, granite-filled casting', unitPrice: 64_200, quantity: [2, 9] },
      { description: 'Column housing', unitPrice: 27_850, quantity: [2, 12] },
    ],
    lines: [1, 2],
    tax: EXPORT,
    termsDays: 30,
    instalmentsEvery: 0,
    delayDays: [0, 0],
  },
];

const byNumber = new Map(PARTNERS.map((partner) => [partner.number, partner]));

/** The partner with a customer or supplier number. Throws a RangeError when there is none. */
export function partnerOf(number: string): PartnerProfile {
  const partner = byNumber.get(number);
  if (!partner) throw new RangeError(`No sample partner has the number ${number}.`);
  return partner;
}

/** The account that a partner pays from and is paid to. */
export function accountOf(partner: PartnerProfile): { number: string; bic: string } {
  const [account] = partner.accounts;
  return { number: account?.iban ?? account?.other ?? '', bic: account?.bic ?? '' };
}
