import { createHash } from 'node:crypto';
import { derivedId, type Id } from '#lib/ids.ts';

/** Characters of a header's cell that count, and cells of a header that can be remembered. */
const MAX_CELL = 200;
const MAX_CELLS = 512;

/** A header as it is compared and kept: without spaces around its cells and empty cells at its end; null where nothing would tell it from others. */
export function plainHeader(cells: readonly string[]): string[] | null {
  const plain = cells.map((cell) => cell.trim().slice(0, MAX_CELL));
  const width = plain.findLastIndex((cell) => cell !== '') + 1;
  const named = plain.filter((cell) => cell !== '').length;
  return named < 2 || width > MAX_CELLS ? null : plain.slice(0, width);
}

/** SHA-256 over a plain header, in hexadecimal. */
export function headerHash(header: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(header)).digest('hex');
}

/** The id of what is remembered of tables with this header, for one account or for those that name theirs themselves. */
export function mappingId(tenantId: Id, bankAccountId: Id | null, hash: string): Id {
  return derivedId(tenantId, 'table-mapping', bankAccountId ?? '', hash);
}
