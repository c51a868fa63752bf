import type { Id } from '#lib/ids.ts';
import type { RememberedMapping } from './queries.ts';

/** The account of one statement in a table: known, named but not known (null), or not named at all. */
type StatementOfTable = { readonly named: boolean; readonly accountId: Id | null };

/**
 * What is remembered for tables like this one: where it does not say its account, the only mapping that does; where it does, that account's, else
 * the one for tables of any account. Null where a person has to say.
 */
export function applicableMapping(
  remembered: readonly RememberedMapping[],
  statements: readonly StatementOfTable[],
): RememberedMapping | null {
  if (statements.length === 0) return remembered.length === 1 ? (remembered[0] ?? null) : null;
  if (statements.every(({ named }) => !named)) {
    const saying = remembered.filter(({ choice }) => choice.account !== undefined);
    return saying.length === 1 ? (saying[0] ?? null) : null;
  }
  const accounts = new Set(statements.map(({ accountId }) => accountId));
  const [only] = accounts;
  const own = accounts.size === 1 && only ? remembered.find((one) => one.bankAccountId === only) : undefined;
  const ofAny = remembered.find(({ bankAccountId }) => bankAccountId === null);
  return own ?? ofAny ?? null;
}
