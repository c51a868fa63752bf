import { z } from 'zod';
import { COLUMN_ROLES } from '../formats/reader.ts';
import { isEncoding } from '../formats/text-encoding.ts';

const column = z.union([z.string().max(200), z.int().nonnegative().max(511)]);

/** How a person has a table read: the reader's mapping, and the character set of its text. What is not given is recognised. */
export const tableChoiceSchema = z
  .object({
    encoding: z.string().max(20).refine(isEncoding),
    delimiter: z.string().length(1),
    dateOrder: z.enum(['dayFirst', 'monthFirst', 'yearFirst']),
    serialDates: z.enum(['1900', '1904']),
    decimalSign: z.enum(['.', ',']),
    signs: z.enum(['asGiven', 'inverted']),
    headerLine: z.int().nonnegative(),
    columns: z.partialRecord(z.enum(COLUMN_ROLES), z.union([column, z.array(column).max(20).readonly()])),
    account: z.string().min(1).max(64),
    currency: z.string().regex(/^[A-Z]{3}$/),
  })
  .partial()
  .strict();

export type TableChoice = z.infer<typeof tableChoiceSchema>;

/** The choice that something stored or sent is; null where it is none, as what an older Nexus wrote may be. */
export function choiceFrom(value: unknown): TableChoice | null {
  return tableChoiceSchema.safeParse(value).data ?? null;
}
