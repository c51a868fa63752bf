import { FILE_TOO_LARGE, MAX_FILE_BYTES, MAX_FILES_AT_ONCE } from '#domains/erp/statements/upload-limits.ts';
import type { Sent } from './send-file.ts';

/** A file on its way from this browser; once it has arrived, the server knows how far its reading is. */
export type Upload = { readonly key: string; readonly name: string; readonly size: number } & (
  | { readonly phase: 'queued' }
  /** Text from the clipboard: sent when the person says so. */
  | { readonly phase: 'asked'; readonly begins: string }
  | { readonly phase: 'sending'; readonly sent: number }
  | { readonly phase: 'refused'; readonly reason: string }
  | { readonly phase: 'cancelled' }
  /** `earlier`: it was there when the page was loaded. */
  | { readonly phase: 'arrived'; readonly fileId: string; readonly earlier: boolean }
  | { readonly phase: 'known'; readonly fileId: string; readonly first: string }
);

export type RunningFile = { readonly id: string; readonly filename: string; readonly sizeBytes: number };

/** Why so many files are not taken at once; null when they are few enough. */
export function tooMany(count: number): string | null {
  if (count <= MAX_FILES_AT_ONCE) return null;
  return `These are more than ${MAX_FILES_AT_ONCE} files, and none was sent. Drop up to ${MAX_FILES_AT_ONCE} at a time, or send them with nexus statement import.`;
}

/** A file that somebody chose: in line, or refused for what is known of it already. */
export function chosen(key: string, { name, size }: Pick<File, 'name' | 'size'>): Upload {
  const base = { key, name, size };
  if (size <= MAX_FILE_BYTES) return { ...base, phase: 'queued' };
  return { ...base, phase: 'refused', reason: FILE_TOO_LARGE };
}

/** What the server answered. */
export function afterSending({ key, name, size }: Upload, answer: Sent): Upload {
  const base = { key, name, size };
  if (!answer.ok) {
    return answer.reason === null
      ? { ...base, phase: 'cancelled' }
      : { ...base, phase: 'refused', reason: answer.reason };
  }
  const { statementFileId: fileId, outcome, filename } = answer.result;
  return outcome === 'known'
    ? { ...base, phase: 'known', fileId, first: filename }
    : { ...base, phase: 'arrived', fileId, earlier: false };
}

/** A file that the server reads already. */
export function arrived({ id, filename, sizeBytes }: RunningFile): Upload {
  return { key: id, name: filename, size: sizeBytes, phase: 'arrived', fileId: id, earlier: true };
}

/** The uploads with one of them changed. A file that is sent again to the same end has one line. */
export function withChange(
  uploads: readonly Upload[],
  key: string,
  next: (upload: Upload) => Upload,
): readonly Upload[] {
  const before = uploads.find((upload) => upload.key === key);
  if (!before) return uploads;
  const after = next(before);
  return uploads
    .filter((upload) => upload.key === key || !isSame(upload, after))
    .map((upload) => (upload.key === key ? after : upload));
}

function isSame(a: Upload, b: Upload): boolean {
  return 'fileId' in a && 'fileId' in b && a.fileId === b.fileId && a.phase === b.phase && a.name === b.name;
}

/** Whether this browser has still to do something for it. */
export const isHere = ({ phase }: Upload) => phase === 'queued' || phase === 'sending' || phase === 'asked';
