/** Batches that may be on their way from a thread at once. */
const MAX_OPEN = 3;
const OPEN = 0;

/**
 * Holds a reading thread back while nobody takes what it has read: so memory stays flat, however fast it reads and however slowly rows are stored.
 * Both sides share one counter of the batches on their way.
 */
export class Gate {
  readonly #open: Int32Array<SharedArrayBuffer>;

  constructor(shared = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)) {
    this.#open = new Int32Array(shared);
  }

  /** What the other side makes its own gate of. */
  get shared(): SharedArrayBuffer {
    return this.#open.buffer;
  }

  /** One more batch goes out; waits, and the whole thread with it, while too many are on their way. */
  pass(): void {
    for (let open = this.#count(); open >= MAX_OPEN; open = this.#count())
      Atomics.wait(this.#open, OPEN, open);
    Atomics.add(this.#open, OPEN, 1);
  }

  /** A batch was dealt with. */
  free(): void {
    Atomics.sub(this.#open, OPEN, 1);
    Atomics.notify(this.#open, OPEN);
  }

  #count(): number {
    return Atomics.load(this.#open, OPEN);
  }
}
