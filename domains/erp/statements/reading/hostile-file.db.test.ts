import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { storeFile } from '#db/files.ts';
import { testDatabase } from '#db/testing/database.ts';
import { forgetConfig } from '#lib/config.ts';
import { run } from '../../../run.ts';
import { IBAN, testCompany } from '../../../treasury/reconciliation/testing.ts';
import { importFile } from '../import-file.ts';
import { uploadStatement } from '../upload-statement.ts';
import { ReaderThreads } from './reader-threads.ts';

const { sql } = await testDatabase();
const folder = mkdtempSync(join(tmpdir(), 'nexus-files-'));
process.env.NEXUS_FILES = folder;
forgetConfig();
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Time for what is padded with blanks, and for any sound file. */
const time_ms = (bytes: number) => (bytes <= 50 ? 1_000 : 20_000);
const limits = { heapMegabytes: 64, memoryMegabytes: 128, time_ms };
const hostile = new ReaderThreads(new URL('./testing/hostile-thread.ts', import.meta.url), limits);
const { tenantId, scope } = await testCompany();

async function take(text: string) {
  const stored = await storeFile(tenantId, Buffer.from(text));
  const { statementFileId } = await run(scope, uploadStatement, { filename: 'a.sta', ...stored });
  await importFile(scope, statementFileId, new AbortController().signal, hostile);
  const [file] = await sql`SELECT status, error_message FROM statement_files WHERE id = ${statementFileId}`;
  const problems =
    await sql`SELECT code FROM statement_problems WHERE statement_file_id = ${statementFileId}`;
  return { ...file, codes: problems.map(({ code }) => code) };
}

const sound = (n: number) =>
  `:20:X\r\n:25:${IBAN}\r\n:28C:${n}/1\r\n:60F:C26110${n}EUR1,00\r\n:62F:C26110${n}EUR1,00\r\n-\r\n`;

test.each([
  ['loops', 2, 'loop'.padEnd(50), 'limit.time', /^Reading this file was stopped after 1 s,/],
  ['takes all memory', 3, 'heap'.padEnd(1_000), 'limit.memory', /^Reading this file .* 128 MB of memory/],
  ['takes all memory beside values', 4, 'buffers'.padEnd(1_000), 'limit.memory', /128 MB/],
])(
  'a file whose reading %s is refused, and the next is imported',
  async (_what, day, text, code, sentence) => {
    expect(await take(text)).toEqual({
      status: 'rejected',
      error_message: expect.stringMatching(sentence),
      codes: [code],
    });
    expect(await take(sound(day))).toMatchObject({ status: 'imported' });
  },
);

test('a file that ends its thread is refused without a word of what broke', async () => {
  expect(await take('exit'.padEnd(500))).toMatchObject({
    status: 'rejected',
    error_message: expect.stringMatching(/noted in its log/),
  });
});
