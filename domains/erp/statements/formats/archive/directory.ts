/**
 * The central directory of a ZIP archive (PKWARE APPNOTE 6.3.10, sections 4.3.11 to 4.3.16): read to see that the archive is
 * whole and that no entry was passed over.
 */
export type DirectoryRecord = {
  /** In bytes, the signature included. */
  length: number;
  isEntry: boolean;
  /** Of the last record: how many entries there are; null where ZIP64 says it in an earlier record. */
  total: number | null;
  isLast: boolean;
};

type Kind = { fixed: number; lengthOf: (record: Buffer) => number };

const ENTRY = 0x02014b50;
const EXTRA_DATA = 0x08064b50;
const SIGNATURE = 0x05054b50;
const ZIP64_END = 0x06064b50;
const ZIP64_LOCATOR = 0x07064b50;
const END = 0x06054b50;
const IN_ZIP64 = 0xffff;

const KINDS: ReadonlyMap<number, Kind> = new Map<number, Kind>([
  [ENTRY, { fixed: 46, lengthOf: (r) => 46 + r.readUInt16LE(28) + r.readUInt16LE(30) + r.readUInt16LE(32) }],
  [EXTRA_DATA, { fixed: 8, lengthOf: (r) => 8 + r.readUInt32LE(4) }],
  [SIGNATURE, { fixed: 6, lengthOf: (r) => 6 + r.readUInt16LE(4) }],
  [ZIP64_END, { fixed: 12, lengthOf: (r) => 12 + Number(r.readBigUInt64LE(4)) }],
  [ZIP64_LOCATOR, { fixed: 20, lengthOf: () => 20 }],
  [END, { fixed: 22, lengthOf: () => 22 }],
]);

export const isDirectoryRecord = (signature: number) => KINDS.has(signature);

/** The record at the beginning of `bytes`, whose signature is known; null when too little of it is there. */
export function readDirectoryRecord(bytes: Buffer): DirectoryRecord | null {
  const signature = bytes.readUInt32LE(0);
  const kind = KINDS.get(signature);
  if (!kind || bytes.length < kind.fixed) return null;
  const total = signature === END ? bytes.readUInt16LE(10) : null;
  return {
    length: kind.lengthOf(bytes),
    isEntry: signature === ENTRY,
    total: total === IN_ZIP64 ? null : total,
    isLast: signature === END,
  };
}
