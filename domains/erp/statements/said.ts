import type { EventOf } from '#db/event-store/event.ts';
import type { StatementResolved } from './events.ts';

/** How a file is read, as people said; null while nobody did. */
export type Mapping = Record<string, unknown> | null;

/** What people said of a file. */
export type Said = {
  readonly mapping: Mapping;
  /** Whoever sent it wants to see it before anything of it is imported. */
  readonly preview: boolean;
  /** A person looked at it, and had it imported as it is read. */
  readonly accepted: boolean;
};

export const NOTHING_SAID: Said = { mapping: null, preview: false, accepted: false };

/** The sender's word for the account of what in the file names none, as a mapping. */
export const mappingOfAccount = (account: string | undefined): Mapping =>
  account === undefined ? null : { otherwise: { account } };

/** What is said with an answer. An accepted file is read exactly as it was shown: what was answered before it counts only where it was shown too. */
export function answered(said: Said, { mapping, accepted }: EventOf<typeof StatementResolved>['data']): Said {
  if (!accepted) return { ...said, mapping: bothOf(said.mapping, mapping) };
  const otherwise = said.mapping?.otherwise;
  return {
    ...said,
    accepted,
    mapping: otherwise || mapping ? { ...(otherwise ? { otherwise } : {}), ...mapping } : null,
  };
}

/** A file may ask one thing after the other: an answer adds to those given before, and replaces the one to the same question. */
function bothOf(before: Mapping, now: Mapping): Mapping {
  if (!before || !now) return now ?? before;
  const columns = { ...(before.columns as object), ...(now.columns as object) };
  return { ...before, ...now, ...(Object.keys(columns).length > 0 && { columns }) };
}
