import { extname } from 'node:path';

/** What lies beside a file that needs words, and says them. */
const REASON = '.reason.txt';
/** What a file system takes as a name, in bytes of UTF-8. */
const MAX_NAME_BYTES = 255;
/** How senders name a file that they are still writing. */
const UNFINISHED = /\.(?:tmp|temp|part|partial|filepart|crdownload|swp)$|~$/i;

/** Whether a name in the inbox is of a file that a sender has finished, as far as a name can tell. */
export const isFinishedName = (name: string) => !name.startsWith('.') && !UNFINISHED.test(name);

/** The name of the file that says why: "november.sta.reason.txt". */
export const reasonOf = (name: string) => name + REASON;

/** The name for the nth try, cut so that a reason file of that name can lie beside it: "november.sta", "november-2.sta". */
export function numbered(name: string, n: number): string {
  const suffix = n === 1 ? '' : `-${n}`;
  const extension = extname(name);
  const end = Buffer.byteLength(extension) <= 20 ? extension : '';
  const stem = end === '' ? name : name.slice(0, -end.length);
  const room = MAX_NAME_BYTES - Buffer.byteLength(suffix + end + REASON);
  return cut(stem, room) + suffix + end;
}

/** The beginning of a text that fits so many bytes of UTF-8, by whole characters. */
function cut(text: string, maxBytes: number): string {
  if (Buffer.byteLength(text) <= maxBytes) return text;
  let bytes = 0;
  let kept = '';
  for (const character of text) {
    bytes += Buffer.byteLength(character);
    if (bytes > maxBytes) break;
    kept += character;
  }
  return kept;
}
