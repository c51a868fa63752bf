/** What kind of transaction a bank row is, in the words that a treasurer uses. */
export const TRANSACTION_TYPES = [
  'Transfer',
  'Instant transfer',
  'Standing order',
  'Direct debit',
  'Card',
  'Cheque',
  'Cash',
  'Salary',
  'Bank fee',
  'Interest',
  'Tax',
  'Loan',
  'Deposit',
  'Securities',
  'Dividend',
  'Foreign exchange',
  'Foreign payment',
  'Cash pooling',
  'Trade finance',
  'Batch',
  'Return',
  'Reversal',
  'Other',
] as const;

export type TransactionType = (typeof TRANSACTION_TYPES)[number];

/** Field 61, sub-field 6 (SWIFT Standards MT, Category 9, MT940): the three letters after N, F or S. */
const SWIFT: Readonly<Record<string, TransactionType>> = {
  BNK: 'Bank fee',
  BOE: 'Trade finance',
  BRF: 'Bank fee',
  CAR: 'Securities',
  CAS: 'Securities',
  CHG: 'Bank fee',
  CHK: 'Cheque',
  CLR: 'Cheque',
  CMI: 'Cash pooling',
  CMN: 'Cash pooling',
  CMP: 'Transfer',
  CMS: 'Cash pooling',
  CMT: 'Cash pooling',
  CMZ: 'Cash pooling',
  COL: 'Trade finance',
  COM: 'Bank fee',
  CPN: 'Securities',
  DCR: 'Trade finance',
  DDT: 'Direct debit',
  DIS: 'Securities',
  DIV: 'Dividend',
  EQA: 'Foreign payment',
  EXT: 'Transfer',
  FEX: 'Foreign exchange',
  INT: 'Interest',
  LBX: 'Cheque',
  LDP: 'Loan',
  MAR: 'Securities',
  MAT: 'Securities',
  MGT: 'Bank fee',
  NWI: 'Securities',
  ODC: 'Bank fee',
  OPT: 'Securities',
  PCH: 'Securities',
  PRN: 'Interest',
  REC: 'Tax',
  RED: 'Securities',
  RIG: 'Securities',
  RTI: 'Return',
  SAL: 'Securities',
  SEC: 'Securities',
  STO: 'Standing order',
  STP: 'Tax',
  SUB: 'Securities',
  SWP: 'Foreign exchange',
  TAX: 'Tax',
  TCK: 'Cheque',
  TRF: 'Transfer',
  UWC: 'Securities',
  WAR: 'Securities',
};

/** German Geschäftsvorfallcodes (DFÜ-Abkommen, Anlage 3, 8.2.6) by type. */
const GVC: readonly (readonly [TransactionType, string])[] = [
  ['Direct debit', '002 004 005 071 084 104 105 171 174'],
  ['Card', '006 106 107 110 190 198 801'],
  ['Standing order', '008 052 117 152'],
  ['Return', '009 010 059 108 109 111 159 160 181 183 184'],
  ['Cheque', '001 011 070 075 101 102 103 122 170 195'],
  ['Transfer', '020 051 054 055 056 067 068 069 116 119 154 155 156 166 167 169 177 185 188'],
  ['Instant transfer', '118 157 168 189'],
  ['Salary', '053 153 819'],
  ['Batch', '072 079 191 192 193 194 196 197'],
  ['Cash', '012 082 083 112'],
  ['Foreign payment', '201 202 203 204 205 206 207 208 209 210 211 212 213 214 215 216 217 218'],
  ['Securities', '301 302 303 304 305 306 307 308 309 310 311 320 321 330 331 340 341 360 361 399'],
  [
    'Foreign exchange',
    '401 402 403 404 405 406 407 408 409 411 412 413 414 415 416 417 418 419 420 421 422 423',
  ],
  ['Loan', '601 602 603 604 605 606 607 608 609 611 612 613 614 615'],
  ['Bank fee', '802 803 804 805 806 807 808 809 810 811'],
  ['Interest', '812 813 814 815 816 817'],
  ['Deposit', '823 825 826 827 828 829 830'],
  ['Cash pooling', '820 833 834'],
  ['Tax', '837'],
  ['Reversal', '899'],
];
const GVC_TYPES = new Map(
  GVC.flatMap(([type, codes]) => codes.split(' ').map((code) => [code, type] as const)),
);

