import type { FormatDefinition } from '../reader.ts';
import { createCodaReader } from './reader.ts';

/** A header record: creation date, bank and the application code 05. */
const HEADER = /^\s*00000\d{6}\d{3}05[ D\r\n]/;

export const coda: FormatDefinition = {
  format: 'coda',
  recognise: ({ text }) => HEADER.test(text),
  createReader: createCodaReader,
};
