import type { TransactionType } from '../transaction-type.ts';

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

/** Only the beginning of the text names the type; further on stand names and purposes. */
export function typeInWords(description: string): TransactionType | undefined {
  const beginning = withoutAccents(description.slice(0, 28).toUpperCase());
  return WORDS.find(([, pattern]) => pattern.test(beginning))?.[0];
}

function withoutAccents(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('Ł', 'L');
}
