import type { Id } from '#lib/ids.ts';

const PARTS = 256;

/**
 * Per statement, the number of the last row that is in. A value: `withLastRow` makes another, which shares all parts but one with it, so that an event
 * costs next to nothing in a file of a hundred thousand statements as well.
 */
export type LastRows = readonly ReadonlyMap<Id, number>[];

export const noRows: LastRows = [];

/** 0 where no row of the statement is in. */
export const lastRowOf = (rows: LastRows, statementId: Id): number =>
  rows[partOf(statementId)]?.get(statementId) ?? 0;

export function withLastRow(rows: LastRows, statementId: Id, rowNumber: number): LastRows {
  const part = partOf(statementId);
  const parts = Array.from({ length: PARTS }, (_, index) => rows[index] ?? NOTHING);
  parts[part] = new Map(parts[part]).set(statementId, rowNumber);
  return parts;
}

const NOTHING: ReadonlyMap<Id, number> = new Map();

/** The ids of statements are hashes: their first two digits spread them evenly. */
const partOf = (statementId: Id): number => Number.parseInt(statementId.slice(0, 2), 16);
