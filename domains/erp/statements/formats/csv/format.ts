import type { FormatDefinition } from '../reader.ts';
import { looksLike } from '../recognised.ts';
import { chooseDelimiter } from './delimiter.ts';
import { createCsvReader } from './reader.ts';

/** CSV has no mark of its own: a text that is nothing else, and whose lines have dates and amounts in columns. */
export const csv: FormatDefinition = {
  format: 'csv',
  recognise: (head, { table: mapping }) => {
    if (looksLike(head) !== null) return false;
    return mapping?.delimiter !== undefined || chooseDelimiter(head.text, head.complete) !== null;
  },
  createReader: createCsvReader,
};
