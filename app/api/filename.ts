import { shownFilename } from '#domains/erp/statements/shown-filename.ts';

/** The file name of a Content-Disposition header (RFC 6266), without any folder before it; "statement" when it names none. */
export function filenameOf(header: string | null): string {
  const extended = /filename\*\s*=\s*utf-8''([^;]+)/i.exec(header ?? '')?.[1];
  const plain = /filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s]+))/i.exec(header ?? '');
  return shownFilename(decoded(extended) ?? plain?.[1]?.replace(/\\(.)/g, '$1') ?? plain?.[2] ?? '');
}

function decoded(text: string | undefined): string | null {
  if (!text) return null;
  try {
    return decodeURIComponent(text.trim());
  } catch {
    return null;
  }
}
