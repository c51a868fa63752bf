import { createReader } from '../../formats/detect.ts';
import type { StatementReader, StatementSink } from '../../formats/reader.ts';
import type { StatementStart } from '../../parsed-statement.ts';
import { serve } from '../serve.ts';

// A thread whose reader does what a file says: a stand-in for a file that a reader has no defence against. Any other file is read as ever.

const kept: unknown[] = [];

const NAMELESS: StatementStart = {
  kind: 'endOfDay',
  account: { iban: null, other: null, bic: null, currency: null, owner: null },
  ...{ statementId: null, sequenceNumber: null, asOf: null, openingBalance: null },
};

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
  statements: (sink) => {
    for (let n = 0; n < 5_000; n++) sink.statement({ ...NAMELESS, statementId: String(Date.now()) }, n);
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
