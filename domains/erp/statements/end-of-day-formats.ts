import type { StatementFormat } from './parsed-statement.ts';

/** Formats of end-of-day statements: any may be the leading one of an account. */
export const END_OF_DAY_FORMATS = [
  'camt053',
  'mt940',
  'bai2',
  'ofx',
  'coda',
  'cfonb120',
  'norma43',
  'multicash',
  'csv',
  'xlsx',
] as const satisfies readonly StatementFormat[];

export type EndOfDayFormat = (typeof END_OF_DAY_FORMATS)[number];
