import { createHash, randomUUIDv7 } from 'node:crypto';

/** A lower-case UUID. */
export type Id = string;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** A new UUIDv7 (RFC 9562, 5.7): sorts by the time it was made. */
export function newId(): Id {
  return randomUUIDv7();
}

/** The UUIDv8 (RFC 9562, 5.8) of these parts: the same parts give the same id, on every machine, for ever. */
export function derivedId(...parts: readonly (string | number)[]): Id {
  const hash = createHash('sha256').update(parts.join('\u001f')).digest();
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x80;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  const hex = hash.toString('hex', 0, 16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** Whether the text is a UUID in the form that we write. */
export function isId(text: string): boolean {
  return UUID.test(text);
}
