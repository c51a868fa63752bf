/** What a workbook may hold and unpack to. In an archive the limits of that hold for what it unpacks to. */
export const XLSX_LIMITS = {
  entries: 10_000,
  /** A full sheet of sixteen columns has a gigabyte. */
  unpackedBytes: 2 * 1024 ** 3,
  /** Unpacked to packed bytes: sheets reach some 30, of empty rows and cells. Held against what is beyond the grace. */
  ratio: 100,
  ratioGraceBytes: 16 * 1024 ** 2,
  /** Packed bytes that wait until the whole file has come: a full sheet of 1,048,576 rows and ten columns has some 60 MB. */
  heldBytes: 128 * 1024 ** 2,
  /** Shared strings, each counted once: their number, and their bytes as UTF-8. */
  strings: 4_000_000,
  stringBytes: 64 * 1024 ** 2,
  /** Characters of the shared strings that cells are given, to packed bytes: a text takes memory wherever it is referred to. */
  givenRatio: 50,
  givenGrace: 32 * 1024 ** 2,
  sheets: 1_000,
  /** Excel itself has at most 65,490. */
  styles: 100_000,
  /** Bytes of a page in which packed bytes or strings lie. */
  pageBytes: 1024 ** 2,
} as const;
