import type { Checks } from './local-header.ts';

/** Where the data of an entry end whose header does not say so, and what they must give. */
export type DataEnd = { packedSize: number; descriptorEnd: number; checks: Checks };

/** The last bytes of what is there so far: a descriptor and the signature behind it may begin in them. */
export const DESCRIPTOR_REACH = 27;

const SIGNATURE = 0x08074b50;

/** With or without signature, with sizes of four or eight bytes (PKWARE APPNOTE 6.3.10, sections 4.3.9 and 4.3.9.3). */
const FORMS = [
  { length: 16, isSigned: true, wide: false },
  { length: 12, isSigned: false, wide: false },
  { length: 24, isSigned: true, wide: true },
  { length: 20, isSigned: false, wide: true },
] as const;

/**
 * Looks for the header of the next entry or of the central directory, behind a data descriptor that gives the very
 * size which the data have there. `passed`: bytes of the data that came before `bytes`. Packed data may hold the
 * signatures by chance, and a stored archive does hold them: the size tells them from the end.
 */
export function findDataEnd(bytes: Buffer, passed: number): DataEnd | null {
  for (let at = bytes.indexOf('PK'); at >= 0 && at + 4 <= bytes.length; at = bytes.indexOf('PK', at + 1)) {
    const kind = bytes.readUInt16LE(at + 2);
    if (kind !== 0x0403 && kind !== 0x0201) continue;
    const end = endBefore(bytes, at, passed);
    if (end) return end;
  }
  return null;
}

function endBefore(bytes: Buffer, next: number, passed: number): DataEnd | null {
  for (const { length, isSigned, wide } of FORMS) {
    const start = next - length;
    if (start < 0 || (isSigned && bytes.readUInt32LE(start) !== SIGNATURE)) continue;
    const at = isSigned ? start + 4 : start;
    const size = (offset: number) =>
      wide ? Number(bytes.readBigUInt64LE(at + 4 + offset * 8)) : bytes.readUInt32LE(at + 4 + offset * 4);
    if (size(0) !== passed + start) continue;
    return { packedSize: start, descriptorEnd: next, checks: { crc: bytes.readUInt32LE(at), size: size(1) } };
  }
  return null;
}
