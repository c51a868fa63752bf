/** What reading one file may take. */
export type ReadingLimits = {
  /** What of a thread's memory JavaScript values may take, in MB. */
  readonly heapMegabytes: number;
  /** That and what lies beside it, such as the bytes of an archive. */
  readonly memoryMegabytes: number;
  /** The time in which a thread reads so many bytes; what others do meanwhile does not count. */
  readonly time_ms: (sizeBytes: number) => number;
};

const SECONDS_FOR_ANY = 60;
/** Half a megabyte a second: a hundredth of what readers do. */
const SECONDS_PER_MEGABYTE = 2;

export const READING_LIMITS: ReadingLimits = {
  heapMegabytes: 160,
  memoryMegabytes: 220,
  time_ms: (sizeBytes) => (SECONDS_FOR_ANY + (sizeBytes / 1_000_000) * SECONDS_PER_MEGABYTE) * 1_000,
};

/** A file was not read to its end, because that took more than a file may take. `code` is that of a problem. */
export class ReadingStopped extends Error {
  readonly code: 'limit.memory' | 'limit.time';

  constructor(code: ReadingStopped['code'], message: string) {
    super(message);
    this.code = code;
  }
}

export const tooSlow = (time_ms: number) =>
  new ReadingStopped(
    'limit.time',
    `Reading this file was stopped after ${Math.ceil(time_ms / 1_000)} s, in which a file of its size is read many times over. Nothing of it was imported.`,
  );

export const tooLarge = ({ memoryMegabytes }: ReadingLimits) =>
  new ReadingStopped(
    'limit.memory',
    `Reading this file was stopped because it needed more than ${memoryMegabytes} MB of memory. Nothing of it was imported.`,
  );
