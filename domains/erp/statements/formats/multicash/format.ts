import type { FormatDefinition } from '../reader.ts';
import { createMultiCashReader } from './reader.ts';

const BEGINNING = /^\s*[A-Z0-9 ]{0,12};[A-Z0-9 /-]{0,34};\d{1,5};\d\d\.\d\d\.(?:\d\d)?\d\d;/.source;
const AMOUNT = /[+-]?[\d.]*\d(?:,\d*)?[+-]?;/.source;
/** AUSZUG.TXT: bank, account, number, date, currency and four amounts. */
const AUSZUG = new RegExp(`${BEGINNING}[A-Z]{3};(?:${AMOUNT}){4}`);
/** UMSATZ.TXT: bank, account, number, value date, six texts, the amount, two unused, the booking date. */
const UMSATZ = new RegExp(
  `${BEGINNING}(?:[^;\\r\\n]{0,40};){6}${AMOUNT}[^;\\r\\n]{0,40};[^;\\r\\n]{0,40};(?:\\d\\d\\.\\d\\d\\.(?:\\d\\d)?\\d\\d)?;`,
);

export const multicash: FormatDefinition = {
  format: 'multicash',
  recognise: ({ text }) => AUSZUG.test(text) || UMSATZ.test(text),
  createReader: createMultiCashReader,
};
