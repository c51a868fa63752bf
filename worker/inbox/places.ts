import type { Id } from '#lib/ids.ts';

/** What ended: what Nexus has, and what it could not take in. */
const ENDS = ['done', 'failed'] as const;
export type End = (typeof ENDS)[number];

/** A folder in which files for one company arrive: `subfolder` of the inbox, or the inbox itself. */
export type Place = { readonly tenantId: Id; readonly subfolder: string | null };

/**
 * Where files for each company arrive: in the sub-folder named by its slug, where there is one, and for the only company in the inbox itself
 * as well. A slug that is one of `ENDS` names no sub-folder of its own.
 */
export function placesOf(
  companies: readonly { readonly id: Id; readonly slug: string }[],
  subfolders: ReadonlySet<string>,
): Place[] {
  const reserved: readonly string[] = ENDS;
  const named = companies
    .filter(({ slug }) => subfolders.has(slug) && !reserved.includes(slug))
    .map(({ id, slug }): Place => ({ tenantId: id, subfolder: slug }));
  const [only, ...others] = companies;
  return only && others.length === 0 ? [{ tenantId: only.id, subfolder: null }, ...named] : named;
}
