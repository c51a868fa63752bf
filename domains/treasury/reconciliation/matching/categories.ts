import { foldText } from './names.ts';
import type { PreparedRow } from './prepare-row.ts';
import type { Category } from './types.ts';

/** The bank's own word: SWIFT types, German GVC, ISO 20022 sub-families and OFX types, as whole tokens of the code. */
const CODES: Readonly<Record<string, Category>> = {
  NCHG: 'fee',
  FCHG: 'fee',
  CHG: 'fee',
  808: 'fee',
  CHRG: 'fee',
  FEES: 'fee',
  COMM: 'fee',
  FEE: 'fee',
  SRVCHG: 'fee',
  NINT: 'interest',
  FINT: 'interest',
  INT: 'interest',
  INTR: 'interest',
  814: 'interest',
  815: 'interest',
  SALA: 'salary',
  TAXE: 'tax',
};

type TextRule = { readonly category: Category; readonly words: RegExp; readonly in: 'text' | 'party' };

/** Words that only ever suggest: whole words, compared folded (Gebühr, Gebuehr and GEBUHR alike). */
const TEXTS: readonly TextRule[] = [
  {
    category: 'tax',
    in: 'party',
    words: wordPattern(
      'Finanzamt Finanzkasse Steuerkasse Hauptzollamt HMRC HM_Revenue IRS Internal_Revenue URSSAF DGFIP ' +
        'Agenzia_delle_Entrate Belastingdienst Skatteverket tax_office tax_authority',
      '税務署',
    ),
  },
  {
    category: 'tax',
    in: 'text',
    words: wordPattern(
      'Umsatzsteuer Lohnsteuer Körperschaftsteuer Gewerbesteuer USt_VA VAT_return payroll_tax',
    ),
  },
  {
    category: 'salary',
    in: 'text',
    words: wordPattern(
      'Lohn Löhne Gehalt Gehälter salary salaries payroll wages salaire salaires stipendi',
      '給与',
    ),
  },
  {
    category: 'interest',
    in: 'text',
    words: wordPattern('Habenzinsen Sollzinsen Zinsen Zinsabschluss interest intérêts interessi', '利息'),
  },
  {
    category: 'fee',
    in: 'text',
    words: wordPattern(
      'Entgelt Entgelte Kontoführung Kontoführungsgebühr Gebühr Gebühren Bankgebühren bank_charge bank_charges ' +
        'service_charge account_fee monthly_fee wire_fee frais_bancaires',
      '手数料',
    ),
  },
];

/** A pattern for any of the words, folded; "_" is a blank, `glued` are words of scripts without blanks. */
function wordPattern(words: string, glued?: string): RegExp {
  const folded = foldText(words).replaceAll(' ', '|').replaceAll('_', ' ');
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${folded})(?![\\p{L}\\p{N}])${glued ? `|${glued}` : ''}`, 'u');
}

/** The category that the bank's transaction code names, with the code. */
export function categoryByCode(row: PreparedRow): { category: Category; code: string } | null {
  for (const token of (row.row.transactionCode ?? '').toUpperCase().split(/[^A-Z0-9]+/)) {
    const category = CODES[token];
    if (category && isPlausible(category, row)) return { category, code: token };
  }
  return null;
}

/** The category that the party's name or the text suggests, with the word. */
export function categoryByText(
  row: PreparedRow,
): { category: Category; word: string; isParty: boolean } | null {
  const party = foldText([row.row.counterparty?.name, row.row.ultimateParty].filter(Boolean).join(' '));
  const text = row.texts.map(foldText).join(' ');
  for (const rule of TEXTS) {
    const match = rule.words.exec(rule.in === 'party' && party !== '' ? party : text);
    if (match && isPlausible(rule.category, row)) {
      return { category: rule.category, word: match[0], isParty: rule.in === 'party' };
    }
  }
  return null;
}

/** Salaries and fees are paid; interest and tax go both ways. */
function isPlausible(category: Category, row: PreparedRow): boolean {
  return row.flow === -1 || category === 'interest' || category === 'tax';
}
