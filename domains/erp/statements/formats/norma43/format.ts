import type { FormatDefinition } from '../reader.ts';
import { createNorma43Reader } from './reader.ts';

/** An account header (11), which some banks put behind a file header (00) of their own. */
const ACCOUNT_HEADER = /^\s*(?:00[^\r\n]{0,100}[\r\n]+)?11\d{30}[12]\d{14}[0-9A-Z]{3}/;

export const norma43: FormatDefinition = {
  format: 'norma43',
  recognise: ({ text }) => ACCOUNT_HEADER.test(text),
  createReader: createNorma43Reader,
};
