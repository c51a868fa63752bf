import { and, eq, isNull } from 'drizzle-orm';
import { bankAccounts } from '#db/schema/statements.ts';
import type { TenantTx } from '#db/tenancy.ts';
import type { Id } from '#lib/ids.ts';
import type { StatementAccount } from './parsed-statement.ts';

export type KnownAccount = {
  readonly id: Id;
  readonly identifier: string;
  readonly currency: string;
  readonly entityId: string;
  /** Other ways in which files write it, as a person said. */
  readonly aliases?: readonly string[];
};

/** The accounts that files can mean: those that are not closed. */
export async function loadAccounts(tx: TenantTx): Promise<KnownAccount[]> {
  return tx
    .select({
      id: bankAccounts.id,
      identifier: bankAccounts.identifier,
      currency: bankAccounts.currency,
      entityId: bankAccounts.entityId,
      aliases: bankAccounts.aliases,
    })
    .from(bankAccounts)
    .where(and(eq(bankAccounts.tenantId, tx.scope.tenantId), isNull(bankAccounts.closedOn)));
}

/**
 * The account that a file means: the same IBAN or number, the number inside an IBAN ("50070010/0123456" is DE..50070010 0000123456), or an alias.
 * Null when none fits, or more than one does.
 */
export function findAccount(
  accounts: readonly KnownAccount[],
  named: StatementAccount,
  currency: string | null,
): KnownAccount | null {
  const written = named.iban ?? named.other;
  if (!written) return null;
  const fitting = accounts.filter(
    ({ identifier, aliases = [], ...account }) =>
      (!currency || account.currency === currency) &&
      [identifier, ...aliases].some((ours) => sameAccount(ours, written)),
  );
  return fitting.length === 1 ? (fitting[0] ?? null) : null;
}

/** The account that a statement is of: as it says itself, else as `otherwise` has it. */
export function accountOr(named: StatementAccount, otherwise: string | undefined): StatementAccount {
  return otherwise === undefined || named.iban || named.other ? named : { ...named, other: otherwise };
}

/** The one currency of the accounts that these words mean; undefined when there is none, or more than one. */
export function currencyOfAccount(
  accounts: readonly KnownAccount[],
  words: string | undefined,
): string | undefined {
  if (words === undefined) return undefined;
  const named = { account: words, currency: null };
  const currencies = new Set(accounts.filter((one) => isNamed(one, named)).map(({ currency }) => currency));
  return currencies.size === 1 ? [...currencies][0] : undefined;
}

/** An account as a file writes it; the currency where it gives one. */
export type NamedAccount = { readonly account: string; readonly currency: string | null };

const NO_NUMBER = 'an account without a number';

/** How a file's account is put before a person: "DE89370400440532013000 (EUR)". */
export function wordsOfAccount(named: StatementAccount, currency: string | null): string {
  const written = named.iban ?? named.other ?? NO_NUMBER;
  return currency ? `${written} (${currency})` : written;
}

/** The account that such words name; null when the file gave no number. */
export function accountOfWords(words: string): NamedAccount | null {
  const { account, currency } = /^(?<account>.+?)(?: \((?<currency>[A-Z]{3})\))?$/.exec(words)?.groups ?? {};
  return account && account !== NO_NUMBER ? { account, currency: currency ?? null } : null;
}

/** Whether a file that names an account so means this one, by the rule by which files find theirs. */
export function isNamed(account: KnownAccount, { account: other, currency }: NamedAccount): boolean {
  const named = { iban: null, other, bic: null, currency: null, owner: null };
  return findAccount([account], named, currency) !== null;
}

const compact = (account: string) => account.replace(/[^A-Za-z0-9]/g, '').toUpperCase();
const withoutZeros = (number: string) => number.replace(/^0+/, '');
const IBAN_HEAD = 4; // country and check digits

function sameAccount(identifier: string, written: string): boolean {
  const ours = compact(identifier);
  const theirs = compact(written);
  if (ours === theirs || withoutZeros(ours) === withoutZeros(theirs)) return true;
  if (!/^[A-Z]{2}\d{2}/.test(ours)) return false;
  const national = ours.slice(IBAN_HEAD);
  const [bank, number] = written.split('/').map(compact);
  if (number === undefined || bank === undefined) return national === theirs;
  return national.startsWith(bank) && withoutZeros(national.slice(bank.length)) === withoutZeros(number);
}
