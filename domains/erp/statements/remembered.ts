import { isDeepStrictEqual } from 'node:util';
import type { SurveyedStatement } from './survey.ts';
import { applicableMapping } from './table-mappings/applicable.ts';
import type { TableChoice } from './table-mappings/choice.ts';
import type { RememberedMapping } from './table-mappings/queries.ts';

/** What was read of a file, and how a person had said of an earlier one that it is read; null where nobody had. */
type ReadAsRemembered<Surveyed> = { readonly surveyed: Surveyed; readonly choice: TableChoice | null };

/**
 * Reads a table as one with its header was read before. Whose statements it holds tells which of the remembered mappings is meant, so it is read by the
 * latest first, and again where another is.
 */
export async function readAsRemembered<
  Surveyed extends { readonly survey: { readonly statements: readonly SurveyedStatement[] } },
>(
  remembered: readonly RememberedMapping[],
  read: (choice: TableChoice) => Promise<Surveyed>,
): Promise<ReadAsRemembered<Surveyed>> {
  const [latest] = remembered;
  if (!latest) return { surveyed: await read({}), choice: null };
  const { account: _, ...columns } = latest.choice;
  const first = await read(columns);
  const statements = first.survey.statements.map(({ named, account }) => ({
    named: named.iban !== null || named.other !== null,
    accountId: account?.id ?? null,
  }));
  const choice = applicableMapping(remembered, statements)?.choice ?? null;
  const isReadSo = choice !== null && isDeepStrictEqual(choice, columns);
  return { surveyed: isReadSo ? first : await read(choice ?? {}), choice };
}
