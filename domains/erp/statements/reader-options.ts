import { currencyOfAccount, type KnownAccount } from './accounts-in-files.ts';
import type { FileState } from './decide.ts';
import type { ReaderOptions, TableMapping } from './formats/reader.ts';
import { choiceFrom, type TableChoice } from './table-mappings/choice.ts';

export type Mapping = TableMapping & { readonly encoding?: string };

/** What people said of a file so far; empty when nobody said anything. */
export function mappingOf(state: FileState): Mapping {
  return (state.status === 'none' ? null : (state.mapping as Mapping | null)) ?? {};
}

/** What a person chose for a table, without what its sender said of files in general. */
export function choiceOf(state: FileState): TableChoice {
  const { otherwise: _, ...chosen } = mappingOf(state);
  return choiceFrom(chosen) ?? {};
}

/**
 * A mapping as readers take it. The account that was said is that of statements that name none, in a table or not; amounts without a currency are
 * in its.
 */
export function optionsOf(mapping: Mapping, accounts: readonly KnownAccount[]): ReaderOptions {
  const { encoding, otherwise, ...table } = mapping;
  const account = table.account ?? otherwise?.account;
  const currency = currencyOfAccount(accounts, account);
  const rest = { ...otherwise, ...(account && { account }), ...(currency && { currency }) };
  return {
    ...(encoding && { encoding }),
    table: { ...table, ...(Object.keys(rest).length > 0 && { otherwise: rest }) },
  };
}
