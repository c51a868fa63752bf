/** A place in a sorted list as it stands in an address: the sort values of a row, and its id last. */
export type Cursor = readonly string[];

const MAX_LENGTH = 600;

/** The cursor as it stands in an address. */
export function cursorText(cursor: Cursor): string {
  return Buffer.from(JSON.stringify(cursor)).toString('base64url');
}

/** The cursor with that many values in a text from outside; null when it is none. */
export function parseCursor(text: string | null | undefined, values: number): Cursor | null {
  if (!text || text.length > MAX_LENGTH) return null;
  try {
    const cursor: unknown = JSON.parse(Buffer.from(text, 'base64url').toString());
    const fits = Array.isArray(cursor) && cursor.length === values;
    return fits && cursor.every((value) => typeof value === 'string') ? cursor : null;
  } catch {
    return null;
  }
}

/**
 * A page of a sorted list in the list's order, with whether there is more beyond either end. `found` are its rows in the order of reading, which
 * is backwards from `before`, and one more where there are more than `pageSize`.
 */
export function pageOf<Row>(
  found: readonly Row[],
  { after, before }: { readonly after: unknown; readonly before: unknown },
  pageSize: number,
): { rows: Row[]; hasPrevious: boolean; hasNext: boolean } {
  const page = found.slice(0, pageSize);
  const more = found.length > pageSize;
  if (before !== null) return { rows: page.reverse(), hasPrevious: more, hasNext: true };
  return { rows: page, hasPrevious: after !== null, hasNext: more };
}
