import type { FormatDefinition } from '../reader.ts';
import { createOfxReader } from './reader.ts';

/** The header of 1.x, the processing instruction of 2.x, or the root element alone. */
const OFX = /^\s*OFXHEADER\s*:|<\?OFX\s|<OFX(?:\s[^<>]*)?>/i;

export const ofx: FormatDefinition = {
  format: 'ofx',
  recognise: ({ text }) => OFX.test(text),
  createReader: createOfxReader,
};
