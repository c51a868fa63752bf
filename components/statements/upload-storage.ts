import { arrived, type RunningFile, type Upload } from './upload.ts';

const STORED = 'nexus.uploads';

/** What this tab has sent stays in sight after a reload, until it is put away. */
export function storeUploads(uploads: readonly Upload[]): void {
  const files = uploads.flatMap((upload): RunningFile[] =>
    upload.phase === 'arrived' ? [{ id: upload.fileId, filename: upload.name, sizeBytes: upload.size }] : [],
  );
  sessionStorage.setItem(STORED, JSON.stringify(files));
}

/** What this tab has sent before the reload and the page does not show yet. */
export function storedUploads(known: readonly Upload[]): Upload[] {
  try {
    const files = JSON.parse(sessionStorage.getItem(STORED) ?? '[]') as RunningFile[];
    return files.filter(({ id }) => !known.some((upload) => upload.key === id)).map(arrived);
  } catch {
    return [];
  }
}
