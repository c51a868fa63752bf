/** What an archive may hold and unpack to, over all archives within it. Work, and so time, grows with these alone. */
export const ARCHIVE_LIMITS = {
  /** Archives within archives: a ZIP in a ZIP is read, one in that one is not. */
  nesting: 1,
  entries: 10_000,
  unpackedBytes: 4 * 1024 ** 3,
  /** Unpacked to packed bytes; statements of equal rows reach some 100. Held against what is beyond the grace. */
  ratio: 250,
  ratioGraceBytes: 16 * 1024 ** 2,
  /** So much is unpacked at a time: DEFLATE makes at most 1032 bytes of one. */
  pieceBytes: 8_192,
  /** Packed bytes in a row that give none; no block of DEFLATE and no header needs as many. */
  silentBytes: 131_072,
  nameLength: 200,
} as const;
