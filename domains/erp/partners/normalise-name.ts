import { nameTokens } from '#domains/treasury/reconciliation/matching/names.ts';

/** A name as it is compared: folded to plain letters, without its legal form. */
export function normaliseName(name: string): string {
  return nameTokens(name).join(' ') || name.trim().toLowerCase();
}
