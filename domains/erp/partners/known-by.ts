import { type SQL, sql } from 'drizzle-orm';
import { businessPartners, documentReferences } from '#db/schema/invoices.ts';
import { foldText } from '../../treasury/reconciliation/matching/names.ts';

/** Whether a reference begins like the normalised number. Unlike LIKE, `^@` is leakproof, so that its index serves under row-level security. */
export function numberBegins(number: string): SQL {
  return sql`${documentReferences.normalised} ^@ ${number}`;
}

/** Whether the partner's name has the words in it, however they are accented. */
export function nameContains(text: string): SQL {
  return sql`${businessPartners.nameNormalised} LIKE ${`%${foldText(text)
    .trim()
    .replace(/[\\%_]/g, '\\$&')}%`}`;
}
