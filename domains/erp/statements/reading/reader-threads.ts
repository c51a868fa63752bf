import { absolutePath } from '#db/files.ts';
import type { Scope } from '#db/tenancy.ts';
import type { FileSummary } from '../formats/reader.ts';
import { READING_LIMITS, type ReadingLimits } from './limits.ts';
import { type FileOnDisk, ReaderThread } from './reader-thread.ts';

/** A file that takes its time leaves another thread to the others. */
const MAX_THREADS = 2;
const IDLE_ms = 60_000;

/** Threads that read files. They are kept for the next files for a while: beginning one costs more than reading a small file. */
export class ReaderThreads {
  readonly #entry: URL;
  readonly #limits: ReadingLimits;
  readonly #idle: ReaderThread[] = [];
  readonly #waiting: (() => void)[] = [];
  #busy = 0;
  #ending: NodeJS.Timeout | undefined;

  /** `entry` is the module that a thread runs: one that calls `serve`. */
  constructor(entry: URL, limits: ReadingLimits = READING_LIMITS) {
    this.#entry = entry;
    this.#limits = limits;
  }

  /** Reads a file in a thread, once one is free. As ReaderThread.read. */
  async read(...file: Parameters<ReaderThread['read']>): Promise<FileSummary> {
    while (this.#busy >= MAX_THREADS) await new Promise<void>((free) => this.#waiting.push(free));
    this.#busy++;
    const thread = this.#take();
    try {
      return await thread.read(...file);
    } finally {
      this.#busy--;
      this.#give(thread);
      this.#waiting.shift()?.();
    }
  }

  #take(): ReaderThread {
    clearTimeout(this.#ending);
    for (let thread = this.#idle.pop(); thread; thread = this.#idle.pop()) if (thread.isAlive) return thread;
    return new ReaderThread(this.#entry, this.#limits);
  }

  #give(thread: ReaderThread): void {
    if (thread.isAlive) this.#idle.push(thread);
    clearTimeout(this.#ending);
    this.#ending = setTimeout(() => {
      for (const idle of this.#idle.splice(0)) void idle.end();
    }, IDLE_ms).unref();
  }
}

/** The threads of this process. */
export const readerThreads = new ReaderThreads(new URL('./thread.ts', import.meta.url));

/** Where the bytes of an uploaded file lie. */
export const storedFile = (
  { tenantId }: Pick<Scope, 'tenantId'>,
  { sha256, sizeBytes }: { readonly sha256: string; readonly sizeBytes: number },
): FileOnDisk => ({ path: absolutePath(tenantId, sha256), sizeBytes });
