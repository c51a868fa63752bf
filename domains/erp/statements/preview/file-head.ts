import { openFile } from '#db/files.ts';
import type { Id } from '#lib/ids.ts';

/** The first bytes of a stored file, at most so many, and whether that is all of it. */
export async function readFileHead(
  tenantId: Id,
  file: { readonly sha256: string; readonly sizeBytes: number },
  maxBytes: number,
): Promise<{ bytes: Buffer; complete: boolean }> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of openFile(tenantId, file.sha256)) {
    chunks.push(chunk);
    length += chunk.length;
    if (length >= maxBytes) break;
  }
  return { bytes: Buffer.concat(chunks).subarray(0, maxBytes), complete: file.sizeBytes <= maxBytes };
}
