import { hasIbanShape } from './accounts.ts';
import { foldText } from './names.ts';
import type { Policy } from './policy.ts';
import type { PreparedRow } from './prepare-row.ts';
import { absUnits, toUnits, type Units } from './units.ts';

const CHARGE_WORDS =
  /\b(?:wire fee|bank fee|fees?|(?:bank )?charges?|(?:bank)?spesen|gebuhren?|entgelt|frais|commissioni|spese)\b/;

/**
 * Whether the difference between what was asked for and what was paid may be a bank's charge: within the policy, less than asked
 * on receivables and more on payables, and either between two countries or named in the text. Null when it may not.
 */
export function chargeBetween(
  row: PreparedRow,
  asked: Units,
  policy: Policy,
): { isAbroad: boolean; isNamed: boolean } | null {
  const charge = row.flow === 1 ? asked - row.amount : row.amount - asked;
  if (charge <= 0n || asked <= 0n || charge > toUnits(policy.bankChargeLimit)) return null;
  if (absUnits(charge) * 100n * 10_000n > asked * toUnits(policy.bankChargePercent)) return null;
  const isAbroad = countriesDiffer(row.account, row.otherAccount);
  const isNamed = row.texts.some((text) => CHARGE_WORDS.test(foldText(text)));
  return isAbroad || isNamed ? { isAbroad, isNamed } : null;
}

/** Whether both accounts are IBANs, of different countries. */
function countriesDiffer(own: string | null, other: string | null): boolean {
  if (own === null || other === null) return false;
  return hasIbanShape(own) && hasIbanShape(other) && own.slice(0, 2) !== other.slice(0, 2);
}
