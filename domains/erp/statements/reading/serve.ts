import { createReadStream } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import type { createReader } from '../formats/detect.ts';
import type { StatementSink } from '../formats/reader.ts';
import { StorableSink } from '../storable.ts';
import { Gate } from './gate.ts';
import { type Answer, type Call, type Order, sentError } from './messages.ts';

const CHUNK_BYTES = 1 << 18;
const CALLS_PER_BATCH = 500;
/** Characters of source that the rows of a batch were read from, and bytes after which one goes out however empty. */
const CHARACTERS_PER_BATCH = 1_000_000;
const BYTES_PER_BATCH = 1_000_000;

/** Makes this thread read files, one after the other, by `create`. The main thread takes no orders. */
export function serve(create: typeof createReader): void {
  const port = parentPort;
  if (!port) return;
  const answer = (message: Answer) => port.postMessage(message);
  port.on('message', (order: Order) => {
    read(create, order, answer).catch((error) => answer({ kind: 'failed', error: sentError(error) }));
  });
}

async function read(
  create: typeof createReader,
  { path, options, gate }: Order,
  answer: (message: Answer) => void,
): Promise<void> {
  const batches = new Batches(new Gate(gate), answer);
  const reader = create(new StorableSink(batches), options);
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK_BYTES })) {
    reader.write(chunk);
    batches.read(chunk.length);
  }
  const summary = reader.end();
  batches.flush();
  answer({ kind: 'end', summary });
}

/** Gathers calls, and sends them by the hundred once there is room on the way. */
class Batches implements StatementSink {
  readonly #gate: Gate;
  readonly #answer: (message: Answer) => void;
  #calls: Call[] = [];
  #characters = 0;
  #bytesRead = 0;
  #bytesSent = 0;

  constructor(gate: Gate, answer: (message: Answer) => void) {
    this.#gate = gate;
    this.#answer = answer;
  }

  statement(...[start, index]: Parameters<StatementSink['statement']>): void {
    this.#add(['statement', start, index]);
  }

  row(...[row, index, raw]: Parameters<StatementSink['row']>): void {
    this.#characters += raw.length;
    this.#add(['row', row, index]);
  }

  statementEnd(...[end, index]: Parameters<StatementSink['statementEnd']>): void {
    this.#add(['statementEnd', end, index]);
  }

  problem(...[problem]: Parameters<StatementSink['problem']>): void {
    this.#add(['problem', problem]);
  }

  /** So many more bytes of the file went through the reader. */
  read(bytes: number): void {
    this.#bytesRead += bytes;
    if (this.#bytesRead - this.#bytesSent >= BYTES_PER_BATCH) this.flush();
  }

  flush(): void {
    this.#gate.pass();
    this.#answer({ kind: 'calls', calls: this.#calls, bytesRead: this.#bytesRead });
    this.#calls = [];
    this.#characters = 0;
    this.#bytesSent = this.#bytesRead;
  }

  #add(call: Call): void {
    this.#calls.push(call);
    if (this.#calls.length >= CALLS_PER_BATCH || this.#characters >= CHARACTERS_PER_BATCH) this.flush();
  }
}
