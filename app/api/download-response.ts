/** Bytes as a download under a name (RFC 6266, RFC 8187), never shown in the browser nor kept by it. `sizeBytes` where it is known beforehand. */
export function downloadResponse(
  bytes: ConstructorParameters<typeof Response>[0],
  filename: string,
  sizeBytes?: number,
): Response {
  return new Response(bytes, {
    headers: {
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename*=UTF-8''${encoded(filename)}`,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      ...(sizeBytes !== undefined && { 'content-length': String(sizeBytes) }),
    },
  });
}

/** As RFC 8187 has it, which lets fewer characters stand than an address does. */
function encoded(filename: string): string {
  return encodeURIComponent(filename).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
