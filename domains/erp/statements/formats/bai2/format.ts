import type { FormatDefinition } from '../reader.ts';
import { createBai2Reader } from './reader.ts';

/** A file header with its creation date, or any file header that a group header follows. */
const FILE_HEADER = /^\s*01,[^,\r\n]{0,60},[^,\r\n]{0,60},\d{6}(?:\d\d)?,[\d: ]{0,8},/;
const FILE_AND_GROUP =
  /^\s*01,[^\r\n]{0,200}[\r\n]+\s*(?:88,[^\r\n]{0,200}[\r\n]+\s*)?02,[^,\r\n]*,[^,\r\n]*,\s*[1-4]?\s*,\d{6}/;

export const bai2: FormatDefinition = {
  format: 'bai2',
  recognise: ({ text }) => FILE_HEADER.test(text) || FILE_AND_GROUP.test(text),
  createReader: createBai2Reader,
};
