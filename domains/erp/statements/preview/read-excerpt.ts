import type { Scope } from '#db/tenancy.ts';
import { EXCERPT_BYTES, type Excerpt, excerptOf } from './excerpt.ts';
import { readFileHead } from './file-head.ts';

/** The beginning of a stored file as it is. */
export async function readExcerpt(
  scope: Scope,
  file: { readonly sha256: string; readonly sizeBytes: number },
): Promise<Excerpt> {
  const { bytes, complete } = await readFileHead(scope.tenantId, file, EXCERPT_BYTES);
  return excerptOf(bytes, complete);
}
