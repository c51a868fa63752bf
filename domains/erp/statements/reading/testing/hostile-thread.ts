import { createReader } from '../../formats/detect.ts';
import type { StatementReader, StatementSink } from '../../formats/reader.ts';
import { serve } from '../serve.ts';

// A thread whose reader does what a file says: a stand-in for a file that a reader has no defence against. Any other file is read as ever.

const kept: unknown[] = [];

const deeds: Readonly<Record<string, (sink: StatementSink) => void>> = {
  loop: () => {
    for (;;);
  },
  heap: () => {
    for (;;) kept.push({ text: `${Math.random()}`.repeat(10) });
  },
  buffers: () => {
    for (;;) kept.push(Buffer.alloc(1_000_000, 1));
  },
  throw: () => {
    throw new RangeError('This reader is broken.');
  },
  exit: () => process.exit(0),
  rows: (sink) => {
    for (let n = 1; n <= 5_000; n++) {
      sink.problem({
        ...{ severity: 'warning', line: n, code: 'made.at', raw: null },
        message: String(Date.now()),
      });
    }
  },
};

serve((sink, options) => {
  const reader = createReader(sink, options);
  let isHostile = false;
  const hostile: StatementReader = {
    write(chunk) {
      const deed = deeds[Buffer.from(chunk).toString('latin1').trim()];
      if (deed) {
        isHostile = true;
        deed(sink);
      } else reader.write(chunk);
    },
    end: () => (isHostile ? { format: null, formatVersion: null, encoding: null } : reader.end()),
  };
  return hostile;
});
