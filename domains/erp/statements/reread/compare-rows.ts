import { shortestDecimal, tryDecimal } from '#lib/decimal.ts';
import { rowFingerprint } from '../fingerprint.ts';
import type { ParsedRow } from '../parsed-statement.ts';
import { dayAmountKey } from '../second-source/compare.ts';

/** A row as it went on record, and its id there. */
export type RecordedRow = ParsedRow & { readonly id: string };

/** What one field of a row said and says; null where it says nothing. */
type FieldChange = {
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
};

export type RowComparison = {
  /** Rows that say the same, as they are on record. */
  readonly same: readonly RecordedRow[];
  /** Rows that today's reader reads otherwise. */
  readonly changed: readonly {
    readonly recorded: RecordedRow;
    readonly read: ParsedRow;
    readonly fields: readonly FieldChange[];
  }[];
  readonly added: readonly ParsedRow[];
  readonly gone: readonly RecordedRow[];
};

/**
 * Holds the rows of a statement as they are on record against those that a reader gives now. Rows that say the same are one, then those of the same
 * line, then those of the same day, direction and amount.
 */
export function compareRows(recorded: readonly RecordedRow[], read: readonly ParsedRow[]): RowComparison {
  const left = new Set(recorded);
  const pairs = new Map<ParsedRow, RecordedRow>();
  for (const keyOf of [rowFingerprint, (row: ParsedRow) => String(row.line), dayAmountKey]) {
    const byKey = Map.groupBy(left, keyOf);
    for (const row of read) {
      if (pairs.has(row)) continue;
      const found = byKey.get(keyOf(row))?.shift();
      if (!found) continue;
      pairs.set(row, found);
      left.delete(found);
    }
  }
  const compared = [...pairs].map(([row, before]) => ({
    recorded: before,
    read: row,
    fields: changesOf(before, row),
  }));
  return {
    same: compared.filter(({ fields }) => fields.length === 0).map(({ recorded: before }) => before),
    changed: compared.filter(({ fields }) => fields.length > 0),
    added: read.filter((row) => !pairs.has(row)),
    gone: [...left],
  };
}

/** Where a row stands in its file is no part of what it says. */
const PLACES = new Set(['rowNumber', 'line', 'parentRow']);

function changesOf(before: RecordedRow, after: ParsedRow): FieldChange[] {
  const [was, is] = [flat(before), flat(after)];
  return [...new Set([...was.keys(), ...is.keys()])]
    .filter((field) => !PLACES.has(field) && field !== 'id' && was.get(field) !== is.get(field))
    .map((field) => ({ field, before: was.get(field) ?? null, after: is.get(field) ?? null }));
}

/** What a row says, field by field: "counterparty.name". Lists are one text, what says nothing is left out, 5.0 and 5.00 are one amount. */
function flat(row: object, prefix = ''): Map<string, string> {
  const fields = new Map<string, string>();
  for (const [name, value] of Object.entries(row)) {
    const field = prefix + name;
    if (value === null || value === '' || (Array.isArray(value) && value.length === 0)) continue;
    if (Array.isArray(value)) fields.set(field, JSON.stringify(value));
    else if (typeof value === 'object')
      for (const [inner, text] of flat(value, `${field}.`)) fields.set(inner, text);
    else fields.set(field, isAmount(name, value) ? shortestDecimal(value) : String(value));
  }
  return fields;
}

function isAmount(name: string, value: unknown): value is string {
  return /amount|balance|rate/i.test(name) && typeof value === 'string' && tryDecimal(value) !== null;
}