/** Words with which banks begin the text of a row, in the languages of our banks, without accents. */
const WORDS: readonly (readonly [TransactionType, RegExp])[] = [
  [
    'Salary',
    /\b(?:SALAR(?:Y|IES|IO|IS)|PAYROLL|WAGES|LOHN|GEHALT|NOMINAS?|STIPENDI[OA]?|SALAIRES?|SALARIS)\b/,
  ],
  [
    'Return',
    /\b(?:RUCKLASTSCHRIFT|RUCKUBERWEISUNG|RETOURE|RETURNED|STORNO|REJECT|REJET|IMPAYE|STORNERING)\b/,
  ],
  ['Interest', /\b(?:INTERESTS?|ZINS(?:EN)?|INTERETS|INTERESES|INTERESSI|RENTE|ODSETKI)\b/],
  [
    'Bank fee',
    /\b(?:FEES?|CHARGES?|GEBUHR(?:EN)?|ENTGELT\w*|SPESEN|FRAIS|COMMISSIONS?|COMISION(?:ES)?|COMMISSIONI|KOSTEN|PROWIZJA|OPLATA|GEBYR|AVGIFT)\b/,
  ],
  [
    'Card',
    /\b(?:CARDS?|KARTENZAHLUNG|KARTE|CARTE|TARJETA|CARTA|BETAALPAS|BEA|PIN|POS|VISA|MASTERCARD|GIROCARD|KARTA)\b/,
  ],
  [
    'Direct debit',
    /\b(?:DIRECT DEBIT|LASTSCHRIFT|PRELEVEMENT|ADEUDO|DOMICILIACION|ADDEBITO DIRETTO|INCASSO|POLECENIE ZAPLATY|BETALINGSSERVICE)\b/,
  ],
  ['Standing order', /\b(?:STANDING ORDER|DAUERAUFTRAG|VIREMENT PERMANENT|ORDEN PERMANENTE)\b/],
  ['Cheque', /\b(?:CHEQUES?|CHECKS?|SCHECK)\b/],
  [
    'Cash',
    /\b(?:CASH|ATM|BARGELD|GELDAUTOMAT|EINZAHLUNG|AUSZAHLUNG|RETRAIT|CAJERO|PRELIEVO|GELDMAAT|BANKOMAT)\b/,
  ],
  [
    'Tax',
    /\b(?:TAX|TAXES|STEUER\w*|FINANZAMT|IMPOTS?|IMPUESTOS?|IMPOSTE|BELASTING(?:DIENST)?|HMRC|VAT|TVA|IVA)\b/,
  ],
  ['Foreign exchange', /\b(?:FX|FOREIGN EXCHANGE|DEVISEN\w*|CHANGE DE DEVISES)\b/],
  ['Instant transfer', /\b(?:INSTANT|ECHTZEIT\w*)\b/],
  [
    'Transfer',
    /\b(?:TRANSFER|UBERWEISUNG|UEBERW\w*|GUTSCHRIFT|VIREMENT|TRANSFERENCIA|BONIFICO|OVERBOEKING|OVERSCHRIJVING|PRZELEW|WIRE|PAYMENT|ZAHLUNG|SEPA)\b/,
  ],
];

/**
 * The type of a bank row in words: by its German business code, its SWIFT type, else by the words that its text
 * begins with. A reversal is a reversal whatever it reverses. "Other" where nothing says more.
 */
export function transactionType(row: {
  transactionCode: string | null;
  businessCode?: string | null;
  description: string;
  isReversal: boolean;
  batch?: { count: number | null } | null;
}): TransactionType {
  if (row.isReversal) return 'Reversal';
  const byBusinessCode = row.businessCode ? GVC_TYPES.get(row.businessCode) : undefined;
  if (byBusinessCode) return byBusinessCode;
  const bySwift = swiftType(row.transactionCode);
  if (bySwift && bySwift !== 'Transfer') return bySwift;
  if (row.batch?.count && row.batch.count > 1) return 'Batch';
  return typeInWords(row.description) ?? bySwift ?? 'Other';
}

function swiftType(code: string | null): TransactionType | undefined {
  if (code === null || code.length !== 4) return undefined;
  const rest = code.slice(1);
  if (code.startsWith('S') && /^\d{3}$/.test(rest))
    return rest.startsWith('1') || rest === '202' ? 'Transfer' : undefined;
  return SWIFT[rest] ?? (code.startsWith('N') && /^\d{3}$/.test(rest) ? GVC_TYPES.get(rest) : undefined);
}

/** Only the beginning of the text names the type; further on stand names and purposes. */
function typeInWords(description: string): TransactionType | undefined {
  const beginning = withoutAccents(description.slice(0, 28).toUpperCase());
  return WORDS.find(([, pattern]) => pattern.test(beginning))?.[0];
}

function withoutAccents(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('Ł', 'L');
}
