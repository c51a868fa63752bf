import { attachment } from '#lib/attachment.ts';

/** Bytes as a download under a name, never shown in the browser nor kept by it. `sizeBytes` where it is known beforehand. */
export function downloadResponse(
  bytes: ConstructorParameters<typeof Response>[0],
  filename: string,
  sizeBytes?: number,
): Response {
  return new Response(bytes, {
    headers: {
      'content-type': 'application/octet-stream',
      'content-disposition': attachment(filename),
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      ...(sizeBytes !== undefined && { 'content-length': String(sizeBytes) }),
    },
  });
}
