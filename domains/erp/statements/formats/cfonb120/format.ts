import type { FormatDefinition } from '../reader.ts';
import { createCfonb120Reader } from './reader.ts';

/** A record of the former balance (01), or a movement (04) of a file without it. */
const FIRST_RECORD =
  /^\s*(?:01\d{5} {4}|04\d{5}[0-9A-Z ]{4})\d{5}[A-Z ]{3}[\d ].[0-9A-Z]{11}[0-9A-Z ]{2}\d{6}/;

export const cfonb120: FormatDefinition = {
  format: 'cfonb120',
  recognise: ({ text }) => FIRST_RECORD.test(text),
  createReader: createCfonb120Reader,
};
