/** Bytes of one uploaded file. */
export const MAX_FILE_BYTES = 500_000_000;

/** Files of one drop, pick or paste. */
export const MAX_FILES_AT_ONCE = 200;

export const FILE_TOO_LARGE = `A file may have ${MAX_FILE_BYTES / 1_000_000} MB at most.`;
