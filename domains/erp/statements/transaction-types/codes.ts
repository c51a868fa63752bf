import type { TransactionType } from '../transaction-type.ts';

/** A table as it is written: a type and its codes, parted by blanks. */
type TypesOfCodes = readonly (readonly [TransactionType, string])[];

export function typesByCode(table: TypesOfCodes): ReadonlyMap<string, TransactionType> {
  return new Map(table.flatMap(([type, codes]) => codes.split(' ').map((code) => [code, type] as const)));
}
