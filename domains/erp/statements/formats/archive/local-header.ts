import { entryName } from './names.ts';

/** What stands before each entry of a ZIP archive (PKWARE APPNOTE 6.3.10, section 4.3.7). Sizes in bytes. */
export type LocalHeader = {
  length: number;
  name: string;
  isEncrypted: boolean;
  method: number;
  /** What the data must give; null where that stands in a data descriptor behind them. */
  given: { packedSize: number; checks: Checks } | null;
};

/** The CRC-32 and the size of the unpacked bytes. */
export type Checks = { crc: number; size: number };

export const LOCAL_HEADER = 0x04034b50;

const FIXED = 30;
const ENCRYPTED = 0x0001;
const DESCRIBED = 0x0008;
const MASKED = 0x2000;
const IN_EXTRA_FIELD = 0xffffffff;

/** The header at the beginning of `bytes`; null when it is not all there yet. */
export function readLocalHeader(bytes: Buffer): LocalHeader | null {
  if (bytes.length < FIXED) return null;
  const nameEnd = FIXED + bytes.readUInt16LE(26);
  const length = nameEnd + bytes.readUInt16LE(28);
  if (bytes.length < length) return null;
  const flags = bytes.readUInt16LE(6);
  const [packedSize, size] = sizes(bytes, bytes.subarray(nameEnd, length));
  return {
    length,
    name: entryName(bytes.subarray(FIXED, nameEnd)),
    isEncrypted: (flags & (ENCRYPTED | MASKED)) !== 0,
    method: bytes.readUInt16LE(8),
    given: flags & DESCRIBED ? null : { packedSize, checks: { crc: bytes.readUInt32LE(14), size } },
  };
}

function sizes(header: Buffer, extra: Buffer): [packed: number, unpacked: number] {
  const packed = header.readUInt32LE(18);
  const unpacked = header.readUInt32LE(22);
  if (packed !== IN_EXTRA_FIELD && unpacked !== IN_EXTRA_FIELD) return [packed, unpacked];
  return zip64Sizes(extra) ?? [packed, unpacked];
}

/** The ZIP64 extended information, which has both sizes in a local header (section 4.5.3). */
function zip64Sizes(extra: Buffer): [packed: number, unpacked: number] | null {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) === 0x0001 && at + 20 <= extra.length) {
      return [Number(extra.readBigUInt64LE(at + 12)), Number(extra.readBigUInt64LE(at + 4))];
    }
  }
  return null;
}
