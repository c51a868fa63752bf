import { Worker } from 'node:worker_threads';
import type { FileSummary, ReaderOptions, StatementSink } from '../formats/reader.ts';
import { Gate } from './gate.ts';
import { type ReadingLimits, tooLarge, tooSlow } from './limits.ts';
import { type Answer, type Order, receivedError, replay } from './messages.ts';

const LOOK_AT_MEMORY_EVERY_ms = 500;
const MEGABYTE = 1_048_576;

/** A file that lies on disk. */
export type FileOnDisk = { readonly path: string; readonly sizeBytes: number };

/** Hears how many bytes are read, once what was read of them is in the sink. */
export type AfterBatch = (bytesRead: number) => Promise<void>;

/** One thread that reads a file at a time. A file that takes too much ends it. */
export class ReaderThread {
  readonly #worker: Worker;
  readonly #limits: ReadingLimits;
  readonly #answers: Answer[] = [];
  /** Why the thread is no more; null while it lives. */
  #end: Error | null = null;
  #wake: () => void = () => {};

  constructor(entry: URL, limits: ReadingLimits) {
    this.#limits = limits;
    this.#worker = new Worker(entry, {
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: limits.heapMegabytes, maxYoungGenerationSizeMb: 16 },
    });
    this.#worker.on('message', (answer: Answer) => {
      this.#answers.push(answer);
      this.#wake();
    });
    this.#worker.on('error', (error: NodeJS.ErrnoException) =>
      this.#endBy(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? tooLarge(limits) : error),
    );
    this.#worker.on('exit', () => this.#endBy(new Error('The thread that read a file ended.')));
    this.#worker.unref();
  }

  get isAlive(): boolean {
    return this.#end === null;
  }

  /**
   * Reads a file into the sink; `afterBatch` hears how many bytes are read, and the thread reads little further before it has resolved. Throws
   * ReadingStopped beyond a limit, what the disk or the reader threw, what `afterBatch` throws, and the signal's reason.
   */
  async read(
    { path, sizeBytes }: FileOnDisk,
    options: ReaderOptions,
    sink: StatementSink,
    afterBatch: AfterBatch,
    signal: AbortSignal,
  ): Promise<FileSummary> {
    const gate = new Gate();
    const stop = () => this.#endBy(signal.reason);
    signal.throwIfAborted();
    signal.addEventListener('abort', stop);
    const looking = setInterval(() => void this.#lookAtMemory(), LOOK_AT_MEMORY_EVERY_ms);
    this.#worker.ref();
    let isDone = false;
    let left_ms = this.#limits.time_ms(sizeBytes);
    try {
      this.#worker.postMessage({ path, options, gate: gate.shared } satisfies Order);
      for (;;) {
        const began = performance.now();
        const answer = await this.#next(left_ms, sizeBytes);
        left_ms -= performance.now() - began;
        if (answer.kind === 'calls') {
          replay(answer.calls, sink);
          await afterBatch(answer.bytesRead);
          gate.free();
          continue;
        }
        isDone = true;
        if (answer.kind === 'failed') throw receivedError(answer.error);
        return answer.summary;
      }
    } finally {
      signal.removeEventListener('abort', stop);
      clearInterval(looking);
      this.#worker.unref();
      if (!isDone) await this.end();
    }
  }

  async end(): Promise<void> {
    this.#endBy(new Error('The thread was ended.'));
    await this.#worker.terminate();
  }

  /** The thread's next answer, within what is left of its time. What it said before it ended still counts. */
  async #next(left_ms: number, sizeBytes: number): Promise<Answer> {
    const late = setTimeout(
      () => this.#endBy(tooSlow(this.#limits.time_ms(sizeBytes))),
      Math.max(left_ms, 1),
    );
    try {
      while (this.#answers.length === 0 && this.#end === null) {
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
      }
    } finally {
      clearTimeout(late);
    }
    const answer = this.#answers.shift();
    if (answer) return answer;
    throw this.#end;
  }

  /** V8 limits what values take; what lies beside them, it only counts. */
  async #lookAtMemory(): Promise<void> {
    const heap = await this.#worker.getHeapStatistics().catch(() => null);
    if (!heap) return;
    const { used_heap_size: values, external_memory: beside } = heap;
    if (values + beside > this.#limits.memoryMegabytes * MEGABYTE) this.#endBy(tooLarge(this.#limits));
  }

  #endBy(reason: Error): void {
    this.#end ??= reason;
    this.#wake();
  }
}
