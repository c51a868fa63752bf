import { hasAtSigns } from '../line-ends.ts';
import type { FormatDefinition } from '../reader.ts';
import { createMt940Reader } from './reader.ts';

/** A balance or a row at the beginning of a line: nothing else looks like it. */
const MARK =
  /(?:^|[\r\n]|\{4:)[^\S\r\n]*:(?:60[FM]?:\s*R?[CD]\s*\d{6}|61:\s*\d{6}|62[FM]?:\s*R?[CD]\s*\d{6})/;
const REFERENCE = /(?:^|[\r\n]|\{4:)[^\S\r\n]*:20:[^\r\n]*[\r\n]\s*:(?:21|25P?|28C?|13D|NS):/;

/** MT940 and MT942 are one family of fields; which of them a message is, its reader finds out. */
export const mt940: FormatDefinition = {
  format: 'mt940',
  recognise({ text }) {
    const lines = hasAtSigns(text) ? text.replaceAll('@@', '\n') : text;
    return MARK.test(lines) || REFERENCE.test(lines);
  },
  createReader: createMt940Reader,
};
