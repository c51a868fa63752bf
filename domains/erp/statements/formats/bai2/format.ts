import type { FormatDefinition } from '../reader.ts';
import { createBai2Reader } from './reader.ts';

/** A file header with its creation date at the beginning of the file: enough to know it. */
const DATED_FILE_HEADER = /^01,[^,\r\n]{0,60},[^,\r\n]{0,60},\d{6}(?:\d\d)?,[\d: ]{0,8},/;
const GROUP_HEADER = /^02,[^,]{0,60},[^,]{0,60}, ?[1-4]? ?,\d{6}/;
/** How far a file header and its group header are looked for, below the lines that a transmission put before them. */
const SEARCHED_CHARACTERS = 4_096;
const SEARCHED_LINES = 8;

export const bai2: FormatDefinition = {
  format: 'bai2',
  recognise: ({ text }) => DATED_FILE_HEADER.test(text.trimStart()) || hasHeaders(text),
  createReader: createBai2Reader,
};

/** Any file header that a group header follows, or a group header at the beginning that an account follows. */
function hasHeaders(text: string): boolean {
  const lines = text
    .slice(0, SEARCHED_CHARACTERS)
    .split(/[\r\n]/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('88,'))
    .slice(0, SEARCHED_LINES);
  const isGroupAlone = GROUP_HEADER.test(lines[0] ?? '') && lines[1]?.startsWith('03,') === true;
  return (
    isGroupAlone || lines.some((line, i) => line.startsWith('01,') && GROUP_HEADER.test(lines[i + 1] ?? ''))
  );
}
