import { currencyOfAccount, type KnownAccount } from './accounts-in-files.ts';
import type { FileState } from './decide.ts';
import type { ReaderOptions, TableMapping } from './formats/reader.ts';
import { tableChoiceSchema } from './table-mappings/choice.ts';

export type Mapping = TableMapping & { readonly encoding?: string };

/** What people said of a file so far; empty when nobody said anything. */
export function mappingOf(state: FileState): Mapping {
  return (state.status === 'none' ? null : (state.mapping as Mapping | null)) ?? {};
}

/** What a person chose for a table, without what its sender said of files in general. */
export function choiceOf(state: FileState) {
  const { otherwise: _, ...chosen } = mappingOf(state);
  const parsed = tableChoiceSchema.safeParse(chosen);
  return parsed.success ? parsed.data : {};
}

/** A mapping as readers take it; amounts without a currency are in that of the account that counts otherwise. */
export function optionsOf(mapping: Mapping, accounts: readonly KnownAccount[]): ReaderOptions {
  const { encoding, otherwise, ...table } = mapping;
  const currency = currencyOfAccount(accounts, otherwise?.account);
  return {
    ...(encoding && { encoding }),
    table: { ...table, ...(otherwise && { otherwise: { ...otherwise, ...(currency && { currency }) } }) },
  };
}
