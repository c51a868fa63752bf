import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, test } from 'vitest';
import { createReader } from '../formats/detect.ts';
import type { StatementSink } from '../formats/reader.ts';
import { SAMPLES as CSV } from '../formats/testing/csv-samples.ts';
import { SAMPLES as MT940 } from '../formats/testing/mt940-samples.ts';
import { StorableSink } from '../storable.ts';
import type { ReadingLimits } from './limits.ts';
import { ReaderThreads, readerThreads } from './reader-threads.ts';

const folder = mkdtempSync(join(tmpdir(), 'nexus-reading-'));
afterAll(() => rmSync(folder, { recursive: true }));

const never = new AbortController().signal;
/** Time for what is padded with blanks, and for any sound file. */
const time_ms = (bytes: number) => (bytes <= 50 ? 1_000 : 20_000);
const limits: ReadingLimits = { heapMegabytes: 64, memoryMegabytes: 128, time_ms };
const hostile = new ReaderThreads(new URL('./testing/hostile-thread.ts', import.meta.url), limits);

function lay(name: string, text: string | Uint8Array) {
  const path = join(folder, name);
  writeFileSync(path, text);
  return { path, sizeBytes: Buffer.byteLength(text) };
}

/** A sink that keeps what it was told, without the source lines. */
function keeper() {
  const told: unknown[] = [];
  const sink: StatementSink = {
    statement: (...args) => told.push(['statement', ...args]),
    row: (row, index) => told.push(['row', row, index]),
    statementEnd: (...args) => told.push(['end', ...args]),
    problem: (problem) => told.push(['problem', problem]),
  };
  return { told, sink };
}

async function inThread(threads: ReaderThreads, file: ReturnType<typeof lay>) {
  const { told, sink } = keeper();
  const heard: number[] = [];
  const summary = await threads.read(file, {}, sink, async (bytes) => void heard.push(bytes), never);
  return { told, summary, read: heard.at(-1) };
}

function here(text: string) {
  const { told, sink } = keeper();
  const reader = createReader(new StorableSink(sink), {});
  reader.write(Buffer.from(text));
  return { told, summary: reader.end(), read: Buffer.byteLength(text) };
}

const SOUND = MT940.structured as string;

describe('a thread', () => {
  test.each([...Object.entries(MT940), ...Object.entries(CSV), ['empty', '']])(
    'reads %s as it is read without one',
    async (name, text) => {
      expect(await inThread(readerThreads, lay(name, text))).toEqual(here(text));
    },
  );

  test('reads no further than what was dealt with', async () => {
    const madeAt: number[] = [];
    const sink: StatementSink = {
      ...keeper().sink,
      statement: ({ statementId }) => void madeAt.push(Number(statementId)),
    };
    await hostile.read(lay('statements', 'statements'.padEnd(500)), {}, sink, () => sleep(60), never);
    expect(madeAt).toHaveLength(5_000);
    // Ten batches of 60 ms each, of which three are on their way.
    expect((madeAt.at(-1) ?? 0) - (madeAt[0] ?? 0)).toBeGreaterThan(300);
  });

  test('says what the disk says', async () => {
    const missing = { path: join(folder, 'missing'), sizeBytes: 1 };
    await expect(inThread(hostile, missing)).rejects.toMatchObject({ code: 'ENOENT', syscall: 'open' });
  });

  test('ends when it is told to', async () => {
    const controller = new AbortController();
    const reading = hostile.read(
      lay('endless', 'loop'.padEnd(500)),
      {},
      keeper().sink,
      async () => {},
      controller.signal,
    );
    setTimeout(() => controller.abort(new Error('Enough.')), 100);
    await expect(reading).rejects.toThrow('Enough.');
  });
});

describe('a hostile file is stopped, and the next is read as ever', () => {
  test.each([
    ['loop', 50, { code: 'limit.time', message: expect.stringContaining('after 1 s,') }],
    ['heap', 1_000, { code: 'limit.memory', message: expect.stringContaining('128 MB') }],
    ['buffers', 1_000, { code: 'limit.memory', message: expect.stringContaining('128 MB') }],
    ['throw', 500, { name: 'RangeError', message: 'This reader is broken.' }],
    ['exit', 500, { message: 'The thread that read a file ended.' }],
  ])('%s', async (deed, sizeBytes, error) => {
    await expect(inThread(hostile, lay(deed, deed.padEnd(sizeBytes)))).rejects.toMatchObject(error);
    expect(await inThread(hostile, lay('sound.sta', SOUND))).toEqual(here(SOUND));
  });

  test('beside another that is read at the same time', async () => {
    const [stopped, sound] = await Promise.allSettled([
      inThread(hostile, lay('loop', 'loop'.padEnd(50))),
      inThread(hostile, lay('sound.sta', SOUND)),
    ]);
    expect([stopped.status, sound.status]).toEqual(['rejected', 'fulfilled']);
  });
});
